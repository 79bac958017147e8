namespace Flux.Chain;

/// <summary>What became of a submitted block.</summary>
public enum SubmitKind
{
    /// <summary>Stored, and connected when its branch is the best one.</summary>
    Accepted,

    /// <summary>It was stored before, and is not known to be invalid.</summary>
    Duplicate,

    /// <summary>It was known to be invalid before.</summary>
    DuplicateInvalid,

    /// <summary>Its parent is not known; kept for a while.</summary>
    Orphan,

    /// <summary>Not requested and of no use now: less work than the tip, or far ahead of it.</summary>
    Ignored,

    /// <summary>It broke a rule.</summary>
    Invalid,
}
