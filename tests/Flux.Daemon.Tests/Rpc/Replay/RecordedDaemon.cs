using System.Net;
using System.Text;
using Flux.Consensus.Networks;
using Flux.Daemon.Node;
using Flux.Daemon.Options;
using Flux.Daemon.Rest;
using Flux.Daemon.Rpc;
using Flux.Daemon.Rpc.Http;
using Flux.Daemon.Tests.Rpc.Wallet;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Daemon.Tests.Rpc.Replay;

/// <summary>
/// Our node with the chain that the reference daemon had when its answers were recorded: the eras chain, every index, the clock 30 s
/// after the tip, no peer. Requests go through the HTTP handler, in order, once; tests compare what it answered.
/// </summary>
public sealed class RecordedDaemon : IAsyncLifetime
{
    private const int ClockAfterTip = 30;

    private readonly string _directory = Directory.CreateTempSubdirectory("flux-rpc-replay").FullName;
    private readonly Dictionary<int, RecordedAnswer> _answers = [];
    private FluxdNode? _node;
    private MiningService? _mining;
    private RpcAuthenticator? _authenticator;
    private readonly NoLifetime _lifetime = new();
    private HttpFront? _front;

    internal RpcDispatcher Dispatcher { get; private set; } = null!;

    internal IReadOnlyList<RecordedCall> Calls { get; private set; } = [];

    /// <summary>Somebody called "stop".</summary>
    internal bool StopWasAsked => _lifetime.StopWasAsked;

    /// <summary>The answer to a recorded call.</summary>
    internal RecordedAnswer AnswerTo(RecordedCall call) => _answers[call.Order];

    public async ValueTask InitializeAsync()
    {
        var clock = new StandingClock(DateTimeOffset.UnixEpoch);
        _node = await FluxdNode.StartAsync(Options(_directory), clock, NullLoggerFactory.Instance, CancellationToken.None);
        foreach (var block in RecordedChain.Blocks("recorded/chains/eras.dat"))
        {
            clock.Now = DateTimeOffset.FromUnixTimeSeconds(block.Header.Time);
            (await _node.Chain.SubmitBlockAsync(block, requested: true, CancellationToken.None)).IsConnected.ShouldBeTrue();
        }
        clock.Now = clock.Now.AddSeconds(ClockAfterTip);
        _mining = new MiningService(_node, NullLoggerFactory.Instance);
        Dispatcher = new RpcDispatcher(RpcCatalog.Build(_node, _mining, _lifetime), NullLogger<RpcDispatcher>.Instance);
        _authenticator = RpcAuthenticator.Create("peer", "peer", Path.Combine(_directory, ".cookie"));
        _front = new HttpFront(new RpcEndpoint(Dispatcher, _authenticator, TimeProvider.System), new RestEndpoint(_node).HandleAsync, new RpcAllowList([]));
        Calls = RecordedCalls.InOrder();
        // Those of the wallet spend, and have a replay of their own.
        foreach (var call in Calls.Where(call => !RecordedWalletTests.IsOfTheWallet(call.Method))) _answers[call.Order] = await PostAsync(call.Request);
    }

    /// <summary>Sends one request body.</summary>
    internal Task<RecordedAnswer> PostAsync(string body) => SendAsync("POST", "/", body, new Dictionary<string, string> { ["Authorization"] = "Basic cGVlcjpwZWVy" });

    /// <summary>Sends any request.</summary>
    internal async Task<RecordedAnswer> SendAsync(string verb, string path, string body, IReadOnlyDictionary<string, string> headers)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Method = verb;
        context.Request.Path = path;
        foreach (var (name, value) in headers) context.Request.Headers[name] = value;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        using var output = new MemoryStream();
        context.Response.Body = output;
        await _front!.HandleAsync(context);
        return new RecordedAnswer(context.Response.StatusCode, context.Response.ContentType ?? "", context.Response.Headers.WWWAuthenticate.ToString(), output.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        _authenticator?.Dispose();
        if (_mining is not null) await _mining.DisposeAsync();
        if (_node is not null) await _node.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private static DaemonOptions Options(string directory) => new()
    {
        DataDirectory = directory,
        Network = Network,
        RpcEndpoint = new IPEndPoint(IPAddress.Loopback, 1),
        CookieFile = Path.Combine(directory, ".cookie"),
        TransactionIndex = true,
        AddressIndex = true,
        TimestampIndex = true,
    };

    private static Network Network => RecordedNetwork.Of(SharedData.ReadJson("recorded/chains/eras.json").GetProperty("parameters"));

    private sealed class NoLifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public bool StopWasAsked { get; private set; }

        public void StopApplication() => StopWasAsked = true;
    }
}
