using System.Net;
using System.Net.Sockets;
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

    private Backend(WebApplication app, string name, int port) => (this.app, Name, Port) = (app, name, port);

    public string Name { get; }

    public int Port { get; }

    public RouteInstance Instance => new(Name, "127.0.0.1", Port);

    public int Requests;

    public static async Task<Backend> StartAsync(string name, int port = 0, RequestDelegate? answer = null)
    {
        var chosen = port == 0 ? FreePort() : port;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, chosen));
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(options => options.ShutdownTimeout = TimeSpan.Zero);
        var app = builder.Build();
        var backend = new Backend(app, name, chosen);
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

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
