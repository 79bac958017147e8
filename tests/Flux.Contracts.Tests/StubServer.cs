using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Flux.Contracts.Tests;

/// <summary>Answers every request on a loopback port with the same status and body.</summary>
internal sealed class StubServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _loop;

    public StubServer(string body, int status = 200, string type = "application/json")
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _loop = ServeAsync(Encoding.UTF8.GetBytes(body), status, type);
    }

    public Uri Address { get; }

    /// <summary>The body of the last request.</summary>
    public string LastBody { get; private set; } = "";

    /// <summary>Where nobody listens.</summary>
    public static Uri Nobody => new($"http://127.0.0.1:{FreePort()}/");

    public void Dispose()
    {
        _listener.Close();
        _loop.Wait(TimeSpan.FromSeconds(5));
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync(byte[] body, int status, string type)
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                LastBody = await reader.ReadToEndAsync();
                (context.Response.StatusCode, context.Response.ContentType) = (status, type);
                await context.Response.OutputStream.WriteAsync(body);
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }
}
