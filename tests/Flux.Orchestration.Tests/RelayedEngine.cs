using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Flux.Orchestration.Tests;

/// <summary>The real engine behind a socket of ours that reads along: a test learns of each request that changes something, before and after the engine has it.</summary>
internal sealed class RelayedEngine : IAsyncDisposable
{
    private const string Real = "/var/run/docker.sock";

    private readonly string path = Path.Combine(Path.GetTempPath(), $"flux-engine-{Guid.NewGuid():N}.sock");
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentBag<Socket> open = [];
    private readonly Task accepting;

    public RelayedEngine()
    {
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        accepting = AcceptAsync();
    }

    public Uri Endpoint => new("unix://" + path);

    /// <summary>Told of every changing request of containers that has come (<c>POST …/containers/create</c>); false: the engine does not get it.</summary>
    public Func<string, bool> Coming { get; set; } = _ => true;

    /// <summary>Told of the same once the engine has it, whether or not it has answered.</summary>
    public Action<string> Passed { get; set; } = _ => { };

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await accepting;
        while (open.TryTake(out var socket)) socket.Dispose();
        File.Delete(path);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = PairAsync(await listener.AcceptAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task PairAsync(Socket client)
    {
        open.Add(client);
        var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        open.Add(engine);
        await engine.ConnectAsync(new UnixDomainSocketEndPoint(Real));
        await Task.WhenAll(CopyAsync(client, engine, isRequest: true), CopyAsync(engine, client, isRequest: false));
    }

    /// <summary>A client waits for an answer before it asks again on a connection, so what begins with a verb is the head of a request.</summary>
    private async Task CopyAsync(Socket from, Socket to, bool isRequest)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                var change = isRequest ? ChangeOf(buffer.AsSpan(0, count)) : null;
                if (change is not null && !Coming(change)) continue;
                await to.SendAsync(buffer.AsMemory(0, count));
                if (change is not null) Passed(change);
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            from.Dispose();
            to.Dispose();
        }
    }

    private static string? ChangeOf(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith("POST "u8) && !bytes.StartsWith("DELETE "u8)) return null;
        var line = Encoding.ASCII.GetString(bytes[..bytes.IndexOf((byte)'\r')]);
        return line.Contains("/containers/", StringComparison.Ordinal) ? line : null;
    }
}
