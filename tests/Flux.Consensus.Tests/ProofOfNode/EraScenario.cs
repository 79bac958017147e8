using System.Collections.Immutable;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Shielded;
using Flux.Consensus.Subsidy;
using Flux.Consensus.Tests.Replay;
using Flux.Consensus.Work;
using Flux.Crypto.Curves;
using Flux.Crypto.Equihash;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.TestKit;

namespace Flux.Consensus.Tests.ProofOfNode;

/// <summary>A chain of the existing line on which every era begins within twelve blocks.</summary>
internal sealed class EraScenario
{
    public const int PonFrom = 12;
    public const int FundingAt = 10;

    private static readonly EquihashParameters Set = EquihashParameters.Zcash48x5;

    public static Network Network { get; } = Build();

    public ReplayChain Chain { get; init; } = new(Network);

    public TestKey Miner { get; } = TestKey.Of("miner");

    /// <summary>Coins of this key come with block 1: a hundred times 1,000.</summary>
    public TestKey Owner { get; } = TestKey.Of("owner");

    public static OutPoint TestCollateral => Network.Pon!.BypassCollateral!.Value;

    public EraScenario MineTo(int height)
    {
        while (Chain.State.Height < height) Chain.Connect(Draft().Seal());
        return this;
    }

    public BlockDraft Draft(params ImmutableArray<Transaction> transactions)
    {
        var network = Chain.Network;
        var height = Chain.State.Height + 1;
        var plan = CoinbaseRules.Plan(network, Chain.State, Chain.Coins);
        var isPon = network.IsPonAt(height);
        var time = Chain.Ancestry.At(height - 1).Time + 120;
        return new BlockDraft
        {
            Height = height,
            Transactions = transactions,
            HasOldCoinbase = !network.Upgrades.Acadia.IsActiveAt(height),
            CoinbaseScript = new ScriptBuilder().Number(height).Data([7]).ToScript(),
            CoinbaseOutputs = [.. Remainder(plan, isPon, height), .. plan.RequiredOutputs],
            Header = new BlockHeader
            {
                Version = isPon ? 100 : 4,
                Previous = Chain.State.Tip,
                MerkleRoot = Hash256.Zero,
                StateRoot = network.Upgrades.Acadia.IsActiveAt(height) ? transactions.Aggregate(Chain.State.Sapling, ShieldedNotes.AddSapling).Root : Hash256.Zero,
                Time = time,
                Bits = DifficultyRules.RequiredBits(network, Chain.Ancestry, time),
                ProducerCollateral = isPon ? TestCollateral : default,
            },
        };
    }

    public Reject? Judge(Block block) => Chain.Judge(block, block.Header.Time, out _).Reject;

    public static Block Produced(BlockDraft draft, OutPoint collateral, TestKey node)
    {
        var unsigned = (draft with { Header = draft.Header with { ProducerCollateral = collateral } }).Seal();
        return unsigned with { Header = unsigned.Header with { ProducerSignature = Secp256k1.SignDer(unsigned.Hash.Value.Bytes, node.PrivateKey) } };
    }

    private IEnumerable<TxOutput> Remainder(CoinbasePlan plan, bool isPon, int height)
    {
        var script = isPon ? Network.Pon!.DeveloperScript : Miner.Script;
        if (height != 1) return [new TxOutput(plan.MinerShare, script)];
        return [new TxOutput(plan.MinerShare - Amount.FromFlux(100_000), script), .. Enumerable.Repeat(new TxOutput(Amount.FromFlux(1_000), Owner.Script), 100)];
    }

    private static Network Build()
    {
        var network = EraNetwork.Build(EraCatalog.Regtest with
        {
            Heights = new EraHeights(2, 3, 4, 5, 6, 7, 8, 9, PonFrom),
            PonFrom = PonFrom,
            PaymentsFrom = 6,
            Equihash = (Set, Set, Set),
            Transitions = [(0, 1), (0, 1), (0, 1)],
        });
        return network with
        {
            Work = network.Work with { VerifiesSolution = false },
            Coinbase = network.Coinbase with { Maturity = 1 },
            FluxNodes = network.FluxNodes with { CollateralDepth = 1, Voucher = ConfirmVoucher.None },
        };
    }
}
