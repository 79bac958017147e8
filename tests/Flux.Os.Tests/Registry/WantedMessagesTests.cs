using Flux.Apps.Messages;
using Flux.Os.Registry;
using Flux.Os.Tests.Support;

namespace Flux.Os.Tests.Registry;

/// <summary>What nobody has is asked for less and less often, and does not delay what is new.</summary>
public sealed class WantedMessagesTests
{
    private static readonly MessageHash Garbage = MessageHash.Of("garbage"), News = MessageHash.Of("news");
    private readonly ManualTime _time = new();

    [Fact]
    public void The_pause_doubles_up_to_half_an_hour()
    {
        var wanted = new WantedMessages(_time);
        var asked = 0;
        for (var second = 0; second < 24 * 3600; second++)
        {
            asked += wanted.Due([Garbage]).Count;
            _time.Advance(TimeSpan.FromSeconds(1));
        }
        asked.ShouldBeInRange(50, 70);
        wanted.Due([Garbage, News]).ShouldBe([News]);
    }

    [Fact]
    public void What_came_is_forgotten()
    {
        var wanted = new WantedMessages(_time);
        wanted.Due([Garbage]).ShouldBe([Garbage]);
        wanted.Due([Garbage]).ShouldBeEmpty();
        wanted.Due([]).ShouldBeEmpty();
        wanted.Due([Garbage]).ShouldBe([Garbage]);
    }
}
