namespace Flux.Consensus.Rejects;

/// <summary>One reason to refuse a block or a transaction: a row of <see cref="RejectTable"/>.</summary>
/// <param name="Code">
/// Stable text as fluxd sends it. <c>{0}</c> stands for the detail of the <see cref="Verdict"/>.
/// </param>
/// <param name="Kind">Class of the refusal.</param>
/// <param name="Score">Penalty of the peer that sent a block with this fault; 100 bans.</param>
/// <param name="Origin">Where the rule comes from, e.g. <c>chain reference §6.5</c>.</param>
/// <param name="MarksInvalid">
/// False when the fault says nothing about the hash (a body that does not belong to it, a signature outside of it, a
/// clock): the block must not be remembered as invalid.
/// </param>
public sealed record Reject(string Code, RejectKind Kind, int Score, string Origin, bool MarksInvalid)
{
    /// <summary>Penalty of the peer that sent the same fault in a loose transaction; the block's unless the row says otherwise.</summary>
    public int LooseScore { get; init; } = Score;

    /// <inheritdoc/>
    public override string ToString() => Code;
}
