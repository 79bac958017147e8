namespace Flux.Apps.Specs;

/// <summary>Per-tier resources of a "tiered" component of versions 1–7; a field that is absent falls back to the base field.</summary>
public sealed record TierResources(Resources Cumulus, Resources Nimbus, Resources Stratus)
{
    public Resources For(NodeTier tier) => tier switch
    {
        NodeTier.Cumulus => Cumulus,
        NodeTier.Nimbus => Nimbus,
        _ => Stratus,
    };
}
