using System.Text.Json;
using Flux.Consensus.Rejects;
using Flux.Consensus.Scripts;
using Flux.Consensus.Transactions;
using Flux.Consensus.Transactions.Policy;
using Flux.Primitives;
using Flux.Primitives.Sighash;
using Flux.Primitives.Wire;

namespace Flux.Consensus.Tests.Transactions;

/// <summary>
/// 1417 loose transactions, most of them faulty in one respect, and what the reference answered. Rules about node state and about the pool's own
/// state are judged elsewhere: where the recorded answer is one of theirs, these rules must not object before.
/// </summary>
public sealed class RecordedLooseVectors
{
    private const string Decode = "TX decode failed";

    /// <summary>Also a key field that is shorter than its first byte says: the reference reads stale memory there (chain reference §13.20).</summary>
    private static readonly string[] JudgedBeforeSignature = ["", "bad-txns-fluxnode-tx-invalid-benchmark-tier", "tx-fluxnodes-not-active", "tx-bit-features-not-active", Decode];

    private static readonly HashSet<string> OwnCodes =
        [.. RejectTable.All.Where(row => row.Origin.Contains("§6.", StringComparison.Ordinal) || row.Origin.EndsWith("§7", StringComparison.Ordinal)).Select(row => row.Code)];

    [Fact]
    public void Every_loose_transaction_is_judged_as_recorded()
    {
        var entries = SharedData.ReadJson("recorded/invalid.json").GetProperty("transactions").EnumerateArray()
            .OrderBy(entry => entry.GetProperty("tip_height").GetInt32()).ThenBy(entry => entry.GetProperty("n").GetInt32()).ToList();
        var faults = new List<string>();
        var blocks = RecordedChain.Blocks("recorded/chains/eras.dat").ToList();
        var chain = new CoinTable();
        var height = 0;
        foreach (var group in entries.GroupBy(entry => entry.GetProperty("tip_height").GetInt32()))
        {
            for (; height < group.Key; height++)
            {
                foreach (var transaction in blocks[height].Transactions) chain.Apply(transaction, height + 1);
            }
            var pool = chain.Copy();
            faults.AddRange(group.Select(entry => Compare(entry, height, MedianTime(blocks, height), pool)).OfType<string>());
        }
        entries.Count.ShouldBe(1417);
        faults.ShouldBeEmpty();
    }

    private static string? Compare(JsonElement entry, int tip, uint medianTime, CoinTable pool)
    {
        var recorded = entry.GetProperty("error").ValueKind == JsonValueKind.Null ? "" : entry.GetProperty("error").GetProperty("message").GetString()!;
        var bytes = Convert.FromHexString(entry.GetProperty("raw").GetString()!);
        var reader = new WireReader(bytes);
        var judged = TransactionCodec.TryRead(ref reader, out var transaction) ? Judge(transaction, tip + 1, medianTime, pool, recorded) : Decode;
        var accepted = entry.GetProperty("in_mempool").ValueKind == JsonValueKind.True;
        if (accepted && transaction is not null) pool.Apply(transaction, tip + 1);
        return (accepted ? judged == "" : Agrees(recorded, judged)) ? null : $"{entry.GetProperty("label")} at {tip}: recorded '{recorded}', judged '{judged}'";
    }

    private static bool Agrees(string recorded, string judged)
    {
        if (recorded == judged) return true;
        // sendrawtransaction looks at expiry and at the fee before everything else.
        if (recorded.StartsWith("tx-expiring-soon", StringComparison.Ordinal)) return judged.Contains("tx-expiring-soon") || judged.Contains("tx-sapling-expired") || judged == "";
        if (recorded.Contains("absurdly high fees")) return judged == "";
        // An update that comes too soon is dropped before anything is judged.
        if (recorded == "") return judged is "" or "missing" or "16: tx-fluxnodes-not-active";
        if (recorded == "Missing inputs" || recorded.Contains("inputs-spent")) return judged is "" or "missing";
        // The signature of a node transaction is judged before its tier and its era, and a coinbase before it is called loose.
        if (recorded.EndsWith("bad-txns-fluxnode-tx-invalid-signature", StringComparison.Ordinal)) return JudgedBeforeSignature.Contains(judged[(judged.IndexOf(": ", StringComparison.Ordinal) is >= 0 and var at ? at + 2 : 0)..]);
        if (recorded.EndsWith("missing-dev-funding", StringComparison.Ordinal)) return judged == "16: coinbase";
        var code = recorded[(recorded.IndexOf(": ", StringComparison.Ordinal) + 2)..];
        return judged == "" && !OwnCodes.Contains(code);
    }

    private static string Judge(Transaction transaction, int height, uint medianTime, CoinTable pool, string recorded)
    {
        var network = TestNetworks.Recorded;
        if (TransactionRules.Check(network, transaction) is { IsOk: false } form) return Text(form);
        if (TransactionRules.CheckContext(network, transaction, height) is { IsOk: false } era) return Text(era);
        if (StandardPolicy.CheckLoose(network, transaction, height, medianTime, new StandardOptions()) is { IsOk: false } loose)
        {
            return recorded.StartsWith("tx-expiring-soon", StringComparison.Ordinal) ? loose.ToString() : Text(loose);
        }
        if (pool.FindSpent(transaction) is not { } spent) return "missing";
        if (StandardPolicy.CheckSpends(network, transaction, spent) is { IsOk: false } spends) return Text(spends);
        if (InputRules.Check(network, transaction, height, spent, out _) is { IsOk: false } balance) return Text(balance);
        var parts = SighashParts.Of(transaction);
        for (var i = 0; i < spent.Length; i++)
        {
            var check = new ScriptCheck(transaction, i, spent[i].Output, ScriptFlags.Standard, network.BranchIdAt(height), parts);
            if (check.Run() is { IsOk: false } script) return Text(script);
        }
        return "";
    }

    private static string Text(Verdict verdict) => $"{(int)verdict.Reject!.Kind}: {verdict.Message}";

    private static uint MedianTime(List<Block> blocks, int tip)
    {
        var times = blocks.Take(tip).TakeLast(11).Select(block => block.Header.Time).Order().ToList();
        return times[times.Count / 2];
    }
}
