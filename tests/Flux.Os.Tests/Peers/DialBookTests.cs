using Flux.Apps.Messages;
using Flux.Os.Peers;
using Flux.Os.Tests.Support;

namespace Flux.Os.Tests.Peers;

/// <summary>Nodes that cannot be reached, or refuse, are left alone for longer and longer.</summary>
public sealed class DialBookTests
{
    private static readonly NodeAddress Node = new(0x01020304, 16127);
    private readonly ManualTime _time = new();
    private readonly DialBook _book;

    public DialBookTests() => _book = new DialBook(_time);

    [Fact]
    public void Pauses_double_up_to_a_quarter_of_an_hour()
    {
        _book.MayDial(Node).ShouldBeTrue();
        foreach (var seconds in (int[])[2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900])
        {
            _book.Failed(Node);
            _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            _book.MayDial(Node).ShouldBeFalse();
            _time.Advance(TimeSpan.FromMilliseconds(1));
            _book.MayDial(Node).ShouldBeTrue();
        }
        _book.WasConnected(Node).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null, 2)]
    [InlineData(1000, 2)]
    [InlineData(4000, 2)]
    [InlineData(4011, 2)]
    [InlineData(4019, 2)]
    [InlineData(4002, 900)]
    [InlineData(4004, 900)]
    [InlineData(4016, 900)]
    public void After_an_end_the_pause_depends_on_what_was_said(int? code, int seconds)
    {
        _book.Failed(Node);
        _book.Ended(Node, code, TimeSpan.FromMinutes(10));
        _book.WasConnected(Node).ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        _book.MayDial(Node).ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        _book.MayDial(Node).ShouldBeTrue();
    }

    [Fact]
    public void The_fifth_end_within_two_hours_makes_a_node_unstable()
    {
        for (var i = 1; i <= 5; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(20));
            _book.MayDial(Node).ShouldBeTrue();
            _book.Ended(Node, null, TimeSpan.FromMinutes(10));
        }
        _time.Advance(TimeSpan.FromMinutes(14));
        _book.MayDial(Node).ShouldBeFalse();
        _time.Advance(TimeSpan.FromHours(2));
        _book.Ended(Node, null, TimeSpan.FromMinutes(10));
        _time.Advance(TimeSpan.FromSeconds(2));
        _book.MayDial(Node).ShouldBeTrue();
    }
}
