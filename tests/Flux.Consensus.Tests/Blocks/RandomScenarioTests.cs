using Flux.Consensus.FluxNodes;
using Flux.Consensus.Ledger;
using Flux.Primitives.FluxNodes;
using Flux.TestKit;

namespace Flux.Consensus.Tests.Blocks;

/// <summary>The random lives are worth something only when everything happens in them.</summary>
public sealed class RandomScenarioTests
{
    [Fact]
    public void Every_kind_of_event_happens()
    {
        var seen = new SortedDictionary<string, int>();
        for (var seed = 1; seed <= 20; seed++)
        {
            LedgerState? last = null;
            var scenario = new RandomScenario { AfterEach = chain => { Note(seen, last, chain); last = chain.State; } };
            scenario.Run(Numbers((uint)seed, 150));
        }

        string[] wanted = ["confirmed", "delegates named", "dos", "expired", "payment", "released", "reserve spent", "run-out", "escrow spent", "started", "started by a delegate", "started from P2SH", "taken back", "updated"];
        foreach (var name in wanted) seen.GetValueOrDefault(name).ShouldBeGreaterThan(5, $"{name}; seen: {string.Join(", ", seen)}");
    }

    private static void Note(SortedDictionary<string, int> seen, LedgerState? last, ScenarioChain chain)
    {
        void Add(string name, int count = 1) => seen[name] = seen.GetValueOrDefault(name) + count;
        if (last is null) return;
        var now = chain.State;
        if (now.Height < last.Height)
        {
            Add("taken back");
            return;
        }
        foreach (var node in last.Nodes.Records)
        {
            var after = now.Nodes.Find(node.Collateral);
            if (after is null) Add(node.State == NodeState.Dos ? "released" : "expired");
            else if (after.State != node.State) Add(after.State == NodeState.Dos ? "dos" : "confirmed");
            else if (after.LastConfirmedHeight != node.LastConfirmedHeight) Add("updated");
            if (after is not null && after.LastPaidHeight != node.LastPaidHeight) Add("payment");
        }
        Add("started", now.Nodes.Records.Count(node => node.AddedHeight == now.Height));
        Add("started from P2SH", now.Nodes.Records.Count(node => node.AddedHeight == now.Height && node.RedeemScript.Length > 0));
        foreach (var start in chain.Blocks.First().Transactions.Select(transaction => transaction.FluxNode).OfType<StartTransaction>())
        {
            if (start.Delegates is { Type: DelegateData.TypeSigning }) Add("started by a delegate");
            if (start.Delegates is { Type: DelegateData.TypeUpdate }) Add("delegates named");
        }
        Add("run-out", last.Escrows.RunningOutAt(now.Height).Count());
        foreach (var entry in last.Escrows.Entries)
        {
            if (entry.RunsOutAt > now.Height && now.Escrows.Entries.All(kept => kept.OutPoint != entry.OutPoint)) Add("escrow spent");
        }
        foreach (var tier in TierAmounts.Tiers)
        {
            if (now.Totals.Reserves[tier] < last.Totals.Reserves[tier]) Add("reserve spent");
        }
    }

    private static IEnumerable<int> Numbers(uint seed, int count)
    {
        for (var i = 0; i < count; i++)
        {
            seed = unchecked((seed * 1_664_525) + 1_013_904_223);
            yield return (int)(seed >> 8) % 720;
        }
    }
}
