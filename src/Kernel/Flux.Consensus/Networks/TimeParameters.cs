namespace Flux.Consensus.Networks;

/// <summary>How far from its ancestors and from the clock a block's time may be (chain reference §4.7).</summary>
public sealed record TimeParameters
{
    /// <summary>Blocks whose median a proof-of-work block must be after.</summary>
    public int MedianWindow { get; init; } = 11;

    /// <summary>Seconds ahead of now.</summary>
    public int MostAhead { get; init; } = 360;

    /// <summary>Seconds ahead of now for a proof-of-node block.</summary>
    public int MostAheadPon { get; init; } = 300;

    /// <summary>Seconds ahead of now while the node's own tip is below <see cref="EarlyUntilTip"/>.</summary>
    public int MostAheadEarly { get; init; } = 7200;

    /// <summary>Tip height from which the narrower limits hold; 0 on own networks, the LWMA height on main, never reached on regtest.</summary>
    public int EarlyUntilTip { get; init; }
}
