using CsCheck;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Ledger;
using Flux.TestKit;

namespace Flux.Consensus.Tests.Blocks;

/// <summary>Random lives of a chain: payments, nodes, escrow coins, reorganisations, against the second telling of the rules in the test kit.</summary>
public sealed class LedgerProperties
{
    private static readonly Gen<int[]> Lives = Gen.Int[0, 12 * 60].Array[30, 120];

    [Fact]
    public void Every_block_ends_as_the_second_telling_of_the_rules_says() =>
        Lives.Sample(steps => Live(steps, ShouldMatchShadow), iter: 40);

    [Fact]
    public void Money_is_conserved_after_every_block_and_counted_right() =>
        Lives.Sample(steps => Live(steps, ShouldConserveMoney), iter: 20);

    [Fact]
    public void Disconnecting_everything_leads_back_to_genesis() => Lives.Sample(
        steps =>
        {
            var chain = Live(steps, _ => { });
            while (chain.Height > 0) chain.Disconnect();
            var genesis = LedgerState.AtGenesis(chain.Network);
            ShouldBeSame(chain.State, genesis);
            chain.Coins.All.ShouldBeEmpty();
        },
        iter: 20);

    [Fact]
    public void Disconnect_undoes_connect_at_every_height() => Lives.Sample(
        steps =>
        {
            var states = new Dictionary<int, LedgerState>();
            var chain = Live(steps, chain => states[chain.Height] = chain.State);
            while (chain.Height > 1)
            {
                chain.Disconnect();
                if (chain.State.Tip == states[chain.Height].Tip) ShouldBeSame(chain.State, states[chain.Height]);
            }
        },
        iter: 20);

    [Fact]
    public void Whatever_branches_there_were_the_end_equals_a_fresh_replay_of_the_last_one() => Lives.Sample(
        steps =>
        {
            var lived = Live(steps, _ => { });
            var fresh = new ScenarioChain(lived.Network, ScenarioNetworks.QuickLimits);
            foreach (var block in lived.Blocks.Reverse()) fresh.Connect(block);
            ShouldBeSame(lived.State, fresh.State);
            lived.Coins.All.OrderBy(pair => pair.Key).ShouldBe(fresh.Coins.All.OrderBy(pair => pair.Key));
        },
        iter: 20);

    [Fact]
    public void Rows_of_each_block_lead_from_state_to_state() => Lives.Sample(
        steps =>
        {
            var stored = new Dictionary<string, LedgerRow>();
            var scenario = new RandomScenario();
            foreach (var step in steps)
            {
                var height = scenario.Chain.Height;
                if (step % 12 == 0 && height > 1) Store(stored, scenario.Chain.Disconnect().Rows);
                else
                {
                    scenario.Step(step % 12 == 0 ? 1 : step);
                    Store(stored, scenario.Chain.LastResult!.Rows);
                }
                var expected = LedgerRows.Of(scenario.Chain.State).ToDictionary(row => Convert.ToHexString(row.Key.Span));
                stored.Keys.Order().ShouldBe(expected.Keys.Order());
                foreach (var (key, row) in expected) stored[key].Value!.Value.Span.SequenceEqual(row.Value!.Value.Span).ShouldBeTrue(key);
            }
            LedgerRows.TryRead(stored.Values, out var state, out var error).ShouldBeTrue(error);
            ShouldBeSame(state!, scenario.Chain.State);
        },
        iter: 15);

    private static ScenarioChain Live(int[] steps, Action<ScenarioChain> afterEach)
    {
        var scenario = new RandomScenario { AfterEach = afterEach };
        scenario.Run(steps);
        return scenario.Chain;
    }

    private static void Store(Dictionary<string, LedgerRow> stored, IEnumerable<LedgerRow> rows)
    {
        foreach (var row in rows)
        {
            var key = Convert.ToHexString(row.Key.Span);
            if (row.Value is null) stored.Remove(key);
            else stored[key] = row;
        }
    }

    private static void ShouldMatchShadow(ScenarioChain chain)
    {
        var (state, shadow) = (chain.State, chain.Shadow);
        state.Nodes.Root.ShouldBe(shadow.StateRoot());
        state.Nodes.Records.Select(node => (node.Collateral, (int)node.State, (int)node.Tier, node.AddedHeight, node.LastPaidHeight))
            .ShouldBe(shadow.Nodes.Values.OrderBy(node => node.Collateral).Select(node => (node.Collateral, node.State, node.Tier, node.Added, node.LastPaid)));
        foreach (var tier in TierAmounts.Tiers)
        {
            state.Nodes.Queue(tier).Select(node => node.Collateral).ShouldBe(shadow.Queue((int)tier).Select(node => node.Collateral));
            state.Totals.Reserves[tier].Satoshis.ShouldBe(shadow.Reserves[(int)tier - 1]);
        }
        chain.Coins.All.Select(pair => (pair.Key, pair.Value.Output.Value.Satoshis, pair.Value.Output.ScriptPubKey, pair.Value.Height, pair.Value.EscrowBlocks))
            .OrderBy(coin => coin.Key)
            .ShouldBe(shadow.Coins.Select(pair => (pair.Key, pair.Value.Value, pair.Value.Script, pair.Value.Height, pair.Value.Blocks)).OrderBy(coin => coin.Key));
    }

    private static void ShouldConserveMoney(ScenarioChain chain)
    {
        var totals = chain.State.Totals;
        var coins = chain.Shadow.Coins.Values.ToList();
        var worth = coins.Where(coin => coin.Blocks > 0).Sum(coin => coin.WorthAt(chain.Height));
        var others = coins.Where(coin => coin.Blocks == 0).Sum(coin => coin.Value);
        var issued = Enumerable.Range(1, chain.Height).Sum(chain.Shadow.SubsidyAt);
        totals.EscrowWorth.Satoshis.ShouldBe(worth);
        totals.Coins.Satoshis.ShouldBe(others);
        totals.Issued.Satoshis.ShouldBe(issued);
        totals.Destroyed.Satoshis.ShouldBe(0);
        (worth + others + chain.Shadow.Reserves.Sum()).ShouldBe(issued);
    }

    private static void ShouldBeSame(LedgerState left, LedgerState right)
    {
        left.Height.ShouldBe(right.Height);
        left.Tip.ShouldBe(right.Tip);
        left.Totals.ShouldBe(right.Totals);
        left.Nodes.Root.ShouldBe(right.Nodes.Root);
        left.Nodes.Records.ShouldBe(right.Nodes.Records);
        foreach (var tier in TierAmounts.Tiers) left.Nodes.Queue(tier).ShouldBe(right.Nodes.Queue(tier));
        Delegates(left).ShouldBe(Delegates(right));
        left.Escrows.Entries.OrderBy(entry => entry.OutPoint).ShouldBe(right.Escrows.Entries.OrderBy(entry => entry.OutPoint));
    }

    private static IEnumerable<string> Delegates(LedgerState state) =>
        state.Nodes.Delegates.Select(pair => $"{pair.Key} {string.Join(' ', pair.Value.Select(key => Convert.ToHexString(key.Span)))}");
}
