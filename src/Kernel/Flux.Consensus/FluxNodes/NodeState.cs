namespace Flux.Consensus.FluxNodes;

/// <summary>Where a FluxNode stands; the numbers are those of header field 4 and of stored records.</summary>
public enum NodeState : byte
{
    /// <summary>Started, not yet confirmed.</summary>
    Started = 1,

    /// <summary>Did not confirm in time; may not start again before its release.</summary>
    Dos = 2,

    /// <summary>On the deterministic list and in the payment queue.</summary>
    Confirmed = 3,
}
