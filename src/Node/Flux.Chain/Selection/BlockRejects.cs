using Flux.Consensus.Rejects;

namespace Flux.Chain.Selection;

/// <summary>Reasons that only someone with a header tree can give.</summary>
internal static class BlockRejects
{
    /// <summary>An ancestor is invalid.</summary>
    public static Reject InvalidParent { get; } = new("bad-prevblk", RejectKind.Invalid, 100, "chain reference §10.6", MarksInvalid: false);

    /// <summary>A new header below the highest checkpoint whose block is known.</summary>
    public static Reject ForkBeforeCheckpoint { get; } = new("bad-fork-prior-to-checkpoint", RejectKind.Checkpoint, 100, "chain reference §10.4", MarksInvalid: false);

    /// <summary>A header of a batch does not follow the one before it.</summary>
    public static Reject NotContinuous { get; } = new("headers-not-continuous", RejectKind.Invalid, 20, "chain reference §10.6", MarksInvalid: false);

    /// <summary>Judging it failed: a fault of this program, of which the block is merely the occasion.</summary>
    public static Reject Unjudged { get; } = new("internal-error", RejectKind.Invalid, 0, "architecture §7", MarksInvalid: false);

    /// <summary>The operator declared it invalid.</summary>
    public static Reject KnownInvalid { get; } = new("duplicate-invalid", RejectKind.Duplicate, 0, "chain reference §12.5", MarksInvalid: false);

    /// <summary>A proposed block does not follow the tip.</summary>
    public static Reject NotOnTip { get; } = new("inconclusive-not-best-prevblk", RejectKind.Invalid, 0, "chain reference §12.5", MarksInvalid: false);
}
