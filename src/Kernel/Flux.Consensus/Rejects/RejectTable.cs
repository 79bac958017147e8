namespace Flux.Consensus.Rejects;

/// <summary>
/// Every reason to refuse something, one row each; one file per area. Each row has a negative test that names it.
/// Rows of equal code differ in score or in what they say about the hash.
/// </summary>
public static partial class RejectTable
{
    // Without an initializer on purpose: rows in other files register before or after any initializer here would run.
    private static List<Reject>? _rows;

    /// <summary>All rows, for tests and documentation.</summary>
    public static IReadOnlyList<Reject> All => _rows!;

    private static Reject Row(string code, int score, string origin, RejectKind kind = RejectKind.Invalid, bool marksInvalid = true, int? looseScore = null)
    {
        var row = new Reject(code, kind, score, origin, marksInvalid) { LooseScore = looseScore ?? score };
        (_rows ??= []).Add(row);
        return row;
    }
}
