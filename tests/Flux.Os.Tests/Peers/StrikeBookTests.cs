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

    [Fact]
    public void A_flood_of_addresses_does_not_fill_the_memory()
    {
        var time = new ManualTime();
        var book = new StrikeBook(time);
        for (uint i = 0; i < 12_000; i++)
        {
            book.Add(new NodeAddress(i, NodeAddress.DefaultPort));
            time.Advance(TimeSpan.FromMilliseconds(1));
        }
        for (var i = 0; i < StrikeBook.Most; i++) book.Add(new NodeAddress(11_999, NodeAddress.DefaultPort));
        book.IsShunned(new NodeAddress(11_999, NodeAddress.DefaultPort)).ShouldBeTrue();
        book.Count.ShouldBeLessThanOrEqualTo(10_001);
    }
}
