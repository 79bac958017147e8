using System.Net;
using Flux.Daemon.Rpc;
using Flux.Explorer;

namespace Flux.Daemon.Explorer;

/// <summary><c>-explorer</c>: the Insight API on an address of its own, for everybody. Only reading and sending of signed transactions is possible there.</summary>
internal sealed class ExplorerServer : IAsyncDisposable
{
    private const int MostConnections = 1024;
    private const long LargestRequest = 5 << 20;

    private readonly WebApplication? _app;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _feed;

    private ExplorerServer(WebApplication? app, Func<CancellationToken, Task>? feed) => (_app, _feed) = (app, feed is null ? Task.CompletedTask : feed(_ended.Token));

    /// <summary>Starts to listen; does nothing without an address.</summary>
    /// <exception cref="IOException">The address is taken or not ours.</exception>
    public static async Task<ExplorerServer> StartAsync(IPEndPoint? endpoint, RpcDispatcher dispatcher)
    {
        if (endpoint is null) return new ExplorerServer(null, null);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Listen(endpoint);
        });
        // The daemon itself listens to signals.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var app = builder.Build();
        var calls = new InnerCalls(dispatcher);
        app.UseWebSockets();
        app.MapInsight(calls);
        var feed = app.MapInsightSockets(calls, TimeProvider.System, app.Lifetime.ApplicationStopping);
        try
        {
            await app.StartAsync().ConfigureAwait(false);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        return new ExplorerServer(app, feed);
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _feed.ConfigureAwait(false);
        _ended.Dispose();
        if (_app is null) return;
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
