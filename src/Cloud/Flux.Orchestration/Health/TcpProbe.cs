using System.Net;
using System.Net.Sockets;

namespace Flux.Orchestration.Health;

/// <summary>Whether something accepts TCP connections.</summary>
internal static class TcpProbe
{
    /// <summary>Connects once. False when refused, unreachable or not answered within the deadline.</summary>
    public static async Task<bool> AnswersAsync(IPEndPoint target, TimeSpan deadline, TimeProvider time, CancellationToken cancel)
    {
        using var expiry = new CancellationTokenSource(deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, expiry.Token);
        using var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(target, either.Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}
