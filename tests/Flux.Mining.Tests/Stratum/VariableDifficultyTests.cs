using Flux.Mining.Stratum;

namespace Flux.Mining.Tests.Stratum;

public class VariableDifficultyTests
{
    private readonly HandClock _clock = new();

    [Theory]
    [InlineData(0.5)]
    [InlineData(40)]
    [InlineData(5_000)]
    public void Comes_to_one_share_an_interval(double solutionsPerSecond)
    {
        var difficulty = new VariableDifficulty(16, TimeSpan.FromSeconds(10), _clock);
        var pending = 0.0;
        for (var second = 0; second < 3600; second++)
        {
            _clock.Move(TimeSpan.FromSeconds(1));
            for (pending += solutionsPerSecond / difficulty.Current; pending >= 1; pending--) difficulty.Count();
            difficulty.TryAdjust();
        }
        (difficulty.Current / solutionsPerSecond).ShouldBeInRange(6, 16);
    }

    [Fact]
    public void Gets_easier_for_one_who_finds_nothing_and_never_below_one()
    {
        var difficulty = new VariableDifficulty(16, TimeSpan.FromSeconds(10), _clock);
        for (var i = 0; i < 10; i++)
        {
            _clock.Move(TimeSpan.FromSeconds(101));
            difficulty.TryAdjust();
        }
        difficulty.Current.ShouldBe(1);
    }

    [Fact]
    public void Moves_by_a_factor_of_four_at_most()
    {
        var difficulty = new VariableDifficulty(16, TimeSpan.FromSeconds(10), _clock);
        for (var i = 0; i < 1000; i++) difficulty.Count();
        _clock.Move(TimeSpan.FromSeconds(1));
        difficulty.TryAdjust().ShouldBeTrue();
        difficulty.Current.ShouldBe(64);
    }
}
