using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Crypto.Equihash;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Consensus.Work;

/// <summary>Whether a proof-of-work header proves its work, without looking at ancestors (chain reference §3.2, §4.2, §4.4).</summary>
public static class ProofOfWork
{
    /// <summary>Solution valid, target sane, hash under it.</summary>
    public static Verdict Check(Network network, BlockHeader header)
    {
        if (network.Work.VerifiesSolution && !Solves(header)) return Verdict.Fail(RejectTable.InvalidSolution);
        return network.Work.ComparesHash && !MeetsTarget(network, header) ? Verdict.Fail(RejectTable.HighHash) : Verdict.Ok;
    }

    /// <summary>True when the header's hash is at or under its target and the target is no easier than the network allows.</summary>
    public static bool MeetsTarget(Network network, BlockHeader header) =>
        CompactTarget.TryDecode(header.Bits, out var target)
        && !target.IsZero
        && target <= network.Work.PowLimit
        && UInt256.FromHash(header.Hash.Value) <= target;

    private static bool Solves(BlockHeader header) =>
        EquihashParameters.FindBySolutionLength(header.Solution.Length) is { } parameters
        && EquihashVerifier.Verify(parameters, BlockCodec.EquihashInput(header), header.Solution.Span);
}
