using Flux.Primitives;

namespace Flux.Consensus.Networks;

/// <summary>The one-off outputs of the Flux upgrade (chain reference §1.7).</summary>
public sealed record EraFunding
{
    /// <summary>Exchange: height, amount, address.</summary>
    public required (int Height, Amount Value, string Address) Exchange { get; init; }

    /// <summary>Foundation: height, amount, address.</summary>
    public required (int Height, Amount Value, string Address) Foundation { get; init; }

    /// <summary>Swap pool: first height, amount each time, address.</summary>
    public required (int Height, Amount Value, string Address) SwapPool { get; init; }

    /// <summary>Swap pool: blocks between payments.</summary>
    public required int SwapInterval { get; init; }

    /// <summary>Swap pool: number of payments.</summary>
    public required int SwapTimes { get; init; }
}
