namespace Flux.P2P;

/// <summary>Classes of <see cref="BlockOutcome"/>.</summary>
public enum BlockOutcomeKind
{
    /// <summary>Stored; connected when its branch is the best one.</summary>
    Accepted,

    /// <summary>It was stored before.</summary>
    Duplicate,

    /// <summary>Its parent is not known.</summary>
    Orphan,

    /// <summary>Not requested and of no use now.</summary>
    Ignored,

    /// <summary>It broke a rule.</summary>
    Invalid,
}
