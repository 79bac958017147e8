using Flux.TestKit;

namespace Flux.Consensus.Tests.Replay;

/// <summary><c>docs/recorded-reasons.md</c>: what the recorded daemon said of 2,977 blocks beside what our rules say. <c>FLUX_WRITE_DOCS=1</c> writes it.</summary>
internal static class ReasonsPage
{
    private const string Head = "| recorded | ours | blocks |";

    public static void ShouldBe(IEnumerable<(string Theirs, string Ours, int Count)> rows)
    {
        var page = Checkout.PathOf("docs/recorded-reasons.md");
        var text = File.ReadAllText(page);
        var before = text.Contains(Head, StringComparison.Ordinal) ? text[..text.IndexOf(Head, StringComparison.Ordinal)] : text;
        var lines = rows.GroupBy(row => (row.Theirs, Ours: Plain(row.Ours))).OrderBy(group => group.Key.Theirs, StringComparer.Ordinal).ThenBy(group => group.Key.Ours, StringComparer.Ordinal)
            .Select(group => $"| {group.Key.Theirs} | {(group.Key.Ours == group.Key.Theirs ? "the same" : group.Key.Ours)} | {group.Sum(row => row.Count)} |");
        var expected = before + string.Join('\n', [Head, "|---|---|---|", .. lines]) + "\n";
        if (Environment.GetEnvironmentVariable("FLUX_WRITE_DOCS") == "1") File.WriteAllText(page, expected);
        else text.ShouldBe(expected);
    }

    /// <summary>Without what stands in brackets or after a colon: numbers of the one block.</summary>
    private static string Plain(string reason) => reason.Split(['(', ':'], 2)[0].TrimEnd();
}
