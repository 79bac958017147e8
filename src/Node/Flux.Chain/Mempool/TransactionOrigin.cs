namespace Flux.Chain.Mempool;

/// <summary>Who brought a transaction.</summary>
public enum TransactionOrigin
{
    /// <summary>Another node.</summary>
    Peer,

    /// <summary>This node's own wallet, RPC or FluxNode service: announced again and again, and refused when its fee is absurd.</summary>
    Own,

    /// <summary>A block that was disconnected.</summary>
    DisconnectedBlock,
}
