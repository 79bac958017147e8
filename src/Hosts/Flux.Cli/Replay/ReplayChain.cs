using Flux.Consensus.Blocks;
using Flux.Consensus.Headers;
using Flux.Consensus.Ledger;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Shielded;
using Flux.Consensus.Work;
using Flux.Primitives;

namespace Flux.Cli.Replay;

/// <summary>A chain in memory that judges with every rule of the kernel; nothing is skipped and nothing is stored.</summary>
internal sealed class ReplayChain : IAncestry, ICoinView
{
    private readonly List<HeaderSummary> _headers = [];
    private readonly Dictionary<OutPoint, Coin> _coins = [];

    public ReplayChain(Network network)
    {
        Network = network;
        State = LedgerState.AtGenesis(network);
        Add(network.Genesis.Header);
    }

    public Network Network { get; }

    public LedgerState State { get; private set; }

    /// <summary>Nullifiers and anchors after the tip.</summary>
    public ShieldedSet Shielded { get; } = new();

    public int Height => _headers.Count - 1;

    /// <summary>Number of unspent outputs.</summary>
    public int CoinCount => _coins.Count;

    public HeaderSummary At(int height) => _headers[height];

    public Coin? Find(OutPoint o) => _coins.TryGetValue(o, out var coin) ? coin : null;

    /// <summary>What the rules say of a block on the tip, with the clock at <paramref name="now"/>. Changes nothing.</summary>
    public Verdict Judge(Block block, uint now, out ConnectResult? result)
    {
        result = null;
        if (block.Header.Previous != State.Tip) throw new CommandException(ExitCode.Rejected, $"Height {Height + 1}: block {block.Hash} follows {block.Header.Previous}, but the tip is {State.Tip}.");
        var verdict = BlockRules.Check(Network, block);
        if (verdict.IsOk) verdict = BlockRules.CheckHeaderContext(Network, block.Header, this, now, Height);
        if (verdict.IsOk) verdict = BlockRules.CheckContext(Network, block, this);
        if (!verdict.IsOk) return verdict;
        result = BlockRules.Connect(Network, block, this, State, this, shielded: Shielded);
        if (!result.IsOk) return result.Verdict;
        return result.Checks.AsParallel().AsOrdered().Select(check => check.Run()).FirstOrDefault(outcome => !outcome.IsOk);
    }

    /// <summary>Connects a block, with the clock at its own time as the recordings had it.</summary>
    public Verdict Connect(Block block)
    {
        var verdict = Judge(block, block.Header.Time, out var result);
        if (!verdict.IsOk) return verdict;
        foreach (var (outPoint, _) in result!.Coins.Spent) _coins.Remove(outPoint);
        foreach (var (outPoint, coin) in result.Coins.Created) _coins.Add(outPoint, coin);
        Shielded.Add(result.Shielded);
        State = result.Next!;
        Add(block.Header);
        return Verdict.Ok;
    }

    private void Add(BlockHeader header)
    {
        var work = _headers.Count == 0 ? UInt256.Zero : _headers[^1].ChainWork;
        _headers.Add(new HeaderSummary(header.Hash, _headers.Count, header.Version, header.Time, header.Bits, work + ChainWork.Of(header)));
    }
}
