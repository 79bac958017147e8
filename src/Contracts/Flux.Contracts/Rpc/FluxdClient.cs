using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Flux.Contracts.Rpc;

/// <summary>
/// JSON-RPC to a fluxd, ours or the C++ one. Thread-safe. Answers with an error object throw <see cref="RpcException"/>;
/// no answer at all throws <see cref="RpcUnreachableException"/>. Typed members are in the partial files beside this one.
/// </summary>
public sealed partial class FluxdClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly RpcCredentials _credentials;
    private long _nextId;

    /// <param name="address">e.g. <c>http://127.16.0.11:16124/</c>.</param>
    /// <param name="credentials">Password or cookie.</param>
    /// <param name="timeout">Of one call; default 60 s, above the server's long polls.</param>
    public FluxdClient(Uri address, RpcCredentials credentials, TimeSpan? timeout = null)
    {
        (_address, _credentials) = (address, credentials);
        _http = new HttpClient { Timeout = timeout ?? TimeSpan.FromSeconds(60) };
    }

    /// <summary>Calls any method; the result as JSON (a null result has <see cref="JsonValueKind.Null"/>).</summary>
    public async Task<JsonElement> CallAsync(string method, JsonArray? parameters = null, CancellationToken cancellation = default)
    {
        var body = new JsonObject
        {
            ["jsonrpc"] = "1.0",
            ["id"] = Interlocked.Increment(ref _nextId),
            ["method"] = method,
            ["params"] = parameters ?? [],
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, _address);
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", _credentials.Token());
        try
        {
            using var response = await _http.SendAsync(request, cancellation).ConfigureAwait(false);
            var text = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            return Read(response.StatusCode, text);
        }
        catch (HttpRequestException e)
        {
            throw new RpcUnreachableException($"fluxd at {_address} does not answer: {e.Message}", e);
        }
        catch (TaskCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new RpcUnreachableException($"fluxd at {_address} did not answer {method} within {_http.Timeout.TotalSeconds:0} s.", e);
        }
    }

    /// <summary>Calls any method with plain values (string, bool, int, long, decimal, JsonNode).</summary>
    public Task<JsonElement> CallAsync(string method, CancellationToken cancellation, params object?[] parameters)
    {
        var array = new JsonArray();
        foreach (var parameter in parameters) array.Add(RpcParameter.ToNode(parameter));
        return CallAsync(method, array, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private JsonElement Read(HttpStatusCode status, byte[] text)
    {
        if (status == HttpStatusCode.Unauthorized) throw new RpcUnreachableException($"fluxd at {_address} refuses the user name or password (or the cookie is old).");
        if (status == HttpStatusCode.Forbidden) throw new RpcUnreachableException($"fluxd at {_address} does not allow this address (rpcallowip).");
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
                throw new RpcException(error.GetProperty("code").GetInt32(), error.GetProperty("message").GetString() ?? "");
            return root.GetProperty("result").Clone();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new RpcUnreachableException($"{_address} answered {(int)status} without a JSON-RPC body; is it a fluxd?", e);
        }
    }
}
