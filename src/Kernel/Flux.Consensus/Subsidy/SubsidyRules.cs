using Flux.Consensus.Networks;
using Flux.Primitives;

namespace Flux.Consensus.Subsidy;

/// <summary>New money per block.</summary>
public static class SubsidyRules
{
    /// <summary>New money of the block at <paramref name="height"/>, without one-off funding outputs.</summary>
    public static Amount At(Network network, int height) => network.Subsidy.At(height);

    /// <summary>One-off funding outputs due at <paramref name="height"/>, summed (main, test, regtest).</summary>
    public static Amount FundingAt(Network network, int height)
    {
        var sum = Amount.Zero;
        foreach (var funding in network.Funding)
        {
            if (funding.Height == height) sum += funding.Output.Value;
        }
        return sum;
    }
}
