namespace Flux.Devnet.Status;

/// <summary>The state of a machine in one word.</summary>
public enum MachineState
{
    /// <summary>Its daemon does not answer.</summary>
    Down,

    /// <summary>Up, but not on the node list.</summary>
    Up,

    /// <summary>The start transaction is in the chain, the confirmation not yet.</summary>
    Started,

    /// <summary>On the list and paid in turn.</summary>
    Confirmed,

    /// <summary>Failed to confirm in time; must wait.</summary>
    DoS,

    /// <summary>The gateway, which mines.</summary>
    Miner,
}
