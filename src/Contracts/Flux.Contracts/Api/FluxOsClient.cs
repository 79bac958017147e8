using System.Net;
using System.Text;
using System.Text.Json;

namespace Flux.Contracts.Api;

/// <summary>
/// A fluxos's HTTP API (FluxOS reference §11): unwraps the envelope. Errors it tells throw <see cref="FluxOsException"/>; no answer throws
/// <see cref="FluxOsUnreachableException"/>. Thread-safe.
/// </summary>
public sealed class FluxOsClient : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="address">e.g. <c>http://127.16.0.11:16127/</c>.</param>
    /// <param name="timeout">Of one call; default 15 s.</param>
    public FluxOsClient(Uri address, TimeSpan? timeout = null) => _http = new HttpClient { BaseAddress = address, Timeout = timeout ?? TimeSpan.FromSeconds(15) };

    /// <summary>Where it talks to.</summary>
    public Uri Address => _http.BaseAddress!;

    /// <summary>The <c>data</c> of a GET.</summary>
    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request, cancellation).ConfigureAwait(false);
    }

    /// <summary>The <c>data</c> of a POST; <paramref name="zelidauth"/> proves who asks, where the route wants to know.</summary>
    public async Task<JsonElement> PostAsync(string path, string body, string? zelidauth, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "text/plain") };
        if (zelidauth is not null) request.Headers.TryAddWithoutValidation("zelidauth", zelidauth);
        return await SendAsync(request, cancellation).ConfigureAwait(false);
    }

    /// <summary>The lines of a route that streams text, until it ends.</summary>
    public async IAsyncEnumerable<string> LinesAsync(string path, string? zelidauth, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (zelidauth is not null) request.Headers.TryAddWithoutValidation("zelidauth", zelidauth);
        using var response = await TryAsync(() => _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation), cancellation).ConfigureAwait(false);
        if (response.Content.Headers.ContentType?.MediaType == "application/json")
        {
            Unwrap(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));
            yield break;
        }
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false));
        while (await NextLineAsync(reader, cancellation).ConfigureAwait(false) is { } line) yield return line;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<string?> NextLineAsync(StreamReader reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadLineAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new FluxOsUnreachableException($"The connection to fluxos at {Address} broke: {e.Message}", e);
        }
    }

    private async Task<JsonElement> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var response = await TryAsync(() => _http.SendAsync(request, cancellation), cancellation).ConfigureAwait(false);
        return Unwrap(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));
    }

    private async Task<HttpResponseMessage> TryAsync(Func<Task<HttpResponseMessage>> send, CancellationToken cancellation)
    {
        try
        {
            return await send().ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw new FluxOsUnreachableException($"fluxos at {Address} does not answer: {e.Message}", e);
        }
        catch (TaskCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new FluxOsUnreachableException($"fluxos at {Address} did not answer within {_http.Timeout.TotalSeconds:0} s.", e);
        }
    }

    // Older nodes send the text alone.
    private static FluxOsException ErrorOf(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object) return new FluxOsException(data.ValueKind == JsonValueKind.String ? data.GetString()! : data.GetRawText(), null, null);
        var code = data.TryGetProperty("code", out var given) && given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var number) ? number : (int?)null;
        return new FluxOsException(TextOf(data, "message") ?? data.GetRawText(), TextOf(data, "name"), code);
    }

    private static string? TextOf(JsonElement data, string name) => data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private JsonElement Unwrap(HttpStatusCode status, byte[] text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var (kind, data) = (document.RootElement.GetProperty("status").GetString(), document.RootElement.GetProperty("data"));
            if (kind == "success") return data.Clone();
            throw ErrorOf(data);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FluxOsUnreachableException($"{Address} answered {(int)status} without FluxOS's envelope; is it a fluxos?", e);
        }
    }
}
