namespace Flux.Consensus.FluxNodes;

/// <summary>Class of a FluxNode by its collateral, with the numbers used on the wire.</summary>
public enum Tier : byte
{
    /// <summary>1,000 FLUX.</summary>
    Cumulus = 1,

    /// <summary>12,500 FLUX.</summary>
    Nimbus = 2,

    /// <summary>40,000 FLUX.</summary>
    Stratus = 3,
}
