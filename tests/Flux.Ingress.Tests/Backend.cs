using System.Net;
using Flux.Ingress.Routes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Flux.Ingress.Tests;

/// <summary>A real HTTP server that plays an instance: it answers with its name.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private readonly WebApplication app;

    private Backend(WebApplication app, string name) => (this.app, Name) = (app, name);

    public string Name { get; }

    public RouteInstance Instance
    {
        get
        {
            var address = new Uri(app.Urls.Single());
            return new RouteInstance(Name, address.Host, address.Port);
        }
    }

    public int Requests;

    /// <param name="at">Where it listens; null is a free port.</param>
    public static async Task<Backend> StartAsync(string name, IPEndPoint? at = null, RequestDelegate? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(at ?? new IPEndPoint(IPAddress.Loopback, 0)));
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(options => options.ShutdownTimeout = TimeSpan.Zero);
        var app = builder.Build();
        var backend = new Backend(app, name);
        app.Run(async context =>
        {
            Interlocked.Increment(ref backend.Requests);
            if (answer is not null) await answer(context);
            else await context.Response.WriteAsync(name);
        });
        await app.StartAsync();
        return backend;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
