using System.Net;
using Flux.P2P.Peers;
using Flux.P2P.Tests.Support;

namespace Flux.P2P.Tests.Peers;

public sealed class BanListTests
{
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData("1.2.3.4", "1.2.3.4/32")]
    [InlineData("1.2.3.4/16", "1.2.0.0/16")]
    [InlineData("1.2.3.4/255.255.255.0", "1.2.3.0/24")]
    [InlineData("::ffff:1.2.3.4", "1.2.3.4/32")]
    [InlineData("2001:db8::1/32", "2001:db8::/32")]
    public void Reads_addresses_prefixes_and_netmasks(string text, string expected)
    {
        BanList.TryParse(text, out var network).ShouldBeTrue();
        network.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("host.example")]
    [InlineData("1.2.3.4/33")]
    [InlineData("1.2.3.4/-1")]
    [InlineData("1.2.3.4/255.0.255.0")]
    [InlineData("1.2.3.4/8/8")]
    public void Refuses_what_is_no_address(string text) => BanList.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_ban_holds_for_its_subnet_and_its_time()
    {
        var bans = new BanList(new MonotonicClock(_time), file: null);
        BanList.TryParse("10.0.0.0/8", out var network).ShouldBeTrue();
        bans.Add(network, _time.GetUtcNow().AddHours(1), "test");

        bans.IsBanned(IPAddress.Parse("10.9.8.7")).ShouldBeTrue();
        bans.IsBanned(IPAddress.Parse("11.0.0.1")).ShouldBeFalse();
        _time.Advance(TimeSpan.FromHours(1));
        bans.IsBanned(IPAddress.Parse("10.9.8.7")).ShouldBeFalse();
        bans.InForce().ShouldBeEmpty();
    }
}
