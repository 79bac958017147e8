using System.Collections.Immutable;
using Flux.Consensus.Ledger;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Tests.ProofOfNode;
using Flux.Consensus.Tests.Replay;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.TestKit;
using Flux.TestKit.Shielded;

namespace Flux.Consensus.Tests.Shielded;

/// <summary>
/// A chain on which eras begin within a dozen blocks (Acadia at 4, Flux at 7), with coins that anyone may spend, so that only shielded parts need
/// signatures.
/// </summary>
internal sealed class ShieldedScenario(Network? network = null)
{
    public const int Acadia = 4;
    public const int FluxUpgrade = 7;

    private static readonly Script Anyone = new([0x51]);

    private readonly EraScenario _era = new() { Chain = new ReplayChain(network ?? EraScenario.Network) };

    public ReplayChain Chain => _era.Chain;

    public LedgerState State => Chain.State;

    /// <summary>Hundred coins of 1,000 from block 1.</summary>
    public ImmutableArray<OutPoint> Purse { get; private set; } = [];

    /// <summary>Every block that was mined here, also those that were taken back.</summary>
    public List<Block> Blocks { get; } = [];

    public static ImmutableArray<TxOutput> To(long value) => [new TxOutput(new Amount(value), Anyone)];

    public TxInput Coin(int index) => new(Purse[index], Script.Empty, TxInput.FinalSequence);

    public static Amount CoinValue => Amount.FromFlux(1_000);

    public ShieldedScenario MineTo(int height)
    {
        while (State.Height < height) Mine();
        return this;
    }

    public Block Draft(params ImmutableArray<Transaction> transactions)
    {
        var draft = _era.Draft(transactions);
        if (State.Height > 0) return draft.Seal();
        return (draft with { CoinbaseOutputs = [draft.CoinbaseOutputs[0], .. draft.CoinbaseOutputs.Skip(1).Select(output => output with { ScriptPubKey = Anyone })] }).Seal();
    }

    public Block Mine(params ImmutableArray<Transaction> transactions)
    {
        var block = Draft(transactions);
        Chain.Connect(block);
        Blocks.Add(block);
        if (State.Height == 1) Purse = [.. Enumerable.Range(1, 100).Select(i => new OutPoint(block.Transactions[0].Id, (uint)i))];
        return block;
    }

    public Reject? Judge(params ImmutableArray<Transaction> transactions) => Judge(Draft(transactions));

    public Reject? Judge(Block block) => _era.Judge(block);

    /// <summary>Puts a whole coin into Sprout's pool, on the tree as it is.</summary>
    public Transaction Shield(int coin, int note, bool isVersion4 = false) => new ShieldedDraft
    {
        IsVersion4 = isVersion4,
        Inputs = [Coin(coin)],
        JoinSplits = [new JoinSplitDraft(note, State.Sprout.Root, In: CoinValue.Satoshis)],
    }.Seal();

    /// <summary>Puts a whole coin into Sapling's pool.</summary>
    public Transaction Hide(int coin, int note) => new ShieldedDraft
    {
        Inputs = [Coin(coin)],
        Hides = [new HiddenOutput(note, CoinValue.Satoshis)],
    }.Seal();
}
