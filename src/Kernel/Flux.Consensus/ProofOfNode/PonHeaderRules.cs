using Flux.Consensus.Headers;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Work;
using Flux.Primitives;

namespace Flux.Consensus.ProofOfNode;

/// <summary>Header rules of proof of node (chain reference §3.2, §9).</summary>
internal static class PonHeaderRules
{
    private const int MostSignatureBytes = 73;
    private const int MostEmergencyBytes = 512;

    /// <summary>By itself: sizes, and eligibility under the larger of the two limits.</summary>
    public static Verdict Check(Network network, BlockHeader header)
    {
        if (network.Pon is not { } pon) return Verdict.Fail(RejectTable.PrematurePonBlock);
        var emergency = header.ProducerCollateral == pon.EmergencyCollateral;
        if (header.ProducerSignature.Length > (emergency ? MostEmergencyBytes : MostSignatureBytes)) return Verdict.Fail(RejectTable.PonSignatureSize);
        var limit = pon.Limit > pon.StartLimit ? pon.Limit : pon.StartLimit;
        return emergency || PonRules.IsEligible(network, header, limit) ? Verdict.Ok : Verdict.Fail(RejectTable.PonHighHash);
    }

    /// <summary>After its ancestors: eligibility under the limit of its height or emergency signatures, then the target.</summary>
    public static Verdict CheckContext(Network network, BlockHeader header, IAncestry parent)
    {
        var pon = network.Pon!;
        var height = parent.Height + 1;
        var limit = height < pon.From + pon.DifficultyWindow ? pon.StartLimit : pon.Limit;
        var proven = header.ProducerCollateral == pon.EmergencyCollateral
            ? EmergencyRules.Check(pon, header)
            : PonRules.IsEligible(network, header, limit);
        if (!proven) return Verdict.Fail(RejectTable.BadPonHeader);
        if (header.Bits == DifficultyRules.RequiredBits(network, parent, header.Time)) return Verdict.Ok;
        return pon.TolerantTargets is var (from, until) && height >= from && height <= until ? Verdict.Ok : Verdict.Fail(RejectTable.BadPonTarget);
    }
}
