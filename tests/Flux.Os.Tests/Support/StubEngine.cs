using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Flux.Os.Tests.Support;

/// <summary>A container engine without containers that refuses every change and counts what it is asked.</summary>
internal sealed class StubEngine : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, int> _asked = new();

    private StubEngine()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapFallback(AnswerAsync);
    }

    public Uri Address => new(_app.Urls.First());

    /// <summary>Awaited before each answer.</summary>
    public Task Holds { get; set; } = Task.CompletedTask;

    public static async Task<StubEngine> StartAsync()
    {
        var stub = new StubEngine();
        await stub._app.StartAsync();
        return stub;
    }

    /// <summary>How often a path was asked for, as <c>containers/json</c>.</summary>
    public int Asked(string path) => _asked.GetValueOrDefault(path);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        // The first segment may be the version: /v1.44/info.
        var path = http.Request.Path.Value!.TrimStart('/');
        if (path.Length > 1 && path[0] == 'v' && char.IsAsciiDigit(path[1])) path = path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..];
        _asked.AddOrUpdate(path, 1, (_, count) => count + 1);
        await Holds.WaitAsync(http.RequestAborted);
        if (http.Request.Method != "GET")
        {
            http.Response.StatusCode = 409;
            return;
        }
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(path.EndsWith("/json", StringComparison.Ordinal) ? "[]" : """{"NCPU":2,"ServerVersion":"99.1"}""", http.RequestAborted);
    }
}
