using System.Net;
using System.Net.Sockets;
using Flux.Os.Peers;

namespace Flux.Os.Backups;

/// <summary>
/// Fetches archives from addresses that users give. The address is checked where the connection is made, after the name was resolved and
/// after every redirection, so neither a name nor a redirection leads into the operator's network (FluxOS reference §13).
/// </summary>
internal sealed class RemoteArchive : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly HttpClient _http;

    /// <summary>Public addresses only.</summary>
    public RemoteArchive()
        : this(PublicAddresses.Contains)
    {
    }

    internal RemoteArchive(Func<IPAddress, bool> allowed)
    {
        _http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            MaxAutomaticRedirections = 5,
            ConnectTimeout = Patience,
            ConnectCallback = (context, cancel) => ConnectAsync(context.DnsEndPoint, allowed, cancel),
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The size that the other side tells, in bytes.</summary>
    /// <exception cref="IOException">It cannot be asked, or does not say; the message says why.</exception>
    public async Task<long> SizeAsync(string url, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, Checked(url));
        using var response = await SendAsync(request, cancel).ConfigureAwait(false);
        return response.Content.Headers.ContentLength ?? throw new IOException($"{url} does not tell its size");
    }

    /// <summary>Opens it and hands its bytes on.</summary>
    /// <exception cref="IOException">It cannot be asked; the message says why.</exception>
    public async Task ReadAsync(string url, Func<Stream, Task> read, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(read);
        using var request = new HttpRequestMessage(HttpMethod.Get, Checked(url));
        using var response = await SendAsync(request, cancel).ConfigureAwait(false);
        var content = await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        await using var contentScope = content.ConfigureAwait(false);
        await read(content).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            if (response.IsSuccessStatusCode) return response;
            using (response) throw new IOException($"{request.RequestUri} answers {(int)response.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            throw new IOException($"{request.RequestUri} cannot be read: {e.GetBaseException().Message}", e);
        }
    }

    private static Uri Checked(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) ? uri : throw new IOException($"'{url}' is no http or https address");

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, Func<IPAddress, bool> allowed, CancellationToken cancel)
    {
        var addresses = await Dns.GetHostAddressesAsync(to.Host, cancel).ConfigureAwait(false);
        if (addresses.FirstOrDefault(allowed) is not { } address) throw new IOException($"{to.Host} is no public address");
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, to.Port), cancel).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
