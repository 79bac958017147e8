using System.Net.Sockets;
using Flux.Chain.Store;
using Flux.Daemon.Explorer;
using Flux.Daemon.Metrics;
using Flux.Daemon.Node;
using Flux.Daemon.Notifications;
using Flux.Daemon.Options;
using Flux.Daemon.Pool;
using Flux.Daemon.Rest;
using Flux.Daemon.Rpc;
using Flux.Daemon.Rpc.Http;
using Flux.Mining.Stratum;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Flux.Daemon;

/// <summary>
/// One run of fluxd: opens the node, serves JSON-RPC, mines and confirms if asked, and closes everything in reverse
/// order. Every expected failure is one line on standard error and an exit code.
/// </summary>
internal static partial class DaemonHost
{
    private const long LargestRequest = 32 << 20;
    private const int LeastKeepAliveSeconds = 130;
    private const int LeastGraceSeconds = 2;

    /// <summary>Runs until stopped by a signal, by RPC or by a failure of the store.</summary>
    public static async Task<int> RunAsync(DaemonOptions options)
    {
        try
        {
            Directory.CreateDirectory(options.DataDirectory);
            if (KeptRules.Problem(options) is { } other) return await FailAsync(ExitCode.Store, other).ConfigureAwait(false);
            return await ServeAsync(options).ConfigureAwait(false);
        }
        catch (ChainStoreException e)
        {
            return await FailAsync(ExitCode.Store, e.Message).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Asked to stop while it was still starting.
            return ExitCode.Ok;
        }
        catch (RpcFault e)
        {
            // What -gen=1 asks for cannot be done: the same words that setgenerate answers.
            return await FailAsync(ExitCode.Usage, $"gen=1: {e.Message}").ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or UnauthorizedAccessException)
        {
            return await FailAsync(e is UnauthorizedAccessException ? ExitCode.Store : ExitCode.AddressUnavailable, e.Message).ConfigureAwait(false);
        }
    }

    private static async Task<int> ServeAsync(DaemonOptions options)
    {
        var builder = CreateBuilder(options);
        using var loggers = LoggerFactory.Create(logging => Configure(logging, options));
        var warmUp = new WarmUp();
        using var givenUp = new CancellationTokenSource();
        var opening = FluxdNode.StartAsync(options, TimeProvider.System, loggers, givenUp.Token, warmUp.Enter);
        // What fails before the directory is ours fails here; nothing of another daemon's was touched.
        if (await Task.WhenAny(opening, warmUp.DirectoryIsOurs).ConfigureAwait(false) == opening) await opening.ConfigureAwait(false);
        var app = builder.Build();
        await using var appScope = app.ConfigureAwait(false);
        using var authenticator = RpcAuthenticator.Create(options.RpcUser, options.RpcPassword, options.CookieFile, options.RpcUsers);
        var allowed = new RpcAllowList(options.RpcAllowed);
        var node = await OpenAsync(opening, givenUp, app, warmUp, new HttpFront(
            new RpcEndpoint(RpcDispatcher.WarmingUp(() => warmUp.Step, loggers.CreateLogger<RpcDispatcher>()), authenticator, TimeProvider.System),
            options.Rest ? warmUp.RefuseAsync : null, allowed)).ConfigureAwait(false);
        await using var nodeScope = node.ConfigureAwait(false);
        using var metrics = NodeMetrics.Start(node, options.MetricsEndpoint);
        var mining = new MiningService(node, loggers);
        await using var miningScope = mining.ConfigureAwait(false);
        var zmq = new ZmqPublisher(node.Chain, options.ZmqPublications, options.FluxNode?.Collateral, loggers.CreateLogger<ZmqPublisher>());
        await using var zmqScope = zmq.ConfigureAwait(false);
        var dispatcher = new RpcDispatcher(RpcCatalog.Build(node, mining, app.Lifetime), loggers.CreateLogger<RpcDispatcher>());
        var stratum = StartStratum(node, mining, loggers);
        await using var stratumScope = (stratum ?? (IAsyncDisposable)NothingToDispose.Instance).ConfigureAwait(false);
        warmUp.Serve(new HttpFront(
            new RpcEndpoint(dispatcher, authenticator, node.Time), options.Rest ? new RestEndpoint(node).HandleAsync : null, allowed,
            stratum is null ? null : new PoolPage(stratum)));
        var explorer = await StartExplorerAsync(options, dispatcher, loggers).ConfigureAwait(false);
        await using var explorerScope = explorer.ConfigureAwait(false);
        return await RunServicesAsync(node, mining, app, loggers).ConfigureAwait(false);
    }

