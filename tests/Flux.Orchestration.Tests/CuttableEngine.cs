using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Flux.Orchestration.Tests;

/// <summary>The real engine behind a socket of ours, so that a test can take it away and give it back without harming anybody else's.</summary>
internal sealed class CuttableEngine : IAsyncDisposable
{
    private const string Real = "/var/run/docker.sock";

    private readonly string path = Path.Combine(Path.GetTempPath(), $"flux-engine-{Guid.NewGuid():N}.sock");
    private readonly ConcurrentBag<Socket> open = [];
    private Socket? listener;
    private Task accepting = Task.CompletedTask;

    public Uri Endpoint => new("unix://" + path);

    /// <summary>When set, connections are accepted and nothing is ever answered.</summary>
    public bool Silent { get; set; }

    public void Connect()
    {
        File.Delete(path);
        listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        accepting = AcceptAsync(listener);
    }

    public async Task CutAsync()
    {
        listener?.Dispose();
        await accepting;
        while (open.TryTake(out var socket)) socket.Dispose();
        File.Delete(path);
    }

    public async ValueTask DisposeAsync() => await CutAsync();

    private async Task AcceptAsync(Socket from)
    {
        try
        {
            while (true) _ = PairAsync(await from.AcceptAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private async Task PairAsync(Socket client)
    {
        open.Add(client);
        if (Silent) return;
        var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        open.Add(engine);
        await engine.ConnectAsync(new UnixDomainSocketEndPoint(Real));
        await Task.WhenAll(CopyAsync(client, engine), CopyAsync(engine, client));
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count) await to.SendAsync(buffer.AsMemory(0, count));
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
