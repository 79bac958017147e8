namespace Flux.Consensus.Networks;

/// <summary>
/// What becomes of transactions that take value out of shielded pools after the last checkpoint, whose proofs this implementation cannot verify (main,
/// test, regtest; docs/decisions/0008). The operator's choice, not the network's.
/// </summary>
public enum UnshieldRule
{
    /// <summary>They are accepted as far as they can be judged: with the majority, but with a forged proof, too.</summary>
    Follow,

    /// <summary>They are invalid: nothing forged gets in, but the first honest one parts this node from the network.</summary>
    Refuse,
}
