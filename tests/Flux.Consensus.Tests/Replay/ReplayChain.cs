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

    /// <summary>Rows of the ledger state as a store would hold them, moved by what each block says it changes.</summary>
    public Dictionary<string, string> Rows { get; } = LedgerRows.Of(LedgerState.AtGenesis(network)).ToDictionary(KeyOf, ValueOf);

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
        Store(result.Rows);
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
        Store(result.Rows);
        State = result.Previous;
        Ancestry.RemoveLast();
    }

    /// <summary>Rows of a state, in the form of <see cref="Rows"/>.</summary>
    public static Dictionary<string, string> RowsOf(LedgerState state) => LedgerRows.Of(state).ToDictionary(KeyOf, ValueOf);

    private void Store(IEnumerable<LedgerRow> rows)
    {
        foreach (var row in rows)
        {
            if (row.Value is null) Rows.Remove(KeyOf(row));
            else Rows[KeyOf(row)] = ValueOf(row);
        }
    }

    private static string KeyOf(LedgerRow row) => Convert.ToHexString(row.Key.Span);

    private static string ValueOf(LedgerRow row) => Convert.ToHexString(row.Value!.Value.Span);
}
