using Flux.Consensus.Blocks;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Headers;
using Flux.Consensus.Rejects;
using Flux.Consensus.Scripts;
using Flux.Consensus.Shielded;
using Flux.Consensus.Transactions;
using Flux.Consensus.Transactions.Policy;
using Flux.Primitives;
using Flux.Primitives.Sighash;
using Flux.Primitives.Wire;

namespace Flux.Cli.Replay;

/// <summary>
/// Judges loose transactions on a tip: consensus and standardness. What a real pool adds from its own history (age limits, replacement, rate
/// limits, evictions) is not part of it, so a recorded refusal of that kind has no counterpart here.
/// </summary>
internal sealed class LooseJudge(ReplayChain chain) : ICoinView
{
    private readonly Dictionary<OutPoint, Coin?> _pool = [];
    private readonly HashSet<TxId> _waiting = [];

    /// <summary>Our verdict, with the number of its class as fluxd writes it; accepted ones change what later ones may spend.</summary>
    public string Judge(byte[] bytes)
    {
        var reader = new WireReader(bytes);
        if (!TransactionCodec.TryRead(ref reader, out var transaction)) return $"TX decode failed: {reader.Error}";
        // Signatures of node transactions are outside the id: a forged copy of a waiting one is that one to the pool (chain reference §6.9).
        if (_waiting.Contains(transaction.Id)) return SubmissionVerdict.Accepted;
        var verdict = Judge(transaction, out var spent);
        if (!verdict.IsOk) return $"{(int)verdict.Reject!.Kind}: {verdict.Message}";
        if (spent is null) return "Missing inputs";
        Apply(transaction);
        return SubmissionVerdict.Accepted;
    }

    public Coin? Find(OutPoint o) => _pool.TryGetValue(o, out var coin) ? coin : chain.Find(o);

    private Verdict Judge(Transaction transaction, out Coin[]? spent)
    {
        var (network, height) = (chain.Network, chain.Height + 1);
        spent = [];
        var verdict = TransactionRules.Check(network, transaction);
        if (verdict.IsOk) verdict = TransactionRules.CheckContext(network, transaction, height);
        if (verdict.IsOk) verdict = StandardPolicy.CheckLoose(network, transaction, height, chain.MedianTimePast(), new StandardOptions());
        if (!verdict.IsOk) return verdict;
        if (transaction.FluxNode is not null)
        {
            var node = FluxNodeRules.Check(network, transaction, chain.State.Nodes, height, this);
            return node.Verdict.IsOk ? node.Checks.Select(check => check.Run()).FirstOrDefault(outcome => !outcome.IsOk) : node.Verdict;
        }
        spent = Spent(transaction);
        if (spent is null) return Verdict.Ok;
        verdict = StandardPolicy.CheckSpends(network, transaction, spent);
        if (verdict.IsOk) verdict = InputRules.Check(network, transaction, height, spent, out _);
        if (verdict.IsOk) verdict = JudgeShielded(transaction, height);
        return verdict.IsOk ? RunScripts(transaction, spent, height) : verdict;
    }

    private Verdict JudgeShielded(Transaction transaction, int height)
    {
        if (transaction.Shielded is null) return Verdict.Ok;
        var verdict = ShieldedRules.Check(transaction, chain.Shielded);
        return verdict.IsOk
            ? new ShieldedSignatureCheck(transaction, chain.Network.BranchIdAt(height)).Run()
            : Verdict.Fail(RejectTable.LooseShieldedRequirements, verdict.Detail);
    }

    private Verdict RunScripts(Transaction transaction, Coin[] spent, int height)
    {
        var parts = SighashParts.Of(transaction);
        return spent.Select((coin, i) => new ScriptCheck(transaction, i, coin.Output, ScriptFlags.Standard, chain.Network.BranchIdAt(height), parts).Run())
            .FirstOrDefault(outcome => !outcome.IsOk);
    }

    private Coin[]? Spent(Transaction transaction)
    {
        var coins = transaction.Inputs.Select(input => Find(input.PreviousOutput)).ToArray();
        return coins.Any(coin => coin is null) ? null : [.. coins.Select(coin => coin!.Value)];
    }

    private void Apply(Transaction transaction)
    {
        _waiting.Add(transaction.Id);
        foreach (var input in transaction.Inputs) _pool[input.PreviousOutput] = null;
        for (var i = 0; i < transaction.Outputs.Length; i++)
            _pool[new OutPoint(transaction.Id, (uint)i)] = new Coin(transaction.Outputs[i], chain.Height + 1, IsCoinbase: false);
    }
}
