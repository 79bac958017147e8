using System.Net;
using System.Net.Sockets;

namespace Flux.Ingress.Forwarding;

/// <summary>The one HTTP client towards instances: no proxy, no redirects, no cookies, a short deadline for connecting.</summary>
internal sealed class InstanceClient : IDisposable
{
    private static readonly TimeSpan PoolIdle = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PoolLife = TimeSpan.FromMinutes(5);

    private readonly TimeSpan connectTimeout;
    private readonly TimeProvider time;

    public InstanceClient(GatewayOptions options, TimeProvider time)
    {
        (connectTimeout, this.time) = (options.ConnectTimeout, time);
        Invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            PooledConnectionIdleTimeout = PoolIdle,
            PooledConnectionLifetime = PoolLife,
            ConnectCallback = ConnectAsync,
        });
    }

    public HttpMessageInvoker Invoker { get; }

    public void Dispose() => Invoker.Dispose();

    /// <summary>A deadline that passes is a refused connection to the caller, not a cancelled request.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        using var expiry = new CancellationTokenSource(connectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, expiry.Token);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, either.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (expiry.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
