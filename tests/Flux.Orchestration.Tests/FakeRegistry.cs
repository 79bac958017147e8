using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Flux.Orchestration.Tests;

/// <summary>An image registry on loopback (which engines trust without TLS) that knows nothing, or only images of another architecture.</summary>
internal sealed class FakeRegistry : IDisposable
{
    private const string ListType = "application/vnd.docker.distribution.manifest.list.v2+json";

    private const string ForeignList =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.list.v2+json","manifests":[{"mediaType":"application/vnd.docker.distribution.manifest.v2+json","size":500,"digest":"sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","platform":{"architecture":"s390x","os":"linux"}}]}
        """;

    private readonly HttpListener listener = new();

    public FakeRegistry()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        listener.Start();
        _ = ServeAsync();
    }

    public int Port { get; }

    /// <summary>Status of every manifest request; 200 gives the foreign list.</summary>
    public int Status { get; set; } = 404;

    /// <summary>Who may ask, as <c>user:password</c>; null: everybody.</summary>
    public string? Login { get; set; }

    public string Image(string name) => $"127.0.0.1:{Port}/flux-tests/{name}:1";

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true) Answer(await listener.GetContextAsync());
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var known = Login is null || context.Request.Headers["Authorization"] == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Login));
        if (!known) context.Response.Headers["WWW-Authenticate"] = "Basic realm=\"tests\"";
        var manifest = context.Request.Url!.AbsolutePath.Contains("/manifests/", StringComparison.Ordinal);
        var (status, text, type) = !known ? (401, """{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}""", "application/json")
            : !manifest ? (200, "{}", "application/json")
            : Status == 200 ? (200, ForeignList, ListType)
            : (Status, """{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}""", "application/json");
        var body = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.Headers["Docker-Content-Digest"] = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(body));
        context.Response.ContentLength64 = body.Length;
        if (context.Request.HttpMethod != "HEAD") context.Response.OutputStream.Write(body);
        context.Response.Close();
    }
}
