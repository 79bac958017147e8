namespace Flux.P2P;

/// <summary>Where the chain stands.</summary>
/// <param name="Tip">Last connected block.</param>
/// <param name="BestHeader">Header with the most work that is not known to be invalid; never behind the tip.</param>
/// <param name="IsInitialDownload">True while the network's own rule says that we are still catching up.</param>
public sealed record ChainView(HeaderFacts Tip, HeaderFacts BestHeader, bool IsInitialDownload)
{
    /// <summary>The chain began with a snapshot and still asks for blocks below it.</summary>
    public bool WantsHistory { get; init; }
}
