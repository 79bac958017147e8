using System.Net.Sockets;
using System.Text.Json;
using Flux.Devnet.State;
using Flux.Devnet.Supervision;

namespace Flux.Devnet.Control;

/// <summary>Answers `flux up`, `down` and `status` on a unix socket in the home folder, which only its owner may enter.</summary>
internal sealed class ControlServer : IAsyncDisposable
{
    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly List<Task> clients = [];
    private readonly string path;
    private readonly EventLog events;
    private readonly Func<IReadOnlyList<ProgramReport>> programs;
    private readonly Action stop;
    private readonly Socket listener;
    private readonly CancellationTokenSource closing = new();
    private readonly Task accepting;

    /// <param name="stop">Called when a client asks for the end; may be called more than once.</param>
    public ControlServer(HomeFolder home, EventLog events, Func<IReadOnlyList<ProgramReport>> programs, Action stop)
    {
        (path, this.events, this.programs, this.stop) = (home.ControlSocket, events, programs, stop);
        listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        File.Delete(path);
        listener.Bind(ControlClient.EndPoint(path));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        listener.Listen();
        accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Waits until every follower has been sent the last event, but not for one that does not read.</summary>
    public async Task DrainAsync()
    {
        Task[] open;
        lock (gate) open = [.. clients];
        await Task.WhenAny(Task.WhenAll(open), Task.Delay(DrainPatience));
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Dispose();
        await accepting;
        File.Delete(path);
        closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                var client = ServeAsync(await listener.AcceptAsync(closing.Token));
                lock (gate)
                {
                    clients.RemoveAll(earlier => earlier.IsCompleted);
                    clients.Add(client);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                break;
            }
        }
        await Task.WhenAll(clients);
    }

    private async Task ServeAsync(Socket socket)
    {
        using var stream = new NetworkStream(socket, ownsSocket: true);
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream) { AutoFlush = true };
        try
        {
            var verb = await ReadLineAsync(reader);
            if (verb == ControlVerb.Programs) await writer.WriteLineAsync(JsonSerializer.Serialize(programs(), ControlFormat.Json));
            else if (verb is ControlVerb.Follow or ControlVerb.Own or ControlVerb.Stop) await FollowAsync(verb, reader, writer);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client went away, or we are closing: nobody is left to tell.
        }
    }

    private async Task FollowAsync(string verb, StreamReader reader, StreamWriter writer)
    {
        if (verb == ControlVerb.Stop) stop();
        var listening = ListenAsync(reader, owner: verb == ControlVerb.Own);
        await foreach (var entry in events.ReadAsync(closing.Token))
        {
            await writer.WriteLineAsync(JsonSerializer.Serialize(entry, ControlFormat.Json).AsMemory(), closing.Token);
        }
        _ = listening; // ends with the connection
    }

    /// <summary>Reads orders until the client goes away; an owner who goes without releasing the network takes it along.</summary>
    private async Task ListenAsync(StreamReader reader, bool owner)
    {
        var released = !owner;
        try
        {
            while (await ReadLineAsync(reader) is { } line)
            {
                if (line == ControlVerb.Stop) stop();
                if (line == ControlVerb.Release) released = true;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // As good as an end of the stream.
        }
        if (!released && !closing.IsCancellationRequested) stop();
    }

    private async Task<string?> ReadLineAsync(StreamReader reader)
    {
        var line = await reader.ReadLineAsync(closing.Token);
        return line is { Length: > ControlVerb.LongestLine } ? "" : line;
    }
}
