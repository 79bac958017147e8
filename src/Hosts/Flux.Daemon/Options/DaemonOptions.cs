using System.Net;
using Flux.Chain.Mempool;
using Flux.Chain.Snapshots;
using Flux.Consensus.Networks;
using Flux.Daemon.Notifications;
using Flux.Daemon.Rpc.Http;
using Flux.P2P;

namespace Flux.Daemon.Options;

/// <summary>All settings of fluxd, checked. <see cref="OptionReader"/> makes it; names in the comments are those of the command line.</summary>
internal sealed record DaemonOptions
{
    /// <summary>-datadir: where everything is kept; default ~/.flux, with the network's sub-directory.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>
    /// -network (or -testnet, -regtest), with -genesistime and -blocktime for <c>local</c>, or the file of a founder's network or a recorded chain;
    /// -unshield=follow|refuse (main, test, regtest).
    /// </summary>
    public required Network Network { get; init; }

    /// <summary>What the file of <see cref="Network"/> says; null where it is no founder's.</summary>
    public OwnParameters? Founder { get; init; }

    /// <summary>Other nodes, but for what the chain decides (the data directory, what a pruned node serves).</summary>
    public P2POptions Peers
    {
        get => field ?? new P2POptions { Rules = PeerRules.Of(Network) };
        init;
    }

    /// <summary>-metricsport and -metricsbind (default 127.0.0.1): where Prometheus finds /metrics; null: nowhere, the default.</summary>
    public IPEndPoint? MetricsEndpoint { get; init; }

    /// <summary>-persistmempool: keep waiting transactions over a restart; default on.</summary>
    public bool PersistsPool { get; init; } = true;

    /// <summary>-rpcbind and -rpcport.</summary>
    public required IPEndPoint RpcEndpoint { get; init; }

    /// <summary>-rpcallowip, besides loopback.</summary>
    public IReadOnlyList<IPNetwork> RpcAllowed { get; init; } = [];

    /// <summary>-rpcuser.</summary>
    public string? RpcUser { get; init; }

    /// <summary>-rpcpassword; without it a cookie file is written.</summary>
    public string? RpcPassword { get; init; }

    /// <summary>-rpcauth: users whose passwords are given as hashes.</summary>
    public IReadOnlyList<RpcUser> RpcUsers { get; init; } = [];

    /// <summary>-rpcservertimeout: seconds that a connection may take to send a request, 1 … 3600; default 30.</summary>
    public int RpcTimeoutSeconds { get; init; } = 30;

    /// <summary>-blocknotify: a command that the shell runs at each new tip, %s is its hash.</summary>
    public string? BlockCommand { get; init; }

    /// <summary>-rpccookiefile; default .cookie in the data directory.</summary>
    public required string CookieFile { get; init; }

    /// <summary>-rest: answer GET /rest/… on the RPC port, without a password.</summary>
    public bool Rest { get; init; }

    /// <summary>-zmqpub&lt;topic&gt;: where blocks and transactions are published over ZMQ.</summary>
    public IReadOnlyList<ZmqPublication> ZmqPublications { get; init; } = [];

    /// <summary>-explorer with -explorerbind and -explorerport: where the Insight API is served; null when it is off. On by default on <c>local</c>.</summary>
    public IPEndPoint? ExplorerEndpoint { get; init; }

    /// <summary>Nobody asked for the explorer: where its address is taken the daemon runs without it.</summary>
    public bool ExplorerIsOptional { get; init; }

    /// <summary>-externalip as it was given (the last one): what a FluxNode confirms with.</summary>
    public string? ExternalAddress { get; init; }

    /// <summary>-txindex: every transaction by id.</summary>
    public bool TransactionIndex { get; init; }

    /// <summary>-addressindex or -insightexplorer: coins and history by address.</summary>
    public bool AddressIndex { get; init; }

    /// <summary>-timestampindex, or -insightexplorer: blocks by time.</summary>
    public bool TimestampIndex { get; init; }

    /// <summary>-prune: keep about this many MiB of blocks; 0 (default) keeps everything, else at least 550.</summary>
    public int PruneMiB { get; init; }

    /// <summary>-dbcache in MiB, 4 … 16384; default 64.</summary>
    public int CacheMiB { get; init; } = 64;

    /// <summary>-par: threads for signature checks, 0 … 16; 0, the default, is one a core, at most 16.</summary>
    public int CheckThreads { get; init; }

    /// <summary>
    /// -minrelaytxfee, -limitfreerelay, -permitbaremultisig, -datacarrier, -datacarriersize, -mempooltxcostlimit and -mempoolevictionmemoryminutes: which
    /// transactions wait here and are relayed.
    /// </summary>
    public PoolOptions Pool { get; init; } = new();

    /// <summary>-gen: mine.</summary>
    public bool Mine { get; init; }

    /// <summary>-genthreads (-genproclimit), 1 … 256, or −1: one a core; null when not given, which means 1.</summary>
    public int? MineThreads { get; init; }

    /// <summary>-mineraddress: whom the miner pays; needed to mine and for getblocktemplate.</summary>
    public string? MinerAddress { get; init; }

    /// <summary>-stratum: where external miners connect to (default port 3333); null: no Stratum server.</summary>
    public IPEndPoint? StratumEndpoint { get; init; }

    /// <summary>-fluxnode (-zelnode) with -fluxnodeprivkey, -fluxnodeoutpoint and -fluxnodeindex: keep this node confirmed.</summary>
    public FluxNodeOptions? FluxNode { get; init; }

    /// <summary>-reindex (or -reindex-chainstate, which does the same): build everything but the block files anew.</summary>
    public bool Reindex { get; init; }

    /// <summary>-snapshot and -snapshothash: start an empty data directory from this state.</summary>
    public SnapshotSource? Snapshot { get; init; }

    /// <summary>-disablewallet=1 switches it off: whether the wallet commands are there. The wallet file comes into being with the first of them.</summary>
    public bool Wallet { get; init; } = true;

    /// <summary>-exportdir: the folder of dumpwallet and backupwallet; without it dumpwallet is refused, as private keys would be written.</summary>
    public string? ExportDirectory { get; init; }

    /// <summary>-loadblock: files of blocks to read at start, after bootstrap.dat of the data directory.</summary>
    public IReadOnlyList<string> LoadBlocks { get; init; } = [];

    /// <summary>-debug: log in detail.</summary>
    public bool Debug { get; init; }
}
