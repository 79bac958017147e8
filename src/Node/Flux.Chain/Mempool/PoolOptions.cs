using Flux.Primitives.Scripts;

namespace Flux.Chain.Mempool;

/// <summary>Settings of the mempool (chain reference §6.9).</summary>
public sealed record PoolOptions
{
    /// <summary>Least fee rate that is relayed, in satoshi per 1,000 bytes; default 100.</summary>
    public long MinRelayFeePer1000 { get; init; } = 100;

    /// <summary>Sum of costs that the pool may hold; a transaction costs its size, at least 4,000. Default 80,000,000.</summary>
    public long CostLimit { get; init; } = 80_000_000;

    /// <summary>How long the id of an evicted transaction is refused; default 60 minutes.</summary>
    public TimeSpan EvictionMemory { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>Free transactions (below the relay rate), in bytes per minute; default 500,000, which is 5,000,000 in the ten minutes that are remembered.</summary>
    public int FreeBytesPerMinute { get; init; } = 500_000;

    /// <summary>How old the signature time of a FluxNode transaction may be; default 3,600 s.</summary>
    public TimeSpan MostFluxNodeAge { get; init; } = TimeSpan.FromSeconds(3_600);

    /// <summary>A transaction that expires within this many blocks is refused; default 3.</summary>
    public int ExpiringSoonBlocks { get; init; } = 3;

    /// <summary>Most waiting ancestors of a transaction, itself included; default 100. Own: fluxd has no such limit.</summary>
    public int MostRelatives { get; init; } = 100;

    /// <summary>Relay bare multisig outputs with up to three keys; default on.</summary>
    public bool PermitBareMultisig { get; init; } = true;

    /// <summary>Most bytes behind an OP_RETURN that is relayed; null relays none. Default, and most, 80.</summary>
    public int? LongestMemo { get; init; } = ScriptTemplate.MaxNullData;

    /// <summary>Relay only standard transactions; null uses the network's own rule. Default null.</summary>
    public bool? RequireStandard { get; init; }
}
