using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Transactions;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Scripts;
using static Flux.Consensus.Tests.Transactions.SampleTransactions;

namespace Flux.Consensus.Tests.Eras;

/// <summary>Which transactions main and test take at each upgrade −1, 0, +1 (chain reference §6.6), by a table typed from the page.</summary>
public sealed class TransactionEraTests
{
    private const int DelegatesBit = 0x0100;
    private const int ReservedBit = 0x0200;

    public static TheoryData<string> Names => ["main", "test"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kind_is_taken_and_refused_at_the_heights_of_the_page(string name)
    {
        var limits = EraLimits.Of(name);
        var network = NetworkOf(name);
        foreach (var height in limits.Upgrades.SelectMany(upgrade => Enumerable.Range(upgrade.Height - 1, 3)).Distinct())
        {
            foreach (var (kind, transaction, expected) in Kinds(limits, height))
                (TransactionRules.CheckContext(network, transaction, height).Reject?.Code ?? "ok").ShouldBe(expected, $"{kind} at {height} of {name}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Signatures_commit_to_the_branch_of_the_height(string name)
    {
        var limits = EraLimits.Of(name);
        NetworkOf(name).BranchIdAt(limits.Lwma - 1).ShouldBe(0u);
        foreach (var (_, height) in limits.Upgrades) NetworkOf(name).BranchIdAt(height).ShouldBe(0x76b809bbu);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_transaction_may_be_larger_from_Acadia_on(string name)
    {
        var limits = EraLimits.Of(name);
        Transaction OfSize(int bytes, bool overwintered)
        {
            var empty = Ordinary(overwintered ? 4 : 1, overwintered, outputs: [new TxOutput(new Amount(1), new Script(new byte[70_000]))]);
            return Ordinary(overwintered ? 4 : 1, overwintered, outputs: [new TxOutput(new Amount(1), new Script(new byte[70_000 + bytes - empty.Size]))]);
        }

        OfSize(100_000, false).Size.ShouldBe(100_000);
        TransactionRules.CheckContext(NetworkOf(name), OfSize(100_000, false), limits.Acadia - 1).ShouldBe(Verdict.Ok);
        TransactionRules.CheckContext(NetworkOf(name), OfSize(100_001, false), limits.Acadia - 1).Reject!.Code.ShouldBe("bad-txns-oversize");
        TransactionRules.CheckContext(NetworkOf(name), OfSize(100_001, true), limits.Acadia).ShouldBe(Verdict.Ok);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Coinbases_ripen_after_a_hundred_blocks_and_had_to_be_shielded_before_Flux(string name)
    {
        var limits = EraLimits.Of(name);
        Reject? Spend(int height, int age) => InputRules.Check(NetworkOf(name), Ordinary(), height, [new Coin(OutputOf(Amount.Coin), height - age, IsCoinbase: true)], out _).Reject;
        var shielding = Ordinary(outputs: [], shielded: new() { Outputs = [ShieldedOutput()], ValueBalance = new Amount(-Amount.Coin) });

        foreach (var height in (int[])[limits.Flux - 1, limits.Flux, limits.Flux + 1])
        {
            Spend(height, 99)!.Code.ShouldBe("bad-txns-premature-spend-of-coinbase");
            (Spend(height, 100)?.Code ?? "ok").ShouldBe(height < limits.Flux ? "bad-txns-coinbase-spend-has-transparent-outputs" : "ok", $"{height}");
            InputRules.Check(NetworkOf(name), shielding, height, [new Coin(OutputOf(Amount.Coin), height - 100, IsCoinbase: true)], out _).ShouldBe(Verdict.Ok);
        }
    }

    private static IEnumerable<(string Kind, Transaction Transaction, string Expected)> Kinds(EraLimits limits, int h)
    {
        var sapling = h >= limits.Acadia;
        var nodes = h < limits.Kamata ? "tx-fluxnodes-not-active" : "ok";
        var sixth = h < limits.Kamata ? "tx-fluxnodes-not-active" : h < limits.P2shNodes ? "tx-p2shnodes-not-active" : "ok";
        var features = sixth != "ok" || h >= limits.Pon ? sixth : "tx-bit-features-not-active";
        yield return ("v1", Ordinary(1, overwintered: false), sapling ? "tx-sapling-active" : "ok");
        yield return ("v2", Ordinary(2, overwintered: false), sapling ? "tx-sapling-active" : "ok");
        yield return ("v77", Ordinary(77, overwintered: false), sapling ? "tx-overwintered-flag-not-set" : "ok");
        yield return ("v3 overwintered", Ordinary(3, group: Transaction.OverwinterGroup), sapling ? "bad-sapling-tx-version-group-id" : "tx-overwinter-not-active");
        yield return ("v4", Ordinary(), sapling ? "ok" : "tx-overwinter-not-active");
        yield return ("v4 that expires now", Ordinary(expiry: (uint)h), sapling ? "ok" : "tx-overwinter-not-active");
        yield return ("v4 that expired", Ordinary(expiry: (uint)h - 1), sapling ? "tx-sapling-expired" : "tx-overwinter-not-active");
        yield return ("v5 START", Start(5), nodes);
        yield return ("v5 CONFIRM", Confirm(5), nodes);
        yield return ("v6 START", Start(6), sixth);
        yield return ("v6 START P2SH", Start(6, StartTransaction.FeatureP2sh), sixth);
        yield return ("v6 START both", Start(6, 3), features);
        yield return ("v6 START with delegates", Start(6, StartTransaction.FeatureNormal | DelegatesBit, delegates: Delegates(1)), features);
        yield return ("v6 START with a reserved bit", Start(6, StartTransaction.FeatureNormal | ReservedBit), features);
        yield return ("v6 CONFIRM", Confirm(6), features);
        if (!sapling) yield break;
        var pools = h >= limits.Flux ? "bad-txns-fluxrebrand-vprivacy-not-empty" : "ok";
        yield return ("transparent to Sapling", Ordinary(shielded: new() { Outputs = [ShieldedOutput()] }), pools);
        yield return ("transparent to Sprout", Ordinary(shielded: new() { JoinSplits = [JoinSplitOf(publicOld: 5)] }), pools);
        yield return ("Sapling to transparent", Ordinary(inputs: [], shielded: new() { Spends = [Spend()] }), "ok");
        yield return ("Sprout to transparent", Ordinary(inputs: [], shielded: new() { JoinSplits = [JoinSplitOf(publicNew: 5)] }), "ok");
    }

    private static Network NetworkOf(string name) => name == "main" ? NetworkCatalog.Main : NetworkCatalog.Test;
}
