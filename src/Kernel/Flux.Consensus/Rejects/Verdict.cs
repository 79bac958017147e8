namespace Flux.Consensus.Rejects;

/// <summary>Outcome of a check: fine, or the row of <see cref="RejectTable"/> that says why not.</summary>
/// <param name="Reject">Null when fine.</param>
/// <param name="Detail">What exactly was wrong, for logs and for codes with a <c>{0}</c>; never needed to decide.</param>
public readonly record struct Verdict(Reject? Reject, string? Detail)
{
    /// <summary>Nothing to object.</summary>
    public static Verdict Ok => default;

    /// <summary>True when nothing was objected.</summary>
    public bool IsOk => Reject is null;

    /// <summary>The text for the wire and for RPC: the code with its detail filled in; empty when fine.</summary>
    public string Message => Reject is null ? "" : Reject.Code.Replace("{0}", Detail, StringComparison.Ordinal);

    /// <summary>A refusal.</summary>
    public static Verdict Fail(Reject reject, string? detail = null) => new(reject, detail);

    /// <summary>The refusal that a rule found, or <see cref="Ok"/> where it found none.</summary>
    public static Verdict Of(Reject? fault) => new(fault, null);

    /// <summary>The message, and the detail where the code does not hold it.</summary>
    public override string ToString()
    {
        if (Reject is null) return "ok";
        return Detail is null || Reject.Code.Contains("{0}", StringComparison.Ordinal) ? Message : $"{Message}: {Detail}";
    }
}
