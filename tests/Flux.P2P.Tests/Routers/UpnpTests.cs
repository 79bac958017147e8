using System.Net;
using System.Text;
using Flux.P2P.Routers;
using Flux.P2P.Tests.Support;

namespace Flux.P2P.Tests.Routers;

public sealed class UpnpTests
{
    private static readonly Uri Location = new("http://192.168.1.1:5000/root.xml");

    private static Upnp Client(FakeUpnpRouter router) => new(new SsdpSearch(router.Search, TimeProvider.System));

    [Fact]
    public async Task A_router_is_found_maps_the_port_and_takes_it_back()
    {
        await using var router = new FakeUpnpRouter();
        var client = Client(router);

        var mapping = await client.MapAsync(4321, CancellationToken.None);
        mapping.ShouldBe(new PortMapping(IPEndPoint.Parse("10.9.8.6:4321"), 4321, TimeSpan.FromHours(1)));
        router.Mapped.ShouldHaveSingleItem().Value.ShouldEndWith(":4321");
        await client.UnmapAsync(mapping, CancellationToken.None);
        router.Mapped.ShouldBeEmpty();
    }

    [Fact]
    public async Task Permanent_leases_and_taken_ports_are_coped_with()
    {
        await using var router = new FakeUpnpRouter { Refuses = (port, lease) => port == 4321 ? 718 : lease != 0 ? 725 : 0 };
        var mapping = await Client(router).MapAsync(4321, CancellationToken.None);
        mapping.ShouldBe(new PortMapping(IPEndPoint.Parse("10.9.8.6:4322"), 4321, TimeSpan.Zero));

        router.Refuses = (_, _) => 718;
        (await Should.ThrowAsync<IOException>(() => Client(router).MapAsync(4321, CancellationToken.None))).Message.ShouldBe("the router refuses the port with error 718");
        router.Refuses = (_, _) => 606;
        (await Should.ThrowAsync<IOException>(() => Client(router).MapAsync(4321, CancellationToken.None))).Message.ShouldBe("the router refuses the port with error 606");
    }

    [Fact]
    public async Task Garbage_among_the_answers_of_a_search_does_no_harm()
    {
        await using var router = new FakeUpnpRouter();
        router.SearchAnswers = right => [[], new byte[5000], Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nLOCATION: http://8.8.8.8/x\r\n\r\n"), Encoding.ASCII.GetBytes(right.Replace("/root.xml", "/none.xml", StringComparison.Ordinal)), Encoding.ASCII.GetBytes(right)];
        router.Instead = (path, _) => path == "/none.xml" ? FakeUpnpRouter.Ok("no xml at all") : null;
        (await Client(router).MapAsync(4321, CancellationToken.None)).External.Port.ShouldBe(4321);
    }

    [Theory]
    [InlineData("<a><b></a>")]
    [InlineData("")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"bbbb\">]><a>&b;</a>")]
    [InlineData("<root><service><serviceType>urn:schemas-upnp-org:service:WANIPConnection:1</serviceType><controlURL>http://8.8.8.8/c</controlURL></service></root>")]
    public async Task A_description_that_is_garbage_ends_in_an_error(string description)
    {
        await using var router = new FakeUpnpRouter { Instead = (path, _) => path == "/root.xml" ? FakeUpnpRouter.Ok(description) : null };
        await Should.ThrowAsync<IOException>(() => Client(router).MapAsync(4321, CancellationToken.None));
        router.Mapped.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_without_end_is_cut_off_and_a_redirection_is_not_followed()
    {
        await using var router = new FakeUpnpRouter { Instead = (_, _) => Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n\r\n" + new string(' ', RouterHttp.LongestAnswer + 1)) };
        (await Should.ThrowAsync<IOException>(() => Client(router).MapAsync(4321, CancellationToken.None))).Message.ShouldContain("262144");

        router.Instead = (_, _) => Encoding.ASCII.GetBytes("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
        (await Should.ThrowAsync<IOException>(() => Client(router).MapAsync(4321, CancellationToken.None))).Message.ShouldEndWith("answered 302");
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("")]
    public async Task A_router_without_an_address_of_its_own_is_no_use(string address)
    {
        await using var router = new FakeUpnpRouter { External = address };
        (await Should.ThrowAsync<IOException>(() => Client(router).MapAsync(4321, CancellationToken.None))).Message.ShouldBe("the router knows no address of its own");
    }

    [Fact]
    public void An_answer_counts_where_its_description_lies_on_its_sender()
    {
        Uri? Of(string text) => SsdpSearch.LocationOf(Encoding.ASCII.GetBytes(text), IPAddress.Parse("192.168.1.1"));
        Of("HTTP/1.1 200 OK\r\nlocation:http://192.168.1.1:5000/root.xml\r\n\r\n").ShouldBe(Location);
        Of("HTTP/1.1 200 OK\r\nLOCATION: http://192.168.1.2:5000/root.xml\r\n\r\n").ShouldBeNull("on another machine");
        Of("HTTP/1.1 200 OK\r\nLOCATION: https://192.168.1.1/root.xml\r\n\r\n").ShouldBeNull("not HTTP");
        Of("HTTP/1.1 200 OK\r\nLOCATION: http://u:p@192.168.1.1/root.xml\r\n\r\n").ShouldBeNull("with a password");
        Of("HTTP/1.1 200 OK\r\nLOCATION: http://router.local/root.xml\r\n\r\n").ShouldBeNull("a name");
        Of("NOTIFY * HTTP/1.1\r\nLOCATION: http://192.168.1.1:5000/root.xml\r\n\r\n").ShouldBeNull("nobody asked");
        Of("").ShouldBeNull();
    }

    [Fact]
    public void The_base_of_a_description_counts_and_the_newer_service_comes_first()
    {
        var text = "<root><URLBase>http://192.168.1.1:80/base/</URLBase><service><serviceType>urn:schemas-upnp-org:service:WANPPPConnection:1</serviceType><controlURL>ppp</controlURL></service>"
            + "<service><serviceType>urn:schemas-upnp-org:service:WANIPConnection:2</serviceType><controlURL>ip2</controlURL></service></root>";
        DeviceDescription.Find(Encoding.UTF8.GetBytes(text), Location).ShouldBe(new RouterService("urn:schemas-upnp-org:service:WANIPConnection:2", new Uri("http://192.168.1.1/base/ip2")));
        DeviceDescription.Find("<root/>"u8.ToArray(), Location).ShouldBeNull();
    }
}
