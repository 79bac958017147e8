using Flux.Ingress.Routes;

namespace Flux.Ingress.Tests.Routes;

public sealed class HostNamesTests
{
    private static readonly HostNames Hosts = new(new GatewayOptions { Domains = ["localhost", "example.org"] });

    [Theory]
    [InlineData("hello.app.localhost", "hello", 0)]
    [InlineData("hello_31000.app.localhost", "hello", 31000)]
    [InlineData("my-shop.app.example.org", "my-shop", 0)]
    [InlineData("hello_0.app.localhost", "hello_0", 0)]
    [InlineData("hello_99999.app.localhost", "hello_99999", 0)]
    public void Reads_app_and_port(string host, string app, int port) => Hosts.TryReadApp(host).ShouldBe((app, port));

    [Theory]
    [InlineData("app.localhost")]
    [InlineData(".app.localhost")]
    [InlineData("a.b.app.localhost")]
    [InlineData("hello.localhost")]
    [InlineData("hello.app.example.com")]
    public void Leaves_other_names_alone(string host) => Hosts.TryReadApp(host).ShouldBeNull();

    [Theory]
    [InlineData("Hello.App.LOCALHOST.", "hello.app.localhost")]
    [InlineData("", "")]
    public void Normalizes(string host, string expected) => HostNames.Normalize(host).ShouldBe(expected);

    [Fact]
    public void Refuses_a_name_longer_than_dns_allows() => HostNames.Normalize(new string('a', 254)).ShouldBe("");
}
