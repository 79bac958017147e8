using Flux.Consensus.Networks;
using Flux.Consensus.ProofOfNode;
using Flux.Consensus.Rejects;
using Flux.Consensus.Work;
using Flux.Crypto.Equihash;
using Flux.Primitives;

namespace Flux.Consensus.Headers;

/// <summary>Header rules, each stage a list (chain reference §3.2, §4.7, §10).</summary>
internal static class HeaderRules
{
    private const int LeastVersion = 4;
    private const int CommonBytes = 108;

    /// <summary>By itself.</summary>
    public static Verdict Check(Network network, BlockHeader header)
    {
        if (header.Version < LeastVersion) return Verdict.Fail(RejectTable.HeaderVersionTooLow);
        return header.IsProofOfNode ? PonHeaderRules.Check(network, header) : ProofOfWork.Check(network, header);
    }

    /// <summary>After its ancestors.</summary>
    public static Verdict CheckContext(Network network, BlockHeader header, IAncestry parent, uint now, int tipHeight)
    {
        var height = parent.Height + 1;
        if (IsTooNew(network, header, now, tipHeight)) return Verdict.Fail(RejectTable.TimeTooNew);
        if (network.ReorgLimit is { } limit && tipHeight - parent.Height >= limit.At(tipHeight)) return Verdict.Fail(RejectTable.ForkTooDeep);
        if (!header.IsProofOfNode && !IsAllowedSize(network, header, height)) return Verdict.Fail(RejectTable.BadSolutionSize);
        if (network.IsPonAt(height) && !header.IsProofOfNode) return Verdict.Fail(RejectTable.NotPonBlock);
        if (!network.IsPonAt(height) && header.IsProofOfNode) return Verdict.Fail(RejectTable.PrematurePonBlock);
        if (header.IsProofOfNode)
        {
            var verdict = PonHeaderRules.CheckContext(network, header, parent);
            if (!verdict.IsOk) return verdict;
        }
        else if (header.Bits != DifficultyRules.RequiredBits(network, parent, header.Time)) return Verdict.Fail(RejectTable.BadTarget);
        if (IsTooOld(network, header, parent)) return Verdict.Fail(RejectTable.TimeTooOld);
        return IsAgainstCheckpoint(network, header, height) ? Verdict.Fail(RejectTable.CheckpointMismatch) : Verdict.Ok;
    }

    /// <summary>Bytes on the wire.</summary>
    public static int SizeOf(BlockHeader header)
    {
        var (fixedPart, variable) = header.IsProofOfNode ? (OutPoint.Size, header.ProducerSignature.Length) : (Hash256.Size, header.Solution.Length);
        return CommonBytes + fixedPart + (variable < 0xfd ? 1 : 3) + variable;
    }

    private static bool IsTooNew(Network network, BlockHeader header, uint now, int tipHeight)
    {
        var time = network.Time;
        var ahead = tipHeight < time.EarlyUntilTip ? time.MostAheadEarly : header.IsProofOfNode ? time.MostAheadPon : time.MostAhead;
        return header.Time > (long)now + ahead;
    }

    private static bool IsTooOld(Network network, BlockHeader header, IAncestry parent) =>
        header.Time <= (header.IsProofOfNode ? parent.Tip().Time : parent.MedianTimePast(parent.Height, network.Time.MedianWindow));

    private static bool IsAllowedSize(Network network, BlockHeader header, int height)
    {
        var schedule = network.Work.Equihash;
        // An empty solution fails its verification; here it passes, as in fluxd.
        if (header.Solution.Length == 0) return true;
        if (height <= schedule.AnySizeUntil) return EquihashParameters.FindBySolutionLength(header.Solution.Length) is not null;
        foreach (var parameters in schedule.AllowedAt(height))
        {
            if (parameters.SolutionBytes == header.Solution.Length) return true;
        }
        return false;
    }

    private static bool IsAgainstCheckpoint(Network network, BlockHeader header, int height)
    {
        foreach (var checkpoint in network.Checkpoints)
        {
            if (checkpoint.Height == height) return checkpoint.Hash != header.Hash;
        }
        return false;
    }
}
