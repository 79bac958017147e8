using System.Globalization;
using Flux.Consensus.Networks;
using Flux.Consensus.Work;

namespace Flux.Consensus.Tests.Eras;

/// <summary>
/// Required bits of main and test at and around every change, on ancestors with random times and targets, against a Python telling of chain reference §4.5, §4.6
/// and §9.3 (<c>tests/model/difficulty.py</c>): Digishield, LWMA, the easiest window after 144,5, LWMA-3, the relaxed window with its wrap, the gap rule of test, proof of node.
/// </summary>
public sealed class EraDifficultyTests
{
    private const int Seeds = 9;

    [Fact]
    public void Required_bits_are_those_of_the_model_around_every_change()
    {
        var cases = EraLimits.Both.SelectMany(Cases).ToList();
        var expected = PythonModel.Run("difficulty.py", string.Join('\n', cases.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Limits.Name} {c.Parent} {c.Time} {c.Seed}"))) + "\n");

        expected.Length.ShouldBe(cases.Count);
        var wrong = cases.Zip(expected).Where(pair => Ours(pair.First).ToString("x8", CultureInfo.InvariantCulture) != pair.Second)
            .Select(pair => $"{pair.First}: model {pair.Second}, ours {Ours(pair.First):x8}").ToList();
        wrong.ShouldBeEmpty();
        // A model that always said the same would show nothing.
        expected.Distinct().Count().ShouldBeGreaterThan(200);
    }

    [Fact]
    public void The_wrap_of_the_relaxed_window_is_seen()
    {
        // 372,573 and 372,574 on main: the multiplier is 2^32 − 1 and 2^32 − 2 (chain reference §13.3); one block later LWMA-3 alone rules.
        foreach (var limits in EraLimits.Both)
        {
            var last = limits.Kamiooka + limits.Fade - 1 + 63;
            var seed = 1UL;
            Bits(limits, last, seed).ShouldNotBe(Bits(limits, last + 1, seed), limits.Name);
        }
        (EraLimits.Main.Kamiooka + EraLimits.Main.Fade - 1 + 63).ShouldBe(372_573);
    }

    private static uint Bits(EraLimits limits, int parent, ulong seed) => Ours(new Case(limits, parent, 0, seed));

    private static IEnumerable<Case> Cases(EraLimits limits)
    {
        int[] changes =
        [
            17, 60, limits.Lwma, limits.Equihash144, limits.Equihash144 + limits.Fade, limits.Equihash144 + limits.Fade + 61, limits.Acadia, limits.Kamiooka,
            limits.Kamiooka + limits.Fade, limits.Kamiooka + limits.Fade + 61, limits.Kamiooka + limits.Fade + 64, limits.Pon, limits.Pon + limits.PonWindow, limits.Pon + 5_000,
        ];
        foreach (var height in changes.SelectMany(change => Enumerable.Range(change - 3, 6)).Where(height => height > 1).Distinct())
        {
            for (ulong seed = 0; seed < Seeds; seed++)
            {
                var tip = AncestryOf(limits, height - 1, seed).At(height - 1).Time;
                yield return new Case(limits, height - 1, tip + 1, seed);
                yield return new Case(limits, height - 1, tip + (2 * limits.Spacing), seed);
                yield return new Case(limits, height - 1, tip + (2 * limits.Spacing) + 1, seed);
            }
        }
    }

    private static uint Ours(Case c) => DifficultyRules.RequiredBits(NetworkOf(c.Limits), AncestryOf(c.Limits, c.Parent, c.Seed), c.Time);

    private static MadeAncestry AncestryOf(EraLimits limits, int height, ulong seed) => new(NetworkOf(limits), limits.LimitBits, limits.Spacing, height, seed);

    private static Network NetworkOf(EraLimits limits) => limits.Name == "main" ? NetworkCatalog.Main : NetworkCatalog.Test;

    private sealed record Case(EraLimits Limits, int Parent, uint Time, ulong Seed)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Limits.Name} parent {Parent} time {Time} seed {Seed}");
    }
}
