using System.Net;
using Flux.Mining.Stratum;

namespace Flux.Mining.Tests.Stratum;

public class AddressConductTests
{
    private static readonly IPAddress Miner = IPAddress.Parse("192.0.2.1");
    private readonly HandClock _clock = new();
    private readonly AddressConduct _conduct;

    public AddressConductTests() => _conduct = new AddressConduct(new StratumOptions { Endpoint = new IPEndPoint(IPAddress.Loopback, 0), MostConnections = 3, MostPerAddress = 2 }, _clock);

    [Fact]
    public void A_ban_ends()
    {
        _conduct.Punish(Miner, 60).ShouldBeFalse();
        _conduct.Punish(Miner, 60).ShouldBeTrue();
        _conduct.TryEnter(Miner).ShouldBe("banned");
        _conduct.TryEnter(IPAddress.Loopback).ShouldBeNull();
        _clock.Move(TimeSpan.FromMinutes(10.1));
        _conduct.TryEnter(Miner).ShouldBeNull();
    }

    [Fact]
    public void Small_faults_are_forgiven_with_time_and_with_good_shares()
    {
        _conduct.Punish(Miner, 90);
        _clock.Move(TimeSpan.FromSeconds(60));
        _conduct.Punish(Miner, 30).ShouldBeFalse();
        for (var i = 0; i < 10; i++) _conduct.Credit(Miner);
        _conduct.Punish(Miner, 50).ShouldBeFalse();
    }

    [Fact]
    public void Connections_are_counted_per_address_and_in_all()
    {
        _conduct.TryEnter(Miner).ShouldBeNull();
        _conduct.TryEnter(Miner).ShouldBeNull();
        _conduct.TryEnter(Miner).ShouldBe("too many connections from one address");
        _conduct.TryEnter(IPAddress.Loopback).ShouldBeNull();
        _conduct.TryEnter(IPAddress.IPv6Loopback).ShouldBe("too many connections");
        _conduct.Leave(Miner);
        _conduct.TryEnter(IPAddress.IPv6Loopback).ShouldBeNull();
    }
}
