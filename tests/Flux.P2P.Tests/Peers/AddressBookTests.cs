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
        for (var i = 0; i < 60_000; i++) book.Add(new IPEndPoint(new IPAddress(new byte[] { 9, (byte)(i >> 8), (byte)i, 1 }), 5), 1, Now, Source);
        book.Count.ShouldBeInRange(1000, 2048, "32 buckets of 64");
        Enumerable.Range(20, 40).Count(i => book.Add(IPEndPoint.Parse($"{i}.7.7.7:5"), 1, Now, IPAddress.Parse("6.6.6.6"))).ShouldBeGreaterThan(20, "others still find places");
    }

    [Fact]
    public void Nobody_pushes_out_those_that_answered()
    {
        var book = Book();
        var friends = Enumerable.Range(1, 40).Select(i => new IPEndPoint(new IPAddress(new byte[] { (byte)(20 + i), 7, 7, 7 }), 5)).ToList();
        foreach (var friend in friends) book.Succeeded(friend, 1);
        var answered = book.TriedCount;
        answered.ShouldBeGreaterThan(30, "now and then two want one place");
        for (var i = 0; i < 60_000; i++)
            book.Add(new IPEndPoint(new IPAddress(new byte[] { 9, (byte)(i >> 16), (byte)(i >> 8), (byte)i }), 5), 1, Now, new IPAddress(new byte[] { 11, (byte)(i % 250), 1, 1 }));
        book.Count.ShouldBeLessThanOrEqualTo((256 * 64) + 40);
        book.TriedCount.ShouldBe(answered);
        var chosen = Enumerable.Range(0, 400).Select(_ => book.Choose(_ => false)!).ToList();
        chosen.Count(friends.Contains).ShouldBeInRange(100, 300, "half of the choices");
        book.Choose(_ => false, onlyNew: true).ShouldNotBeNull();
        for (var i = 0; i < 50; i++) chosen.Count(book.Choose(_ => false, onlyNew: true)!.Equals).ShouldBeLessThan(5, "one of very many");
    }

    [Fact]
    public void Those_that_answer_keep_their_place_and_are_tested_when_others_want_it()
    {
        var book = Book();
        // One group reaches 8 buckets of 64: 2,000 that answered cannot all have a place.
        var crowd = Enumerable.Range(0, 2000).Select(i => new IPEndPoint(new IPAddress(new byte[] { 9, 9, (byte)(i >> 8), (byte)i }), 5)).ToList();
        foreach (var address in crowd) book.Succeeded(address, 1);
        book.TriedCount.ShouldBeLessThanOrEqualTo(8 * 64);
        var contested = book.NextContested();
        contested.ShouldNotBeNull();
        var before = book.TriedCount;
        book.Tried(contested);
        foreach (var address in crowd.Where(address => !address.Equals(contested))) book.Succeeded(address, 1);
        book.TriedCount.ShouldBeGreaterThanOrEqualTo(before, "one that does not answer any more made room for one that does");
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

    [Fact]
    public void A_sample_of_a_large_book_is_a_share_of_it_drawn_anew_for_each_and_without_what_went()
    {
        var book = Book();
        var sources = Enumerable.Range(1, 100).Select(i => new IPAddress(new byte[] { (byte)(20 + i), 8, 8, 8 })).ToArray();
        for (var i = 0; i < 6_000; i++) book.Add(new IPEndPoint(new IPAddress(new byte[] { (byte)(20 + i % 100), (byte)(i / 256), (byte)i, 9 }), 5), 1, Now, sources[i % 100]);
        book.Count.ShouldBeGreaterThan(2_000);
        var (first, second) = (book.Sample(1_000), book.Sample(1_000));
        first.Count.ShouldBe(Math.Min(1_000, book.Count * 23 / 100));
        first.Select(one => one.Address).ShouldBeUnique();
        second.Select(one => one.Address).Except(first.Select(one => one.Address)).Count().ShouldBeGreaterThan(first.Count / 4, "another draw");
        foreach (var (address, _) in first) book.MarkOwn(address);
        for (var i = 0; i < 20; i++) book.Sample(1_000).Select(one => one.Address).Intersect(first.Select(one => one.Address)).ShouldBeEmpty("what went");
        // A place is drawn with a secret and may be taken.
        var late = Enumerable.Range(1, 100).Select(i => new IPEndPoint(new IPAddress(new byte[] { 9, 9, 9, (byte)i }), 5)).First(address => book.Add(address, 1, Now, Source));
        _time.Advance(TimeSpan.FromSeconds(31));
        Enumerable.Range(0, 60).Any(_ => book.Sample(1_000).Any(one => one.Address.Equals(late))).ShouldBeTrue("what came is passed on after half a minute");
    }

    private long Now => _time.GetUtcNow().ToUnixTimeSeconds();

    private AddressBook Book(bool allowPrivate = false) =>
        new(new MonotonicClock(_time), file: null, allowPrivate, TimeSpan.FromMinutes(10), new Random(1));
}
