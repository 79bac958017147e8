using Flux.Apps.Messages;
using Flux.Os.Peers;
using Flux.Os.Tests.Support;

namespace Flux.Os.Tests.Peers;

/// <summary>Offences add up, are forgiven, and keep an offender out for a while.</summary>
public sealed class StrikeBookTests
{
    private static readonly NodeAddress Peer = new(0x7F630003, 16127);
    private readonly ManualTime _time = new();
    private readonly StrikeBook _book;

    public StrikeBookTests() => _book = new StrikeBook(_time);

    [Fact]
    public void The_fifth_offence_in_a_row_drops_a_peer_and_shuns_it_for_a_while()
    {
        for (var i = 1; i < StrikeBook.Most; i++) _book.Add(Peer).ShouldBeFalse();
        _book.Add(Peer).ShouldBeTrue();
        _book.IsShunned(Peer).ShouldBeTrue();

        _time.Advance(StrikeBook.Shunned);

        _book.IsShunned(Peer).ShouldBeFalse();
    }

    [Fact]
    public void Rare_offences_are_forgiven()
    {
        for (var i = 0; i < 50; i++)
        {
            _book.Add(Peer).ShouldBeFalse();
            _time.Advance(StrikeBook.Window / (StrikeBook.Most - 1));
        }
    }
}
