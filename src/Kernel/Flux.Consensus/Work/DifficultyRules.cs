using Flux.Consensus.Headers;
using Flux.Consensus.Networks;

namespace Flux.Consensus.Work;

/// <summary>Which target the next block must have (chain reference §4.5, §4.6; architecture §4).</summary>
public static partial class DifficultyRules
{
    /// <summary>Header field 6 of a child of <paramref name="parent"/>.</summary>
    /// <param name="network">Whose rules.</param>
    /// <param name="parent">The branch.</param>
    /// <param name="newBlockTime">Time of the child: test networks ease the target after a gap.</param>
    public static uint RequiredBits(Network network, IAncestry parent, uint newBlockTime)
    {
        throw new NotImplementedException();
    }
}
