using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Primitives;

namespace Flux.Consensus.Work;

/// <summary>Whether a proof-of-work header proves its work, without looking at ancestors (chain reference §3.2, §4.2, §4.4).</summary>
public static class ProofOfWork
{
    /// <summary>Solution valid, target sane, hash under it.</summary>
    public static Verdict Check(Network network, BlockHeader header)
    {
        throw new NotImplementedException();
    }
}
