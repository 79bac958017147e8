using System.Net;
using Flux.Orchestration.Firewall;

namespace Flux.Orchestration.Tests.Firewall;

public sealed class FirewallScriptTests
{
    private static readonly OrchestrationOptions Options = new() { AppsFolder = "/apps", Namespace = "ns1", FirstSubnet = 52, LastSubnet = 102 };

    [Theory]
    [InlineData(1, 1, "172.23.1.0/24")]
    [InlineData(1, 255, "172.23.1.0/24 172.23.2.0/23 172.23.4.0/22 172.23.8.0/21 172.23.16.0/20 172.23.32.0/19 172.23.64.0/18 172.23.128.0/17")]
    [InlineData(52, 102, "172.23.52.0/22 172.23.56.0/21 172.23.64.0/19 172.23.96.0/22 172.23.100.0/23 172.23.102.0/24")]
    public void Covers_a_slice_with_the_fewest_blocks(int first, int last, string expected) =>
        string.Join(' ', SubnetCover.Of("172.23", first, last)).ShouldBe(expected);

    [Fact]
    public void Lets_answers_resolvers_and_the_node_service_through_before_it_drops_private_addresses()
    {
        var lines = FirewallScript.Chains(Options, [IPAddress.Parse("192.168.1.1")]).Split('\n').Where(line => line.StartsWith("-A FLUX-F-ns1", StringComparison.Ordinal)).ToList();
        lines[0].ShouldContain("ESTABLISHED,RELATED -j RETURN");
        lines.ShouldContain("-A FLUX-F-ns1 -d 169.254.43.43/32 -j RETURN");
        var resolver = lines.FindIndex(line => line.Contains("192.168.1.1/32 -p udp --dport 53 -j RETURN", StringComparison.Ordinal));
        resolver.ShouldBeGreaterThan(0);
        lines.FindIndex(line => line.Contains("192.168.0.0/16 -j DROP", StringComparison.Ordinal)).ShouldBeGreaterThan(resolver);
        lines.ShouldContain("-A FLUX-F-ns1 -d 169.254.0.0/16 -j DROP");
    }

    [Fact]
    public void Drops_everything_new_from_containers_to_the_node_but_allowed_ports()
    {
        var lines = FirewallScript.Chains(Options with { AllowedNodePorts = [443] }, []).Split('\n').Where(line => line.StartsWith("-A FLUX-I-ns1", StringComparison.Ordinal)).ToList();
        lines[^1].ShouldBe("-A FLUX-I-ns1 -j DROP");
        lines.ShouldContain("-A FLUX-I-ns1 -p tcp --dport 443 -j RETURN");
    }

    [Fact]
    public void Every_rule_names_the_namespace_so_that_it_can_be_found() =>
        FirewallScript.Jumps(Options).ShouldAllBe(jump => jump.Rule.Contains("FLUX-F-ns1") || jump.Rule.Contains("FLUX-I-ns1"));

    [Fact]
    public void Chain_names_fit_with_the_longest_namespace() =>
        FirewallScript.ForwardChain(new string('n', 20)).Length.ShouldBeLessThan(29);

    [Fact]
    public void Reads_resolvers_and_leaves_local_stubs_out() =>
        Resolvers.Parse(["# comment", "nameserver 127.0.0.53", "nameserver  10.0.0.2", "search lan", "nameserver nonsense"]).ShouldBe([IPAddress.Parse("10.0.0.2")]);
}
