using System.Net.Sockets;
using Flux.Apps.Registry;
using Flux.Contracts.Rpc;
using Flux.Ingress;
using Flux.Ingress.Routes;
using Flux.Orchestration;
using Flux.Os.Api;
using Flux.Os.Api.Daemon;
using Flux.Os.Api.Files;
using Flux.Os.Api.Refused;
using Flux.Os.Api.Terminal;
using Flux.Os.Backups;
using Flux.Os.Following;
using Flux.Os.Gateway;
using Flux.Os.Identity;
using Flux.Os.Logs;
using Flux.Os.Machine;
using Flux.Os.Options;
using Flux.Os.Pages;
using Flux.Os.Payments;
using Flux.Os.Peers;
using Flux.Os.Reconciliation;
using Flux.Os.Registry;
using Flux.Os.Secrets;
using Flux.Os.Settings;
using Flux.Os.Storage;
using Flux.Os.Usage;
using Flux.Os.Watching;
using Flux.Primitives.Addresses;
using Scalar.AspNetCore;

namespace Flux.Os;

/// <summary>
/// One run of fluxos: follows fluxd, talks to other nodes, serves API and status page. Every expected failure is one line
/// on standard error and an exit code.
/// </summary>
internal static partial class OsHost
{
    private const long LargestRequest = 4 << 20;

    /// <summary>Runs until stopped by a signal.</summary>
    public static async Task<int> RunAsync(OsOptions options)
    {
        try
        {
            return await ServeAsync(options).ConfigureAwait(false);
        }
        catch (StorageException e)
        {
            return await FailAsync(ExitCode.Storage, e.Message).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return await FailAsync(ExitCode.AddressUnavailable, e.Message).ConfigureAwait(false);
        }
    }

    private static async Task<int> ServeAsync(OsOptions options)
    {
        var identity = options.IsFluxNode ? NodeIdentity.TryRead(options.NodeKey, AddressPrefixes.Main) ?? NodeIdentity.TryRead(options.NodeKey, AddressPrefixes.Test) : null;
        if (options.IsFluxNode && identity is null) return await FailAsync(ExitCode.Usage, "node.key is not a private key (WIF)").ConfigureAwait(false);
        var builder = CreateBuilder(options);
        using var folder = FolderLock.Take(options.DataFolder);
        builder.Services.AddSingleton(OsDatabase.Open(options.DataFolder, options.NetworkName));
        builder.Services.AddSingleton(new NodeKeyHolder(identity));
        AddServices(builder.Services, options);
        var app = builder.Build();
        await using var appScope = app.ConfigureAwait(false);
        if (options.GatewayListen is { } gateway) app.UseFluxGateway(gateway.Port);
        MapRoutes(app);
        await app.StartAsync().ConfigureAwait(false);
        LogReady(app.Logger, options.Name, $"http://{options.Address}:{options.ApiPort}");
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(app.Lifetime.ApplicationStopping);
        var loops = Loops(app, stopping.Token).Select(loop => GuardAsync(app, loop)).ToArray();
        await app.WaitForShutdownAsync().ConfigureAwait(false);
        await stopping.CancelAsync().ConfigureAwait(false);
        return (await Task.WhenAll(loops).ConfigureAwait(false)).Max();
    }

    private static IEnumerable<Task> Loops(WebApplication app, CancellationToken stopping)
    {
        var follower = app.Services.GetRequiredService<ChainFollower>();
        follower.Changed += app.Services.GetRequiredService<RegistryService>().FollowAsync;
        app.Services.GetRequiredService<ReportBook>();
        app.Services.GetRequiredService<LocalInstances>().Told += app.Services.GetRequiredService<ReportBook>().NoteOwn;
        // It listens from the start.
        app.Services.GetRequiredService<ClockComparison>();
        // Peers' sockets are requests that never end by themselves; a stop must not wait for them.
        var gossip = app.Services.GetRequiredService<GossipNetwork>();
        stopping.Register(gossip.Stop);
        return
        [
            follower.RunAsync(stopping),
            gossip.RunAsync(stopping),
            app.Services.GetRequiredService<MessageExchange>().RunAsync(stopping),
            app.Services.GetRequiredService<Reconciler>().RunAsync(stopping),
            app.Services.GetRequiredService<PulseProber>().RunAsync(stopping),
            app.Services.GetRequiredService<LocalInstances>().RunAsync(stopping),
            app.Services.GetRequiredService<AppWatcher>().RunAsync(stopping),
            app.Services.GetRequiredService<UsageMonitor>().RunAsync(stopping),
            app.Services.GetRequiredService<BackupCleaner>().RunAsync(stopping),
        ];
    }

    /// <summary>A loop that ends by a bug takes the service with it, so that whoever started it sees it and starts it again.</summary>
    private static async Task<int> GuardAsync(WebApplication app, Task loop)
    {
        try
        {
            await loop.ConfigureAwait(false);
            return ExitCode.Ok;
        }
        catch (Exception bug)
        {
            LogLoopEnded(app.Logger, bug);
            app.Lifetime.StopApplication();
            return ExitCode.Bug;
        }
    }

