using Flux.Chain.Store.Files;
using Flux.Consensus.Headers;
using Flux.Consensus.Networks;
using Flux.Consensus.ProofOfNode;
using Flux.Consensus.Work;
using Flux.Primitives;

namespace Flux.Chain.Selection;

/// <summary>What the chain knows about one header. Immutable: ask again to see a later state of it.</summary>
public sealed record HeaderEntry
{
    /// <summary>Its hash.</summary>
    public required BlockHash Hash { get; init; }

    /// <summary>Its parent; zero for genesis.</summary>
    public required BlockHash Previous { get; init; }

    /// <summary>Genesis is 0.</summary>
    public required int Height { get; init; }

    /// <summary>Header field 1.</summary>
    public required int Version { get; init; }

    /// <summary>Header field 5, Unix seconds.</summary>
    public required uint Time { get; init; }

    /// <summary>Header field 6.</summary>
    public required uint Bits { get; init; }

    /// <summary>Work of the branch up to and with it.</summary>
    public required UInt256 ChainWork { get; init; }

    /// <summary>What is known about it.</summary>
    public HeaderStatus Status { get; init; }

    /// <summary>Transactions of the block; 0 while only the header is known.</summary>
    public int TransactionCount { get; init; }

    /// <summary>Transactions of the branch up to and with it; 0 while a block of the branch is missing.</summary>
    public long ChainTransactions { get; init; }

    /// <summary>Size of the block in bytes; 0 while only the header is known.</summary>
    public int BlockBytes { get; init; }

    /// <summary>Where the block is stored.</summary>
    public FlatPosition BlockPosition { get; init; } = FlatPosition.None;

    /// <summary>First eight bytes of SHA-256 of the stored block, so that damage is noticed when it is read.</summary>
    internal ulong BlockChecksum { get; init; }

    /// <summary>Eligibility hash of a proof-of-node header: the smaller wins among equals of one height (chain reference §10.1). Zero otherwise.</summary>
    internal Hash256 Eligibility { get; init; }

    /// <summary>Where its undo is stored.</summary>
    public FlatPosition UndoPosition { get; init; } = FlatPosition.None;

    /// <summary>The header while the block is not stored, and again when it was pruned; null otherwise (read it with the block).</summary>
    public BlockHeader? Header { get; init; }

    /// <summary>Order in which complete branches arrived in this run; the earlier wins among equals.</summary>
    public long Arrival { get; init; }

    /// <summary>The block can be read.</summary>
    public bool HasBlock => (Status & HeaderStatus.HasBlock) != 0;

    /// <summary>It was connected once: every rule was checked and found kept.</summary>
    public bool WasConnected => (Status & HeaderStatus.WasConnected) != 0;

    /// <summary>The block was here once, or its effect came with a snapshot; it cannot be read any more.</summary>
    public bool IsPruned => (Status & HeaderStatus.Pruned) != 0;

    /// <summary>It or an ancestor is invalid.</summary>
    public bool IsInvalid => (Status & (HeaderStatus.Invalid | HeaderStatus.InvalidAncestor)) != 0;

    /// <summary>It is the tip or an ancestor of it.</summary>
    public bool IsOnMainChain => (Status & HeaderStatus.OnMainChain) != 0;

    /// <summary>It could be connected: its block and those of all ancestors are stored and none is invalid.</summary>
    public bool IsCandidate => (Status & HeaderStatus.HasAncestors) != 0 && !IsInvalid;

    /// <summary>A proof-of-node header.</summary>
    internal bool IsProofOfNode => Version >= BlockHeader.FirstPonVersion;

    /// <summary>The entry of a header that was judged good, its block not known yet.</summary>
    internal static HeaderEntry Of(Network network, BlockHeader header, HeaderEntry parent) => new()
    {
        Hash = header.Hash,
        Previous = header.Previous,
        Height = parent.Height + 1,
        Version = header.Version,
        Time = header.Time,
        Bits = header.Bits,
        ChainWork = parent.ChainWork + Consensus.Work.ChainWork.Of(header),
        Eligibility = header.IsProofOfNode ? PonRules.EligibilityHash(network, header) : Hash256.Zero,
        Header = header,
    };

    /// <summary>The part that rules about later blocks need.</summary>
    public HeaderSummary Summary => new(Hash, Height, Version, Time, Bits, ChainWork);
}
