namespace Flux.Apps.Specs;

/// <summary>The hardware class of a node; the numbers are those of the chain's node list.</summary>
public enum NodeTier
{
    Cumulus = 1,
    Nimbus = 2,
    Stratus = 3,
}