    internal static void AddServices(IServiceCollection services, OsOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new FluxdClient(
            options.Fluxd, options.FluxdCookieFile is { } cookie ? RpcCredentials.Cookie(cookie) : RpcCredentials.Password(options.FluxdUser, options.FluxdPassword)));
        services.AddSingleton<ChainFollower>();
        services.AddSingleton<DaemonFacts>();
        services.AddSingleton<EngineAnswers>();
        services.AddSingleton<DaemonAnswers>();
        services.AddSingleton<GossipNetwork>();
        services.AddSingleton(options.Rules);
        services.AddSingleton<RegistryService>();
        services.AddSingleton<MessageExchange>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<SessionBook>();
        services.AddSingleton<Authenticator>();
        services.AddSingleton<LoginDesk>();
        services.AddSingleton<SignDesk>();
        services.AddSingleton<PaymentDesk>();
        services.AddSingleton<PulseTable>();
        services.AddSingleton<CloseNodes>();
        services.AddSingleton<PulseProber>();
        services.AddSingleton<DeclineBook>();
        services.AddSingleton<AppWalks>();
        services.AddSingleton<SecretKeeper>();
        services.AddSingleton<NodeSettingsStore>();
        services.AddSingleton<DosBook>();
        services.AddSingleton<ClockComparison>();
        services.AddSingleton<AvailabilityCheck>();
        services.AddSingleton(new MachineReader());
        services.AddSingleton<UsageMonitor>();
        services.AddSingleton<ExecDesk>();
        services.AddSingleton<TerminalDesk>();
        services.AddSingleton<SocketSessions>();
        services.AddSingleton<RemoteArchive>();
        services.AddSingleton<BackupDesk>();
        services.AddSingleton<BackupCleaner>();
        services.AddSingleton<LogRing>();
        services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<LogRing>());
        services.AddSingleton<LocalInstances>();
        services.AddSingleton<ReportBook>();
        services.AddSingleton<LocationList>();
        services.AddSingleton<IReconciledSet, UnpaidSet>();
        services.AddSingleton<IReconciledSet, DeclineSet>();
        services.AddSingleton<SetSnapshots>();
        services.AddSingleton<Reconciler>();
        services.AddSingleton<AppWatcher>();
        services.AddSingleton(provider => KeeperHolder.Of(options.IsFluxNode
            ? new InstanceKeeper(options.Orchestration, provider.GetRequiredService<ILoggerFactory>(), provider.GetRequiredService<TimeProvider>())
            : null));
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin().AllowAnyHeader().AllowAnyMethod()));
        services.AddRateLimiter(RateLimits.Set);
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.AddOpenApi(ApiDescription.Set);
        if (options.GatewayListen is null) return;
        services.AddFluxGateway(options.Gateway);
        services.AddSingleton<IAppSubscriber, GatewayFeed>();
    }

    /// <summary>Every route that fluxos serves.</summary>
    internal static void MapRoutes(WebApplication app)
    {
        app.Use(ApiErrors.GuardAsync);
        app.Use(HeadRequests.AnswerAsync);
        app.UseRouting();
        app.UseCors();
        app.Use(PathArguments.FillAsync);
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = GossipNetwork.KeepAlive, KeepAliveTimeout = GossipNetwork.KeepAlive * 3 });
        app.UseRateLimiter();
        app.MapOpenApi();
        app.MapScalarApiReference("/docs");
        StatusPage.Map(app);
        IdentityEndpoints.Map(app);
        WalletSockets.Map(app);
        PaymentEndpoints.Map(app);
        FluxEndpoints.Map(app);
        ExplorerEndpoints.Map(app);
        DaemonEndpoints.Map(app);
        RegistryEndpoints.Map(app);
        RegistrationEndpoints.Map(app);
        WatchEndpoints.Map(app, TimeProvider.System.GetUtcNow());
        AppLogEndpoints.Map(app);
        LocalAppEndpoints.Map(app);
        AppControlEndpoints.Map(app);
        AppLifecycleEndpoints.Map(app);
        AppUsageEndpoints.Map(app);
        AppExecEndpoint.Map(app);
        SocketIoEndpoint.Map(app);
        FileEndpoints.Map(app);
        UploadEndpoint.Map(app);
        BackupEndpoints.Map(app);
        AppRegistryExtraEndpoints.Map(app);
        TestInstallEndpoint.Map(app);
        NodeSettingsEndpoints.Map(app);
        NodeCheckEndpoints.Map(app);
        NodeLogEndpoints.Map(app);
        BenchmarkEndpoints.Map(app);
        RefusedRoutes.Map(app);
        SecretKeyEndpoint.Map(app);
        ReconciliationEndpoints.Map(app);
        app.MapFallback(ApiErrors.NotFoundAsync);
        GossipEndpoint.Map(app, TimeProvider.System.GetUtcNow(), TimeProvider.System);
    }

    private static WebApplicationBuilder CreateBuilder(OsOptions options)
    {
        Directory.CreateDirectory(options.DataFolder);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = Path.GetFullPath(options.DataFolder) });
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.ColorBehavior = Microsoft.Extensions.Logging.Console.LoggerColorBehavior.Disabled;
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
            kestrel.Listen(options.Address, options.ApiPort);
            if (options.GatewayListen is { } gateway) kestrel.Listen(gateway);
        });
        return builder;
    }

    private static async Task<int> FailAsync(int code, string message)
    {
        await Console.Error.WriteLineAsync($"fluxos: {message}").ConfigureAwait(false);
        return code;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "fluxos of {Name} is ready: {Api}")]
    private static partial void LogReady(ILogger logger, string name, string api);

    [LoggerMessage(Level = LogLevel.Critical, Message = "A part of fluxos ended by a bug; fluxos stops")]
    private static partial void LogLoopEnded(ILogger logger, Exception bug);
}
