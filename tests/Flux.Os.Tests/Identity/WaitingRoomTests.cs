using Flux.Os.Identity;
using Flux.TestKit;

namespace Flux.Os.Tests.Identity;

/// <summary>What is brought under a name reaches everybody who waits for it, whoever else comes and goes.</summary>
public sealed class WaitingRoomTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1), Deadline = TimeSpan.FromSeconds(30);
    private readonly SteppedTime _time = new();
    private readonly WaitingRoom<string> _room;

    public WaitingRoomTests() => _room = new WaitingRoom<string>(Minute, most: 3, _time);

    [Fact]
    public async Task Those_who_wait_and_those_who_come_within_its_life_have_it()
    {
        var before = Wait("a");
        before.IsCompleted.ShouldBeFalse();
        _room.Tell("a", "x");

        (await before).ShouldBe("x");
        (await Wait("a")).ShouldBe("x");
        _room.IsTold("a").ShouldBeTrue();
        _time.Advance(Minute);
        _room.IsTold("a").ShouldBeFalse();
        Wait("a").IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task One_who_leaves_takes_nobody_elses_place()
    {
        using var leaves = new CancellationTokenSource();
        var first = Wait("a", leaves.Token);
        var second = Wait("a");
        await leaves.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);

        _room.Tell("a", "x");

        (await second).ShouldBe("x");
    }

    [Fact]
    public async Task So_many_wait_at_most_and_a_place_is_free_when_a_wait_is_over()
    {
        var waiting = Enumerable.Range(0, 3).Select(i => Wait($"{i}")).ToList();
        (await Wait("more")).ShouldBeNull();
        _time.Advance(Minute);

        foreach (var one in waiting) (await one).ShouldBeNull();

        Wait("more").IsCompleted.ShouldBeFalse();
    }

    private Task<string?> Wait(string name, CancellationToken cancellation = default) => _room.WaitAsync(name, Minute, cancellation).WaitAsync(Deadline, CancellationToken.None);
}
