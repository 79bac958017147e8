namespace Flux.Devnet.Machines;

/// <summary>The tiers of FluxNodes, numbered as on the wire.</summary>
public enum DevnetTier
{
    Cumulus = 1,
    Nimbus = 2,
    Stratus = 3,
}
