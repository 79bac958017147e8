using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Flux.Os.Api.Access;
using Flux.Os.Identity;
using Flux.Os.Tests.Support;
using Microsoft.AspNetCore.Routing;

namespace Flux.Os.Tests.Api;

/// <summary>Every route that takes a body, with every body that nobody meant: each is answered in the envelope, and none is a bug of ours.</summary>
public sealed class BodyTableTests : IAsyncLifetime
{
    // Every field that a route reads somewhere.
    private static readonly string[] Fields =
    [
        "zelid", "address", "loginPhrase", "message", "signature", "appname", "cmd", "env", "backup", "restore", "type", "repotag", "repoauth", "ip", "ports", "pubKey", "dosState", "dosMessage",
        "blockedPorts", "blockedRepositories", "version", "name", "description", "owner", "compose", "instances", "expire", "contacts", "geolocation", "nodes", "staticip", "enterprise", "repotags",
        "containerPorts", "containerData", "cpu", "ram", "hdd", "appSpecification", "appSpecifications", "timestamp", "hash", "hashes", "transactions", "addresses", "locktime", "expiryheight", "hexstring", "hex",
        "allowhighfees", "n", "keys", "fluxaddress", "hexdata", "jsonparametersobject", "txid", "index", "high", "low", "start", "end", "chaininfo", "node", "collateral", "set", "range", "count", "from", "to",
    ];

    private static readonly string[] Values =
        ["null", "true", "-1", "1e400", "99999999999999999999", "\"\\u0000\\ud800\"", "[null,{},[]]", "{\"a\":[{\"b\":null}]}", "\"" + "A" + new string('b', 3000) + "\""];

    private static readonly string[] Types = ["application/json", "application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x", "application/json; charset=utf-16"];

    private ApiNode _node = null!;

    public async ValueTask InitializeAsync() => _node = await ApiNode.StartAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task What_nobody_meant_is_answered_in_the_envelope()
    {
        using var http = FromManyAddresses();
        var asked = 0;
        foreach (var (path, access) in Posts().ToList())
        {
            foreach (var body in Bodies())
            {
                var type = Types[asked++ % Types.Length];
                var answer = await AskAsync(http, path, access, body, type);
                var shown = $"POST /{path} {type} {Encoding.UTF8.GetString(body, 0, Math.Min(80, body.Length))}: {answer}";
                var envelope = Envelope(answer);
                envelope.ShouldNotBeNull(shown);
                (envelope["status"]?.GetValue<string>()).ShouldBeOneOf(["error", "success"], shown);
                answer.ShouldNotContain("InternalError", customMessage: shown);
                if (envelope["status"]!.GetValue<string>() == "error") envelope["data"]!["message"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace(shown);
            }
        }
        asked.ShouldBeGreaterThan(300);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public async Task Json_that_is_no_object_is_called_so(string body) =>
        (await _node.JsonAsync("apps/calculateprice", body: body))["data"]!["message"]!.GetValue<string>().ShouldBe("the body must be a JSON object or a query string");

    [Fact]
    public async Task A_body_that_is_too_large_is_told_in_the_envelope() =>
        (await _node.JsonAsync("apps/calculateprice", body: "{\"a\":\"" + new string('x', 3 << 20) + "\"}"))["data"]!["message"]!.GetValue<string>().ShouldBe("the body is too large");

    // A route that tells steps ends with an envelope; one object or several.
    private static JsonNode? Envelope(string answer)
    {
        try
        {
            return JsonNode.Parse(answer[Math.Max(0, answer.LastIndexOf("{\"status\"", StringComparison.Ordinal))..]);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<byte[]> Bodies()
    {
        foreach (var text in (string[])["", "{", "[1]", "{}", "&&&=%zz", "{\"a\":" + new string('[', 5000)]) yield return Encoding.UTF8.GetBytes(text);
        yield return [0xff, 0xfe, 0x00, 0x7b, 0x80];
        foreach (var value in Values) yield return Encoding.UTF8.GetBytes("{" + string.Join(',', Fields.Select(field => $"\"{field}\":{value}")) + "}");
        yield return Encoding.UTF8.GetBytes(string.Join('&', Fields.Select(field => $"{field}={{\"a\":[")));
    }

    // Without socket.io, which speaks a protocol of its own.
    private IEnumerable<(string Path, RouteAccess? Access)> Posts() =>
        from endpoint in _node.Endpoints
        where !endpoint.RoutePattern.RawText!.StartsWith("/socket.io", StringComparison.Ordinal)
        where endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true && endpoint.Metadata.GetMetadata<Flux.Os.Api.Refused.RefusedRoute>() is null
        select (endpoint.RoutePattern.RawText!.TrimStart('/').Split("/{")[0], endpoint.Metadata.GetMetadata<RouteAccess>());

    private async Task<string> AskAsync(HttpClient http, string path, RouteAccess? access, byte[] body, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (access is not null) request.Headers.TryAddWithoutValidation(Credentials.Header, _node.Auth(MightyFor(access)));
        using var response = await http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    // Each connection from another address of this machine: the limits of one address are the subject of tests of their own.
    private HttpClient FromManyAddresses()
    {
        var number = 0;
        var handler = new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = async (context, cancel) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(new IPAddress([127, 30, (byte)(++number >> 8), (byte)number]), 0));
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return new HttpClient(handler) { BaseAddress = _node.Http.BaseAddress };
    }

    private static Owner MightyFor(RouteAccess access) => access.Who switch
    {
        Privilege.Admin or Privilege.AdminAndFluxTeam => ApiNode.Operator,
        Privilege.FluxTeam => ApiNode.Team,
        Privilege.User => ApiNode.User,
        _ => ApiNode.Owner,
    };
}
