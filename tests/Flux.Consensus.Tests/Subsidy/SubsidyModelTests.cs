using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Ledger;
using Flux.Consensus.Networks;
using Flux.Consensus.Subsidy;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Consensus.Tests.Subsidy;

/// <summary>Subsidy, split and reserves of own networks against <c>tests/model/subsidy.py</c>.</summary>
public sealed class SubsidyModelTests
{
    private const int Interval = 655_350;
    private static readonly Network Network = NetworkCatalog.Classic;

    [Fact]
    public void The_schedule_equals_the_model_around_every_halving_and_between()
    {
        foreach (var halving in Enumerable.Range(0, 37))
        {
            ShouldEqualModel(Math.Max(1, (halving * Interval) - 2), (halving * Interval) + 3, 1);
        }
        ShouldEqualModel(1, 37 * Interval, 97_001);
    }

    [Fact]
    public void The_whole_schedule_mints_439_084_499_point_9_and_never_more_than_440_million()
    {
        long sum = 0, nodes = 0;
        for (var first = 1; SubsidyRules.At(Network, first) > Amount.Zero; first += Interval)
        {
            SubsidyRules.At(Network, first).ShouldBe(SubsidyRules.At(Network, first + Interval - 1));
            sum += SubsidyRules.At(Network, first).Satoshis * Interval;
            nodes += Network.Subsidy.NodeShares(first, Amount.Zero).Sum.Satoshis * Interval;
        }

        (sum / 10_000_000).ShouldBe(4_390_844_998); // truncated: 439,084,499.895144
        sum.ShouldBeLessThanOrEqualTo(440_000_000L * Amount.Coin);
        var model = JsonDocument.Parse(PythonModel.Run("subsidy.py", "", "total")[0]).RootElement;
        sum.ShouldBe(model.GetProperty("subsidy").GetInt64());
        nodes.ShouldBe(model.GetProperty("nodes").GetInt64());
    }

    [Fact]
    public void Half_of_every_even_subsidy_is_the_nodes_and_an_odd_satoshi_the_miners()
    {
        for (var height = 1; height < 37 * Interval; height += Interval / 3)
        {
            var subsidy = SubsidyRules.At(Network, height).Satoshis;
            var nodes = Network.Subsidy.NodeShares(height, Amount.Zero).Sum.Satoshis;
            (subsidy - nodes - nodes).ShouldBe(subsidy % 2, $"height {height}");
        }
    }

    [Fact]
    public void Genesis_makes_no_money() => SubsidyRules.At(Network, 0).ShouldBe(Amount.Zero);

    [Fact]
    public void Payments_and_reserves_follow_the_model_whoever_has_a_payee() =>
        Gen.Select(Gen.Int[0, 36], Gen.Select(Gen.Int[0, 7], Gen.Long[0, 50_000_000_000]).Array[1, 60]).Sample(ReservesFollowTheModel, iter: 15, threads: 1);

    [Fact]
    public void Miner_and_nodes_share_evenly_in_every_block_with_all_payees_and_over_any_range_with_the_reserves_added() =>
        Gen.Select(Gen.Int[1, 37 * Interval], Gen.Int[0, 7].Array[1, 80]).Sample(SharesEvenly, iter: 60, threads: 1);

    private static void SharesEvenly(int first, int[] payees)
    {
        long miner = 0, paid = 0, odd = 0;
        var reserves = default(TierAmounts);
        for (var i = 0; i < payees.Length; i++)
        {
            var plan = CoinbaseRules.Plan(Network, StateBefore(first + i, payees[i], 0, reserves));
            var payments = plan.Payments.Sum(payment => payment.Output.Value.Satoshis);
            // What tiers had saved comes on top; without savings the two halves are equal to the satoshi.
            if (payees[i] == 7) (payments - (reserves.Sum - plan.ReservesAfter.Sum).Satoshis).ShouldBe(plan.Issued.Satoshis / 2, $"height {first + i}");
            plan.MinerShare.Satoshis.ShouldBe(plan.Issued.Satoshis - (plan.Issued.Satoshis / 2));
            (miner, paid, odd, reserves) = (miner + plan.MinerShare.Satoshis, paid + payments, odd + (plan.Issued.Satoshis % 2), plan.ReservesAfter);
        }
        (miner - odd).ShouldBe(paid + reserves.Sum.Satoshis, $"from {first}");
    }

    private static void ReservesFollowTheModel(int halving, (int Payees, long Earned)[] blocks)
    {
        var first = Math.Max(1, (halving * Interval) - (blocks.Length / 2));
        var input = new StringBuilder();
        var ours = new List<string>();
        var reserves = default(TierAmounts);
        for (var i = 0; i < blocks.Length; i++)
        {
            var (payees, earned) = blocks[i];
            input.AppendLine(CultureInfo.InvariantCulture, $"{first + i} {earned} {payees & 1} {(payees >> 1) & 1} {(payees >> 2) & 1}");
            var plan = CoinbaseRules.Plan(Network, StateBefore(first + i, payees, earned, reserves));
            reserves = plan.ReservesAfter;
            var paid = TierAmounts.Tiers.ToArray().Select(tier => plan.Payments.FirstOrDefault(payment => payment.Tier == tier)?.Output.Value.Satoshis ?? 0);
            ours.Add(string.Join(',', [first + i, .. paid, reserves.Cumulus.Satoshis, reserves.Nimbus.Satoshis, reserves.Stratus.Satoshis]));
        }
        ours.ShouldBe(PythonModel.Run("subsidy.py", input.ToString(), "reserves"));
    }

    private static LedgerState StateBefore(int height, int payees, long earned, TierAmounts reserves)
    {
        var editor = new FluxNodeEditor(FluxNodeList.Empty);
        foreach (var tier in TierAmounts.Tiers)
        {
            if ((payees & (1 << ((int)tier - 1))) != 0) editor.Put(ConfirmedNode(tier));
        }
        return LedgerState.AtGenesis(Network) with
        {
            Height = height - 1,
            Nodes = editor.ToList(),
            Totals = new LedgerTotals { Reserves = reserves, EscrowRate = new Amount(earned) },
        };
    }

    private static FluxNodeRecord ConfirmedNode(Tier tier) => new()
    {
        Collateral = new OutPoint(default, (uint)tier),
        State = NodeState.Confirmed,
        Tier = tier,
        CollateralValue = Amount.Zero,
        AddedHeight = 1,
        ConfirmedHeight = 2,
        LastConfirmedHeight = 2,
        TransactionVersion = 5,
        PayeeScript = TestKey.Of(tier.ToString()).Script,
    };

    private static void ShouldEqualModel(int first, int last, int step)
    {
        var lines = PythonModel.Run("subsidy.py", "", "schedule", $"{first}", $"{last}", $"{step}");
        var at = 0;
        for (var height = first; height <= last; height += step)
        {
            var shares = Network.Subsidy.NodeShares(height, Amount.Zero);
            var subsidy = SubsidyRules.At(Network, height).Satoshis;
            long[] ours = [height, subsidy, shares.Cumulus.Satoshis, shares.Nimbus.Satoshis, shares.Stratus.Satoshis, subsidy - (subsidy / 2)];
            string.Join(',', ours).ShouldBe(lines[at++]);
        }
        at.ShouldBe(lines.Length);
    }
}
