using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Flux.Devnet.State;
using Flux.Devnet.Supervision;

namespace Flux.Devnet.Control;

/// <summary>Speaks to the supervisor of a home folder.</summary>
public sealed class ControlClient : IDisposable
{
    /// <summary>What a unix socket's path may have at most on Linux, without the closing zero (unix(7)).</summary>
    private const int LongestPath = 107;

    private readonly NetworkStream stream;
    private readonly StreamReader reader;
    private readonly StreamWriter writer;

    private ControlClient(Socket socket)
    {
        stream = new NetworkStream(socket, ownsSocket: true);
        reader = new StreamReader(stream);
        writer = new StreamWriter(stream) { AutoFlush = true };
    }

    /// <summary>Connects, or returns null when no supervisor answers.</summary>
    public static async Task<ControlClient?> TryConnectAsync(HomeFolder home, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(EndPoint(home.ControlSocket), cancel);
            return new ControlClient(socket);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    /// <summary>The events of the network. As owner, going away without <see cref="ReleaseAsync"/> stops it.</summary>
    public IAsyncEnumerable<NetworkEvent> FollowAsync(bool owner, CancellationToken cancel) => EventsAsync(owner ? ControlVerb.Own : ControlVerb.Follow, cancel);

    /// <summary>Stops the network and follows until nothing runs.</summary>
    public IAsyncEnumerable<NetworkEvent> StopAsync(CancellationToken cancel) => EventsAsync(ControlVerb.Stop, cancel);

    /// <summary>While following: asks for the end.</summary>
    public Task RequestStopAsync() => writer.WriteLineAsync(ControlVerb.Stop);

    /// <summary>While following as owner: the network may go on without this client.</summary>
    public Task ReleaseAsync() => writer.WriteLineAsync(ControlVerb.Release);

    public async Task<IReadOnlyList<ProgramReport>> ProgramsAsync(CancellationToken cancel)
    {
        await writer.WriteLineAsync(ControlVerb.Programs.AsMemory(), cancel);
        var line = await reader.ReadLineAsync(cancel);
        return line is null ? [] : JsonSerializer.Deserialize<List<ProgramReport>>(line, ControlFormat.Json) ?? [];
    }

    public void Dispose() => stream.Dispose();

    internal static UnixDomainSocketEndPoint EndPoint(string path) => path.Length <= LongestPath
        ? new UnixDomainSocketEndPoint(path)
        : throw new DevnetException(DevnetProblem.Usage, $"The path {path} is too long for a socket ({path.Length} of {LongestPath} characters).", "Choose a shorter FLUX_HOME.");

    private async IAsyncEnumerable<NetworkEvent> EventsAsync(string verb, [EnumeratorCancellation] CancellationToken cancel)
    {
        await writer.WriteLineAsync(verb.AsMemory(), cancel);
        while (await NextLineAsync(cancel) is { } line)
        {
            var entry = JsonSerializer.Deserialize<NetworkEvent>(line, ControlFormat.Json);
            if (entry is not null) yield return entry;
        }
    }

    /// <summary>Null at the end, also where the supervisor was killed.</summary>
    private async Task<string?> NextLineAsync(CancellationToken cancel)
    {
        try { return await reader.ReadLineAsync(cancel); }
        catch (IOException) { return null; }
    }
}
