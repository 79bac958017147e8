using System.Net;
using System.Text;
using Flux.TestKit;

namespace Flux.Daemon.Tests.Rpc;

/// <summary>Answers calls over HTTP on a loopback address, so that the typed client reads what the daemon of a test writes.</summary>
internal sealed class CallAnswerer : IDisposable
{
    private const int Port = 16_124;

    private readonly HttpListener _listener = new();
    private readonly Func<string, Task<string>> _answer;
    private readonly Task _loop;

    /// <param name="answer">From the body of a request to the body of its answer.</param>
    public CallAnswerer(Func<string, Task<string>> answer)
    {
        _answer = answer;
        Address = new Uri($"http://{new IPEndPoint(OwnAddress.Take(), Port)}/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _loop = ServeAsync();
    }

    public Uri Address { get; }

    public void Dispose()
    {
        _listener.Close();
        _loop.Wait(TimeSpan.FromSeconds(5));
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(await _answer(await reader.ReadToEndAsync())));
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }
}
