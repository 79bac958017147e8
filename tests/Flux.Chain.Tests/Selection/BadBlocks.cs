using System.Collections.Immutable;
using Flux.Consensus.FluxNodes;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.TestKit;

namespace Flux.Chain.Tests.Selection;

/// <summary>Next blocks that break one rule each.</summary>
internal static class BadBlocks
{
    private static readonly TestKey Thief = TestKey.Of("thief");

    /// <summary>The number picks the rule; where it does not apply at the moment the coinbase is too high.</summary>
    public static Block Make(ScenarioChain chain, int number)
    {
        var draft = chain.Draft();
        return (number % 12) switch
        {
            0 => Dearer(draft, 1),
            1 when draft.CoinbaseOutputs.Length > 1 => (draft with { CoinbaseOutputs = draft.CoinbaseOutputs.RemoveAt(1) }).Seal(),
            2 => (draft with { Header = draft.Header with { StateRoot = Flip(draft.Header.StateRoot) } }).Seal(),
            3 => (draft with { CoinbaseScript = new ScriptBuilder().Number(draft.Height + 1).Data(chain.Network.GenesisTag.Span).ToScript() }).Seal(),
            4 => (draft with { CoinbaseScript = new ScriptBuilder().Number(draft.Height).Data(new byte[8]).ToScript() }).Seal(),
            5 => Merkle(draft.Seal()),
            6 => (draft with { Header = draft.Header with { Time = chain.Ancestry.At(Math.Max(0, chain.Height - 12)).Time } }).Seal(),
            7 when Coins(chain) is [var coin, ..] => With(draft, Pay(coin, 2_000), Pay(coin, 3_000)),
            8 when Coins(chain) is [var coin, ..] => With(draft, Forged(Pay(coin, 2_000))),
            9 when Coins(chain) is [var coin, ..] => With(draft, Pay((new OutPoint(coin.OutPoint.Transaction, 77), coin.Output), 2_000)),
            10 when Coins(chain) is [var coin, ..] => With(draft, TestTransactions.Pay([coin], [chain.Miner], [coin.Output with { ScriptPubKey = TestTransactions.EscrowScript }])),
            11 when chain.State.Nodes.Records.FirstOrDefault(node => node.State == NodeState.Started) is { } node =>
                With(draft, TestTransactions.Confirm(node.Collateral, Thief, update: false, draft.Header.Time)),
            _ => Dearer(draft, 1 + (number % 1_000)),
        };

        Transaction Pay((OutPoint OutPoint, TxOutput Output) coin, long less) =>
            TestTransactions.Pay([coin], [chain.Miner], [coin.Output with { Value = coin.Output.Value - new Amount(less) }]);
    }

    /// <summary>A block on a bad one that has no fault of its own which ancestors alone could show.</summary>
    public static Block After(ScenarioChain chain, Block parent, int height)
    {
        var draft = chain.Draft();
        return (draft with
        {
            Height = height,
            CoinbaseScript = new ScriptBuilder().Number(height).Data(chain.Network.GenesisTag.Span).ToScript(),
            Header = draft.Header with { Previous = parent.Hash, Time = parent.Header.Time + 2 },
        }).Seal();
    }

    private static IReadOnlyList<(OutPoint OutPoint, TxOutput Output)> Coins(ScenarioChain chain) => chain.Spendable(chain.Miner);

    private static Block With(BlockDraft draft, params ImmutableArray<Transaction> transactions) => (draft with { Transactions = transactions }).Seal();

    private static Block Dearer(BlockDraft draft, long satoshis) =>
        (draft with { CoinbaseOutputs = draft.CoinbaseOutputs.SetItem(0, draft.CoinbaseOutputs[0] with { Value = draft.CoinbaseOutputs[0].Value + new Amount(satoshis) }) }).Seal();

    private static Block Merkle(Block block) => block with { Header = block.Header with { MerkleRoot = Flip(block.Header.MerkleRoot) } };

    private static Transaction Forged(Transaction transaction)
    {
        var scriptSig = transaction.Inputs[0].ScriptSig.Bytes.ToArray();
        scriptSig[20] ^= 1;
        return TestTransactions.Unsigned([transaction.Inputs[0] with { ScriptSig = new Script(scriptSig) }], transaction.Outputs);
    }

    private static Hash256 Flip(Hash256 hash)
    {
        var bytes = hash.ToArray();
        bytes[5] ^= 1;
        return new Hash256(bytes);
    }
}
