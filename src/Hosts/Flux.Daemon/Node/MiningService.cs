using Flux.Chain;
using Flux.Chain.Templates;
using Flux.Contracts.Rpc;
using Flux.Daemon.Rpc;
using Flux.Mining.Miner;
using Flux.Mining.Solver;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;

namespace Flux.Daemon.Node;

/// <summary>Mining in this daemon: the loop that <c>-gen</c> and setgenerate control, and blocks on demand.</summary>
/// <param name="node">The node.</param>
/// <param name="loggers">Where the loop's log goes.</param>
/// <param name="connections">How many peers there are; null: ask the node.</param>
internal sealed partial class MiningService(FluxdNode node, ILoggerFactory loggers, Func<int>? connections = null) : IAsyncDisposable
{
    private readonly ILogger<MiningService> _logger = loggers.CreateLogger<MiningService>();
    private readonly Func<int> _connections = connections ?? (() => node.Peers.ConnectionCount);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private CancellationTokenSource? _stop;
    private Task _running = Task.CompletedTask;
    private MinerLoop? _loop;

    /// <summary>What the solvers of this daemon do.</summary>
    public MiningMeter Meter { get; } = new(node.Time);

    /// <summary>Templates for miners elsewhere.</summary>
    public TemplateSource Templates { get; } = new(node);

    /// <summary>Threads of the loop, or what the settings say; −1 when they say nothing.</summary>
    public int Threads { get; private set; } = node.Options.MineThreads ?? -1;

    /// <summary>Solutions per second of the loop; 0 while it does not run.</summary>
    public double LocalRate => IsRunning ? Meter.SolutionsPerSecond : 0;

    /// <summary>Why mining would be in vain now, in words; null when it would not.</summary>
    public string? Obstacle
    {
        get
        {
            if (node.Network.IsPonAt(node.Chain.Snapshot.Height + 1)) return $"blocks from height {node.Chain.Snapshot.Height + 1} on are made by FluxNodes";
            if (UnjudgedHistory.Of(node) is { } history) return history;
            if (!node.Network.MiningWaitsForPeers) return null;
            if (_connections() == 0) return $"no peer of network {node.Network.Name} is connected; see -addnode";
            return node.Chain.Snapshot.IsInitialDownload ? "the chain is still being loaded" : null;
        }
    }

    /// <summary>What keeps templates from being given out: fluxd wants a peer on every one of its networks, we where mining does.</summary>
    public RpcFault? TemplateObstacle =>
        (!node.HasOwnRules || node.Network.MiningWaitsForPeers) && _connections() == 0 ? new RpcFault(RpcErrorCode.NotConnected, "Flux is not connected!") : null;

    /// <summary>The loop runs.</summary>
    public bool IsRunning => Volatile.Read(ref _stop) is not null;

    /// <summary>Blocks that the loop found since it was started.</summary>
    public long BlocksFound => Volatile.Read(ref _loop)?.BlocksFound ?? 0;

    /// <summary>The script of an address, or of <c>-mineraddress</c> when none is given.</summary>
    public Script MinerScript(string? address)
    {
        var text = address ?? node.Options.MinerAddress ?? throw new RpcFault(RpcErrorCode.MethodNotFound, "Mining needs an address: start with -mineraddress or give one");
        return Address.TryParse(text, node.Network.Addresses, out var parsed) ? parsed.ToScript() : throw RpcFault.NotFound($"Invalid address: '{text}' is none of network {node.Network.Name}");
    }

    /// <summary>Starts the loop with so many threads (−1: one a core); one that runs is replaced.</summary>
    /// <exception cref="RpcFault">No address to pay, or not enough memory for the solver.</exception>
    public async Task StartAsync(int threads, string? address = null)
    {
        if (threads < 0) threads = Environment.ProcessorCount;
        var port = new MiningPort(node, MinerScript(address), () => Obstacle);
        await StopAsync().ConfigureAwait(false);
        EnsureMemory(threads);
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            var stop = new CancellationTokenSource();
            var loop = new MinerLoop(node.Network, port, Meter, node.Time, loggers.CreateLogger<MinerLoop>());
            (_stop, _loop, Threads) = (stop, loop, threads);
            Meter.Restart();
            LogStarted(BlockMiner.ParametersAt(node.Network, node.Chain.Snapshot.Height + 1).ToString(), threads, BlockMiner.RequiredBytes(node.Network, node.Chain.Snapshot.Height + 1, threads) / 1e6);
            _running = Task.Run(() => loop.RunAsync(threads, stop.Token));
        }
        finally
        {
            _gate.Release();
        }
    }

    private void EnsureMemory(int threads)
    {
        try
        {
            BlockMiner.EnsureMemory(node.Network, node.Chain.Snapshot.Height + 1, threads);
        }
        catch (SolverMemoryException e)
        {
            throw new RpcFault(RpcErrorCode.OutOfMemory, e.Message);
        }
    }

    /// <summary>Stops the loop and waits until it is over.</summary>
    public async Task StopAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_stop is not { } stop) return;
            await stop.CancelAsync().ConfigureAwait(false);
            await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.Dispose();
            _stop = null;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Mines one block on the present tip now.</summary>
    public async Task<BlockHash> GenerateAsync(Script minerScript, CancellationToken cancellation)
    {
        UnjudgedHistory.Refuse(node);
        var template = await node.Chain.BuildTemplateAsync(minerScript, new TemplateOptions(), cancellation).ConfigureAwait(false);
        using var miner = new BlockMiner(node.Network, Meter);
        var header = await miner.SolveAsync(template.Block.Header, template.Height, 1, cancellation).ConfigureAwait(false);
        var result = await node.Chain.SubmitBlockAsync(template.Block with { Header = header }, requested: true, cancellation).ConfigureAwait(false);
        if (result.Kind != SubmitKind.Accepted) throw new RpcFault(RpcErrorCode.Verify, $"The generated block was refused: {result.Kind} {result.Verdict}");
        return header.Hash;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        Templates.Dispose();
        _gate.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Mining Equihash {Set} with {Threads} thread(s); the solver takes {Megabytes:F1} MB of memory")]
    private partial void LogStarted(string set, int threads, double megabytes);
}
