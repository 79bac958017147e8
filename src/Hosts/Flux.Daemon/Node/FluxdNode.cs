using Flux.Chain;
using Flux.Chain.Events;
using Flux.Chain.Mempool;
using Flux.Consensus.Networks;
using Flux.Daemon.Options;
using Flux.Daemon.Wallet;
using Flux.P2P;

namespace Flux.Daemon.Node;

/// <summary>
/// The running node: chain and peers, joined. Chain events are pumped to the peers and to whoever waits for a new tip.
/// Miner and FluxNode service are started beside it by the host.
/// </summary>
internal sealed partial class FluxdNode : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILogger<FluxdNode> _logger;
    private Task _pump = Task.CompletedTask;

    private FluxdNode(DaemonOptions options, ChainNode chain, PeerNetwork peers, TimeProvider time, ILoggerFactory loggers)
    {
        (Options, Chain, Peers, Time, _logger) = (options, chain, peers, time, loggers.CreateLogger<FluxdNode>());
        StartedAt = time.GetUtcNow();
        Wallet = options.Wallet ? new DaemonWallet(this, loggers.CreateLogger<DaemonWallet>()) : null;
    }

    public DaemonOptions Options { get; }

    public Network Network => Options.Network;

    /// <summary>The network is one of ours, whose answers may say more than fluxd's; on the others they are the same.</summary>
    public bool HasOwnRules => Network.Escrow is not null;

    public ChainNode Chain { get; }

    public PeerNetwork Peers { get; }

    /// <summary>The daemon's own wallet; null with -disablewallet.</summary>
    public DaemonWallet? Wallet { get; }

    public TimeProvider Time { get; }

    public DateTimeOffset StartedAt { get; }

    /// <summary>Raised when the tip changes.</summary>
    public TipSignal TipSignal { get; } = new();

    /// <summary>Raised when a transaction enters the pool.</summary>
    public TipSignal PoolSignal { get; } = new();

    /// <summary>Opens the chain and starts the peers; everything is undone when a step fails.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Where to.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="onStep">Hears what is being done; the first time once the data directory is ours.</param>
    public static async Task<FluxdNode> StartAsync(DaemonOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellation, Action<string>? onStep = null)
    {
        var chain = await ChainNode.OpenAsync(ChainOptionsOf(options) with { OnOpening = onStep }, time, loggers, cancellation).ConfigureAwait(false);
        try
        {
            onStep?.Invoke("Starting peers...");
            var peers = await PeerNetwork.StartAsync(PeerOptionsOf(options, chain), new ChainPort(chain), new MempoolPort(chain), time, loggers, cancellation).ConfigureAwait(false);
            onStep?.Invoke("Loading wallet...");
            var node = new FluxdNode(options, chain, peers, time, loggers);
            node._pump = node.PumpAsync(chain.Subscribe());
            return node;
        }
        catch
        {
            await chain.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _pump.ConfigureAwait(false);
        Wallet?.Dispose();
        await Peers.DisposeAsync().ConfigureAwait(false);
        await Chain.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task PumpAsync(ChainSubscription subscription)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await foreach (var occurred in subscription.Events.ReadAllAsync(_stopping.Token).ConfigureAwait(false)) Dispatch(occurred);
                return;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SubscriptionLaggedException)
            {
                LogLagged();
                subscription.Dispose();
                subscription = Chain.Subscribe();
                TipSignal.Raise();
            }
        }
    }

    private void Dispatch(ChainEvent occurred)
    {
        switch (occurred)
        {
            case TipChanged:
                Peers.AnnounceTip();
                TipSignal.Raise();
                break;
            case TransactionAccepted accepted:
                // Those of peers are relayed by the peer network itself.
                if (accepted.Origin != TransactionOrigin.Peer) Peers.AnnounceTransaction(accepted.Transaction.Id);
                PoolSignal.Raise();
                break;
        }
    }

    private static ChainOptions ChainOptionsOf(DaemonOptions options) => new()
    {
        DataDirectory = options.DataDirectory,
        Network = options.Network,
        CacheMiB = options.CacheMiB,
        CheckThreads = options.CheckThreads,
        Pool = options.Pool,
        TransactionIndex = options.TransactionIndex,
        AddressIndex = options.AddressIndex,
        SpentIndex = options.AddressIndex,
        TimestampIndex = options.TimestampIndex,
        PruneMiB = options.PruneMiB,
        Snapshot = options.Snapshot,
        Reindex = options.Reindex,
        PersistPool = options.PersistsPool,
    };

    private static P2POptions PeerOptionsOf(DaemonOptions options, ChainNode chain) => options.Peers with
    {
        DataDirectory = options.DataDirectory,
        // Who lacks old blocks, or will, must not be asked for them.
        Services = options.Peers.Services & ~(options.PruneMiB > 0 || chain.LowestBlock > 0 ? P2POptions.NetworkService : 0),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Chain events came faster than they could be passed on; some were skipped")]
    private partial void LogLagged();
}
