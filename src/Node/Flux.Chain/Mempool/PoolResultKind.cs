namespace Flux.Chain.Mempool;

/// <summary>What became of a loose transaction.</summary>
public enum PoolResultKind
{
    /// <summary>Waits in the pool now; it is to be relayed.</summary>
    Accepted,

    /// <summary>Waited there before.</summary>
    Known,

    /// <summary>It is in a block of the main chain already.</summary>
    Mined,

    /// <summary>Spends outputs that are not known here; the peer network keeps it for a while.</summary>
    MissingInputs,

    /// <summary>Refused without a fault of the sender: evicted lately, or in conflict with a waiting one.</summary>
    Dropped,

    /// <summary>Against consensus or policy.</summary>
    Refused,
}
