using System.Text;
using System.Text.Json;
using CsCheck;
using Flux.Consensus.Escrow;
using Flux.Consensus.FluxNodes;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Consensus.Tests.Escrow;

/// <summary>Escrow coins, node half, reserves and conservation of random chains against <c>tests/model/escrow.py</c>.</summary>
public sealed class EscrowModelTests
{
    [Fact]
    public void Every_block_of_a_random_life_equals_the_model() =>
        Gen.Int[0, 12 * 60].Array[30, 120].Sample(EqualsTheModel, iter: 12, threads: 1);

    private static void EqualsTheModel(int[] steps)
    {
        var scenario = new RandomScenario();
        scenario.Run(steps.Select(step => step % 12 == 0 ? step + 8 : step)); // no reorganisations: the model tells one history
        var chain = scenario.Chain;
        var blocks = chain.Blocks.Reverse().ToList();
        while (chain.Height > 0) chain.Disconnect();

        var input = new StringBuilder();
        var ours = new List<string>();
        foreach (var block in blocks)
        {
            input.AppendLine(Describe(chain, block));
            var earned = EscrowRules.EarnedNext(chain.State);
            var paid = TierAmounts.Tiers.ToArray().Select(tier => PaidTo(chain, block, tier)).ToArray();
            var runOut = chain.State.Escrows.RunningOutAt(chain.Height + 1).Select(entry => entry.OutPoint.ToString()).Order(StringComparer.Ordinal).ToArray();
            var refund = RefundsOf(chain, block);
            chain.Connect(block);
            var totals = chain.State.Totals;
            ours.Add(JsonSerializer.Serialize(new
            {
                height = chain.Height,
                earned = earned.Satoshis,
                worth = totals.EscrowWorth.Satoshis,
                rate = totals.EscrowRate.Satoshis,
                paid,
                reserves = TierAmounts.Tiers.ToArray().Select(tier => totals.Reserves[tier].Satoshis),
                run_out = runOut,
                refund,
                issued = totals.Issued.Satoshis,
                other = totals.Coins.Satoshis,
            }));
        }
        var model = PythonModel.Run("escrow.py", input.ToString());
        ours.ShouldBe(model.Select(line => line.Replace(" ", "", StringComparison.Ordinal)));
    }

    private static string Describe(ScenarioChain chain, Block block)
    {
        var payees = TierAmounts.Tiers.ToArray().Select(tier => chain.State.Nodes.CountOf(tier) > 0 ? 1 : 0);
        var pay = new Dictionary<string, long[]>();
        foreach (var transaction in block.Transactions)
        {
            if (!EscrowRules.IsPayment(chain.Network, transaction)) continue;
            var index = transaction.Outputs.ToList().FindIndex(output => output.ScriptPubKey == TestTransactions.EscrowScript);
            var memo = Encoding.ASCII.GetString(transaction.Outputs.Single(output => output.Value == Amount.Zero).ScriptPubKey.Bytes[2..]);
            var blocks = memo.Length > 64 ? int.Parse(memo[65..], System.Globalization.CultureInfo.InvariantCulture) : ScenarioNetworks.QuickLimits.Month;
            pay[new OutPoint(transaction.Id, (uint)index).ToString()] = [transaction.Outputs[index].Value.Satoshis, blocks];
        }
        return JsonSerializer.Serialize(new { payees, pay, spend = SpentEscrows(chain, block).Select(outPoint => outPoint.ToString()) });
    }

    private static IEnumerable<OutPoint> SpentEscrows(ScenarioChain chain, Block block) => block.Transactions
        .SelectMany(transaction => transaction.Inputs)
        .Select(input => input.PreviousOutput)
        .Where(outPoint => chain.Coins.Find(outPoint) is { IsEscrow: true });

    private static SortedDictionary<string, long> RefundsOf(ScenarioChain chain, Block block)
    {
        var refunds = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var outPoint in SpentEscrows(chain, block)) refunds[outPoint.ToString()] = EscrowRules.Worth(chain.Coins.Find(outPoint)!.Value, chain.Height + 1).Satoshis;
        return refunds;
    }

    private static long PaidTo(ScenarioChain chain, Block block, Tier tier)
    {
        if (chain.State.Nodes.NextPayee(tier) is null) return 0;
        // The coinbase lists the miner, then every tier that has a payee.
        var before = TierAmounts.Tiers.ToArray().Count(other => other < tier && chain.State.Nodes.CountOf(other) > 0);
        return block.Transactions[0].Outputs[1 + before].Value.Satoshis;
    }
}
