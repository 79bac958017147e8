namespace Flux.Chain.Mempool;

/// <summary>Why a transaction left the pool.</summary>
public enum RemovalReason
{
    /// <summary>It is in a block now.</summary>
    Mined,

    /// <summary>A block spends what it spends, or made it invalid.</summary>
    Conflict,

    /// <summary>A newer FluxNode transaction for the same collateral took its place.</summary>
    Replaced,

    /// <summary>Its expiry height has passed.</summary>
    Expired,

    /// <summary>The pool was full and others pay more.</summary>
    Evicted,

    /// <summary>After a change of the tip it is not valid any more.</summary>
    NoLongerValid,
}
