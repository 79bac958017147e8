using Flux.Os.Peers;
using Flux.Os.Tests.Support;

namespace Flux.Os.Tests.Peers;

/// <summary>Each message is news once within the memory.</summary>
public sealed class SeenMessagesTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void A_hash_is_news_once_and_again_when_it_is_forgotten()
    {
        var seen = new SeenMessages(_time);
        seen.TryAdd("a", "{}").ShouldBeTrue();
        seen.TryAdd("a", "{}").ShouldBeFalse();
        seen.Contains("a").ShouldBeTrue();

        _time.Advance(TimeSpan.FromMinutes(6));

        seen.TryAdd("a", "{}").ShouldBeTrue();
    }

    [Fact]
    public void Its_memory_is_bounded()
    {
        var seen = new SeenMessages(_time);
        for (var i = 0; i < 25_000; i++) seen.TryAdd($"{i}", "{}");

        seen.Contains("0").ShouldBeFalse();
        seen.Contains("24999").ShouldBeTrue();
    }

    [Fact]
    public void Its_texts_are_bounded_and_given_to_those_who_ask()
    {
        var seen = new SeenMessages(_time);
        for (var i = 0; i < 50; i++) seen.TryAdd($"{i}", new string('x', 1 << 20));

        seen.Find("0").ShouldBeNull();
        seen.Find("49").ShouldNotBeNull();
    }
}
