using System.Globalization;

namespace Flux.Cli.Commands.Mine;

/// <summary>The live line of <c>flux mine</c>.</summary>
internal static class MiningLine
{
    /// <summary>One line of plain text.</summary>
    public static string Of(MiningState state)
    {
        if (state.Obstacle is { } obstacle) return $"Waiting: {obstacle}";
        var parts = new List<string> { state.Rate > 0 ? Invariant($"{Number(state.Rate)} Sol/s") : "measuring …" };
        if (state.Found is { } found) parts.Add(found == 1 ? "1 block found" : Invariant($"{found} blocks found"));
        if (Expectation(state) is { } expectation) parts.Add(expectation);
        parts.Add(Invariant($"height {state.Height}"));
        return string.Join(" · ", parts);
    }

    /// <summary>What the solver is and takes, said once at the start.</summary>
    public static string Opening(MiningState state)
    {
        var threads = state.Threads == 1 ? "1 thread" : Invariant($"{state.Threads} threads");
        if (state.Equihash is null) return $"Mining with {threads}.";
        var memory = state.MemoryBytes is { } bytes ? $", {Memory(bytes)} of memory" : "";
        return $"Mining Equihash {state.Equihash} with {threads}{memory}.";
    }

    /// <summary>A span that a person can compare: two parts at most.</summary>
    public static string Span(double seconds) => seconds switch
    {
        < 1 => "1 s",
        < 90 => Invariant($"{seconds:0} s"),
        < 90 * 60 => Invariant($"{seconds / 60:0} min"),
        < 48 * 3600 => Invariant($"{seconds / 3600:0.0} h"),
        < 2 * 365.25 * 86400 => Invariant($"{seconds / 86400:0} days"),
        < 1e12 => Invariant($"{seconds / 86400 / 365.25:0} years"),
        _ => "ages",
    };

    private static string? Expectation(MiningState state)
    {
        if (state.SolutionsPerBlock is not { } work) return null;
        if (state.Rate <= 0) return Invariant($"a block takes {Number(work)} solutions");
        var seconds = work / state.Rate;
        if (state.PaceSeconds is { } pace && seconds < pace) return Invariant($"a block every {pace} s, the pace of this network");
        return $"a block every {Span(seconds)} or so";
    }

    private static string Number(double value) => value switch
    {
        >= 100 => Invariant($"{value:0}"),
        >= 10 => Invariant($"{value:0.0}"),
        _ => Invariant($"{value:0.00}"),
    };

    private static string Memory(long bytes) => bytes < 10_000_000 ? "under 10 MB" : bytes < 1_000_000_000 ? Invariant($"{bytes / 1e6:0} MB") : Invariant($"{bytes / 1e9:0.0} GB");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