    /// <summary>Listens while the node is opened, and returns it open. A signal to stop, or an address that is taken, ends the opening.</summary>
    private static async Task<FluxdNode> OpenAsync(Task<FluxdNode> opening, CancellationTokenSource givenUp, WebApplication app, WarmUp warmUp, HttpFront meanwhile)
    {
        warmUp.Serve(meanwhile);
        app.Run(warmUp.HandleAsync);
        using var stop = app.Lifetime.ApplicationStopping.Register(givenUp.Cancel);
        try
        {
            await app.StartAsync().ConfigureAwait(false);
            return await opening.ConfigureAwait(false);
        }
        catch
        {
            await givenUp.CancelAsync().ConfigureAwait(false);
            await opening.ContinueWith(static opened => opened.IsCompletedSuccessfully ? opened.Result.DisposeAsync().AsTask() : Task.CompletedTask, TaskScheduler.Default).Unwrap().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<ExplorerServer> StartExplorerAsync(DaemonOptions options, RpcDispatcher dispatcher, ILoggerFactory loggers)
    {
        try
        {
            return await ExplorerServer.StartAsync(options.ExplorerEndpoint, dispatcher).ConfigureAwait(false);
        }
        catch (IOException e) when (options.ExplorerIsOptional)
        {
            LogNoExplorer(loggers.CreateLogger("fluxd"), options.ExplorerEndpoint!.ToString(), e.Message);
            return await ExplorerServer.StartAsync(null, dispatcher).ConfigureAwait(false);
        }
    }

    private static async Task<int> RunServicesAsync(FluxdNode node, MiningService mining, WebApplication app, ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger("fluxd");
        if (ShieldedNotice.Of(node.Network) is { Length: > 0 } notice) LogNotice(logger, node.Network.Name, notice);
        LogReady(logger, node.Network.Name, node.Chain.Snapshot.Height, node.Options.RpcEndpoint.ToString());
        SystemdNotice.Send(SystemdNotice.Ready);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(app.Lifetime.ApplicationStopping);
        // A rescan within a request would keep the server from closing.
        using var walletStop = stopping.Token.Register(() => node.Wallet?.Stop());
        var import = new BlockImport(node, loggers.CreateLogger<BlockImport>()).RunAsync(stopping.Token);
        if (node.Options.Mine) await mining.StartAsync(node.Options.MineThreads ?? 1).ConfigureAwait(false);
        var keeper = KeepConfirmedAsync(node, loggers, stopping.Token);
        var notifier = node.Options.BlockCommand is { } command ? new BlockCommand(node, command, loggers.CreateLogger<BlockCommand>()).RunAsync(stopping.Token) : Task.CompletedTask;
        var stopped = app.WaitForShutdownAsync(CancellationToken.None);
        var first = await Task.WhenAny(stopped, node.Chain.Stopped).ConfigureAwait(false);
        SystemdNotice.Send(SystemdNotice.Stopping);
        await stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(keeper, import, notifier).ConfigureAwait(false);
        if (first == stopped) return ExitCode.Ok;
        await app.StopAsync().ConfigureAwait(false);
        await node.Chain.Stopped.ConfigureAwait(false);
        return ExitCode.Ok;
    }

    private static StratumServer? StartStratum(FluxdNode node, MiningService mining, ILoggerFactory loggers)
    {
        if (node.Options.StratumEndpoint is not { } endpoint) return null;
        var server = StratumServer.Start(
            new StratumOptions { Endpoint = endpoint }, node.Network, new StratumPort(node, mining), node.Time, loggers.CreateLogger<StratumServer>());
        LogStratum(loggers.CreateLogger("fluxd"), server.Endpoint.ToString(), node.Options.RpcEndpoint.ToString());
        return server;
    }

    private static Task KeepConfirmedAsync(FluxdNode node, ILoggerFactory loggers, CancellationToken cancellation) =>
        node.Options is { FluxNode: { } own, ExternalAddress: { } address }
            ? new FluxNodeKeeper(node, own, address, loggers.CreateLogger<FluxNodeKeeper>()).RunAsync(cancellation)
            : Task.CompletedTask;

    private static WebApplicationBuilder CreateBuilder(DaemonOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = options.DataDirectory });
        builder.Configuration.Sources.Clear();
        Configure(builder.Logging, options);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
            kestrel.Limits.MaxConcurrentConnections = 2048;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(options.RpcTimeoutSeconds);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(Math.Max(options.RpcTimeoutSeconds, LeastKeepAliveSeconds));
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(Math.Max(options.RpcTimeoutSeconds, LeastGraceSeconds)));
            kestrel.Listen(options.RpcEndpoint);
        });
        return builder;
    }

    private static void Configure(ILoggingBuilder logging, DaemonOptions options)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(options.Debug ? LogLevel.Debug : LogLevel.Information);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.ColorBehavior = Microsoft.Extensions.Logging.Console.LoggerColorBehavior.Disabled;
        });
    }

    private static async Task<int> FailAsync(int code, string message)
    {
        await Console.Error.WriteLineAsync($"fluxd: {message}").ConfigureAwait(false);
        return code;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Network {Network}: {Notice}")]
    private static partial void LogNotice(ILogger logger, string network, string notice);

    [LoggerMessage(Level = LogLevel.Information, Message = "No explorer on {Address}: {Reason}")]
    private static partial void LogNoExplorer(ILogger logger, string address, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stratum for miners on {Endpoint}; its page is http://{Rpc}/pool")]
    private static partial void LogStratum(ILogger logger, string endpoint, string rpc);

    [LoggerMessage(Level = LogLevel.Information, Message = "fluxd is ready: network {Network}, height {Height}, JSON-RPC on {Rpc}")]
    private static partial void LogReady(ILogger logger, string network, int height, string rpc);
}
