using System.Net.Sockets;
using Flux.Ingress.Routes;

namespace Flux.Ingress.Health;

/// <summary>
/// Whether an instance accepts a TCP connection and keeps it. A published port whose container does not listen is accepted by the
/// engine's proxy and closed a moment later, so the probe stays to see.
/// </summary>
internal static class ConnectProbe
{
    private static readonly TimeSpan Stay = TimeSpan.FromMilliseconds(20);

    public static async Task<bool> RunAsync(RouteInstance instance, TimeSpan timeout, TimeProvider time, CancellationToken cancel)
    {
        using var expiry = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, expiry.Token);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(instance.Address, instance.Port, either.Token);
            return await IsKeptAsync(socket, time, cancel);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Silence or a greeting is life; an end is not.</summary>
    private static async Task<bool> IsKeptAsync(Socket socket, TimeProvider time, CancellationToken cancel)
    {
        using var expiry = new CancellationTokenSource(Stay, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, expiry.Token);
        try
        {
            return await socket.ReceiveAsync(new byte[1], SocketFlags.None, either.Token) > 0;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return true;
        }
    }
}
