using Flux.Consensus.Blocks;
using Flux.Consensus.Ledger;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Shielded;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Consensus.Tests.Replay;

/// <summary>Connects given blocks with every rule, in memory.</summary>
internal sealed class ReplayChain(Network network)
{
    private readonly Stack<(Block Block, BlockUndo Undo)> _connected = new();

    public Network Network { get; } = network;

    public LedgerState State { get; private set; } = LedgerState.AtGenesis(network);

    public MemoryCoins Coins { get; } = new();

    public ShieldedSet Shielded { get; } = new();

    public MemoryAncestry Ancestry { get; } = new(network.Genesis.Header);

    /// <summary>All stages and all deferred checks; nothing changes.</summary>
    public Verdict Judge(Block block, uint now, out ConnectResult? result, bool runScripts = true)
    {
        result = null;
        var verdict = BlockRules.Check(Network, block);
        if (verdict.IsOk) verdict = BlockRules.CheckHeaderContext(Network, block.Header, Ancestry, now, State.Height);
        if (verdict.IsOk) verdict = BlockRules.CheckContext(Network, block, Ancestry);
        if (!verdict.IsOk) return verdict;
        result = BlockRules.Connect(Network, block, Ancestry, State, Coins, new ConnectOptions { RunsScripts = runScripts }, Shielded);
        return result.IsOk ? result.Checks.Select(check => check.Run()).FirstOrDefault(outcome => !outcome.IsOk) : result.Verdict;
    }

    public void Connect(Block block, bool runScripts = true)
    {
        var verdict = Judge(block, block.Header.Time, out var result, runScripts);
        verdict.ShouldBe(Verdict.Ok, $"height {State.Height + 1}: {verdict}");
        _connected.Push((block, result!.Undo!));
        Coins.Apply(result.Coins);
        Shielded.Add(result.Shielded);
        State = result.Next!;
        Ancestry.Add(block.Header);
    }

    public void Disconnect()
    {
        var (block, undo) = _connected.Pop();
        BlockUndoCodec.TryParse(BlockUndoCodec.ToBytes(undo), out var stored, out var error).ShouldBeTrue(error);
        var result = BlockRules.Disconnect(Network, block, stored!, State);
        Coins.Apply(result.Coins);
        Shielded.Remove(result.Shielded);
        State = result.Previous;
        Ancestry.RemoveLast();
    }
}
