using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Flux.Contracts.Tests;

/// <summary>An HTTP server that answers every request with the same status and body, and remembers the last request.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly Task serving;

    public FakeServer(HttpStatusCode status, string body, string contentType = "application/json")
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}/");
        listener.Prefixes.Add(Address.ToString());
        listener.Start();
        serving = ServeAsync(status, Encoding.UTF8.GetBytes(body), contentType);
    }

    public Uri Address { get; }

    public string LastBody { get; private set; } = "";

    public string? LastHeader(string name) => lastHeaders?[name];

    private System.Collections.Specialized.NameValueCollection? lastHeaders;

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await serving;
    }

    private async Task ServeAsync(HttpStatusCode status, byte[] body, string contentType)
    {
        while (true)
        {
            HttpListenerContext context;
            try { context = await listener.GetContextAsync(); }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException) { return; }
            using var reader = new StreamReader(context.Request.InputStream);
            (LastBody, lastHeaders) = (await reader.ReadToEndAsync(), context.Request.Headers);
            (context.Response.StatusCode, context.Response.ContentType) = ((int)status, contentType);
            await context.Response.OutputStream.WriteAsync(body);
            context.Response.Close();
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
