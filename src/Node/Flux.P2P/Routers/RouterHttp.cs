using System.Net;
using System.Text;

namespace Flux.P2P.Routers;

/// <summary>HTTP with a router of the local network: no redirection, no proxy, bounds on size and time.</summary>
internal sealed class RouterHttp : IDisposable
{
    /// <summary>Bytes that an answer may have.</summary>
    public const int LongestAnswer = 256 * 1024;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, MaxResponseHeadersLength = 16 })
    {
        Timeout = TimeSpan.FromSeconds(5),
        MaxResponseContentBufferSize = LongestAnswer,
    };

    /// <exception cref="IOException">There is no such answer.</exception>
    public async Task<byte[]> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var (status, body) = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return status == HttpStatusCode.OK ? body : throw new IOException($"{address} answered {(int)status}");
    }

    /// <summary>Calls an action of a service; the body of its answer, also where that says that it failed.</summary>
    public async Task<(HttpStatusCode Status, byte[] Body)> CallAsync(RouterService service, string action, string arguments, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, service.Control);
        request.Headers.Add("SOAPAction", $"\"{service.Kind}#{action}\"");
        request.Content = new StringContent(
            "<?xml version=\"1.0\"?><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" s:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\">"
            + $"<s:Body><u:{action} xmlns:u=\"{service.Kind}\">{arguments}</u:{action}></s:Body></s:Envelope>",
            Encoding.UTF8,
            "text/xml");
        return await SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<(HttpStatusCode Status, byte[] Body)> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (HttpRequestException error)
        {
            throw new IOException($"{request.RequestUri}: {error.Message}", error);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"{request.RequestUri} does not answer", error);
        }
    }

    public void Dispose() => _http.Dispose();
}
