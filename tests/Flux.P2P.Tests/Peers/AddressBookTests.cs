using System.Net;
using Flux.P2P.Peers;
using Flux.P2P.Tests.Support;

namespace Flux.P2P.Tests.Peers;

public sealed class AddressBookTests
{
    private static readonly IPAddress Source = IPAddress.Parse("8.8.8.8");
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData("127.0.0.1:5")]
    [InlineData("10.1.1.1:5")]
    [InlineData("192.168.1.1:5")]
    [InlineData("100.64.0.1:5")]
    [InlineData("169.254.1.1:5")]
    [InlineData("203.0.113.9:5")]
    [InlineData("224.0.0.1:5")]
    [InlineData("0.0.0.0:5")]
    [InlineData("9.9.9.9:0")]
    [InlineData("[fe80::1]:5")]
    [InlineData("[2001:db8::1]:5")]
    public void Addresses_that_nobody_can_reach_are_not_kept(string address) => Book().Add(IPEndPoint.Parse(address), 1, Now, Source).ShouldBeFalse();

    [Fact]
    public void Private_addresses_are_kept_where_the_network_allows_them() =>
        Book(allowPrivate: true).Add(IPEndPoint.Parse("127.16.0.11:5"), 1, Now, Source).ShouldBeTrue();

    [Fact]
    public void One_source_cannot_fill_the_book()
    {
        var book = Book();
        for (var i = 0; i < 2000; i++) book.Add(new IPEndPoint(new IPAddress(new byte[] { 9, 9, (byte)(i >> 8), (byte)i }), 5), 1, Now, Source);
        book.Count.ShouldBe(512);
        book.Add(IPEndPoint.Parse("7.7.7.7:5"), 1, Now, IPAddress.Parse("6.6.6.6")).ShouldBeTrue();
    }

    [Fact]
    public void The_book_is_bounded_and_keeps_those_that_answered()
    {
        var book = Book();
        var friend = IPEndPoint.Parse("7.7.7.7:5");
        book.Succeeded(friend, 1);
        for (var i = 0; i < 6000; i++)
            book.Add(new IPEndPoint(new IPAddress(new byte[] { 9, 9, (byte)(i >> 8), (byte)i }), 5), 1, Now, new IPAddress(new byte[] { 11, (byte)(i % 200), 1, 1 }));
        book.Count.ShouldBe(4096);
        book.Sample(10_000).Count.ShouldBe(4096 * 23 / 100);
        for (var i = 0; i < 20; i++)
        {
            if (book.Choose(address => !address.Equals(friend)) is { } chosen) chosen.ShouldBe(friend);
        }
    }

    [Fact]
    public void A_tried_address_rests_and_own_addresses_are_never_chosen()
    {
        var book = Book();
        var address = IPEndPoint.Parse("9.9.9.9:5");
        book.Add(address, 1, Now, Source);
        book.Choose(_ => false).ShouldBe(address);
        book.Tried(address);
        book.Choose(_ => false).ShouldBeNull();
        _time.Advance(TimeSpan.FromMinutes(11));
        book.Choose(_ => false).ShouldBe(address);
        book.MarkOwn(address);
        book.Choose(_ => false).ShouldBeNull();
        book.Add(address, 1, Now, Source).ShouldBeFalse();
    }

    private long Now => _time.GetUtcNow().ToUnixTimeSeconds();

    private AddressBook Book(bool allowPrivate = false) =>
        new(new MonotonicClock(_time), file: null, allowPrivate, TimeSpan.FromMinutes(10), new Random(1));
}
