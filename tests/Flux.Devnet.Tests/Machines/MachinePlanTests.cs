using System.Net;
using CsCheck;
using Flux.Consensus.FluxNodes;
using Flux.Devnet.Machines;

namespace Flux.Devnet.Tests.Machines;

public sealed class MachinePlanTests
{
    [Fact]
    public void Four_nodes_are_two_cumulus_a_nimbus_and_a_stratus() =>
        MachinePlan.Tiers(4).ShouldBe([Tier.Cumulus, Tier.Cumulus, Tier.Nimbus, Tier.Stratus]);

    [Fact]
    public void The_gateway_comes_first_and_nodes_follow_it()
    {
        var machines = MachinePlan.For(new DevnetOptions { Home = "/tmp/flux" });

        machines.Select(machine => machine.Name).ShouldBe(["gateway", "node1", "node2", "node3", "node4"]);
        machines.Select(machine => machine.Address.ToString()).ShouldBe(["127.16.0.10", "127.16.0.11", "127.16.0.12", "127.16.0.13", "127.16.0.14"]);
        machines[0].IsGateway.ShouldBeTrue();
    }

    [Fact]
    public void Slices_of_the_subnets_do_not_overlap() =>
        Gen.Int[1, DevnetOptions.MostNodes].Sample(nodes =>
        {
            var slices = MachinePlan.For(new DevnetOptions { Home = "/tmp/flux", Nodes = nodes }).Select(machine => machine.Subnets).ToList();
            slices[0].First.ShouldBe(1);
            slices[^1].Last.ShouldBeLessThanOrEqualTo(255);
            slices.Zip(slices.Skip(1)).ShouldAllBe(pair => pair.First.First <= pair.First.Last && pair.First.Last < pair.Second.First);
        });

    [Fact]
    public void Every_engine_namespace_is_legal_and_of_its_home()
    {
        var machines = MachinePlan.For(new DevnetOptions { Home = "/tmp/a", Nodes = 16 });

        machines.ShouldAllBe(machine => machine.EngineNamespace.Length <= 24 && machine.EngineNamespace.All(char.IsAsciiLetterOrDigit));
        machines.Select(machine => machine.EngineNamespace).ShouldBeUnique();
        MachinePlan.EngineTag("/tmp/a").ShouldNotBe(MachinePlan.EngineTag("/tmp/b"));
    }

    [Theory]
    [InlineData(0, "--nodes")]
    [InlineData(17, "--nodes")]
    public void Says_which_option_is_out_of_range(int nodes, string option) =>
        new DevnetOptions { Nodes = nodes }.Problems().ShouldHaveSingleItem().ShouldStartWith(option);

    [Fact]
    public void Reports_every_problem_at_once() =>
        new DevnetOptions { Nodes = 0, BlockTime = TimeSpan.Zero, FirstAddress = IPAddress.Parse("10.0.0.1") }.Problems().Count.ShouldBe(3);
}
