using Flux.Os.Peers;
using Flux.Os.Tests.Support;

namespace Flux.Os.Tests.Peers;

/// <summary>One peer is asked for a message at a time, and one that does not deliver does not keep it from us.</summary>
public sealed class HashRequestsTests
{
    private readonly ManualTime _time = new();
    private readonly HashRequests<string> _requests;

    public HashRequestsTests() => _requests = new HashRequests<string>(_time);

    [Fact]
    public void The_first_that_announces_is_asked_and_the_next_when_it_does_not_deliver()
    {
        _requests.Announced("h", "first").ShouldBeTrue();
        _requests.Announced("h", "second").ShouldBeFalse();
        _requests.Announced("h", "third").ShouldBeFalse();
        _requests.Overdue().ShouldBeEmpty();
        _time.Advance(HashRequests<string>.Patience);
        _requests.Overdue().ShouldBe([("h", "second")]);
        _requests.Overdue().ShouldBeEmpty();
        _time.Advance(HashRequests<string>.Patience);
        _requests.Overdue().ShouldBe([("h", "third")]);
        _time.Advance(HashRequests<string>.Patience);
        _requests.Overdue().ShouldBeEmpty();
    }

    [Fact]
    public void What_arrived_is_not_asked_for_again()
    {
        _requests.Announced("h", "first");
        _requests.Announced("h", "second");
        _requests.Arrived("h");
        _time.Advance(HashRequests<string>.Patience);
        _requests.Overdue().ShouldBeEmpty();
    }

    [Fact]
    public void Announcements_are_bounded_and_forgotten_after_half_a_minute()
    {
        for (var i = 0; i < HashRequests<string>.Most; i++) _requests.Announced($"{i}", "liar").ShouldBeTrue();
        _requests.Announced("more", "peer").ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(31));
        _requests.Announced("more", "peer").ShouldBeTrue();
    }
}
