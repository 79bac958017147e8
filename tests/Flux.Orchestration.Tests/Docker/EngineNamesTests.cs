using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Tests.Docker;

/// <summary>Names of reference fluxos-protocol.md §7.1.</summary>
public sealed class EngineNamesTests
{
    private readonly EngineNames alone = new("");
    private readonly EngineNames shared = new("n3");

    [Fact]
    public void Are_those_of_the_reference_when_the_node_has_its_engine_for_itself()
    {
        alone.Container(new ComponentId("shop", "web")).ShouldBe("fluxweb_shop");
        alone.Container(new ComponentId("old", "")).ShouldBe("fluxold");
        alone.Container(new ComponentId("KadenaChainWebNode", "")).ShouldBe("zelKadenaChainWebNode");
        alone.Network("shop").ShouldBe("fluxDockerNetwork_shop");
    }

    [Fact]
    public void Bear_the_namespace_at_the_end_when_nodes_share_an_engine()
    {
        shared.Container(new ComponentId("shop", "web")).ShouldBe("fluxweb_shop.n3");
        shared.Network("shop").ShouldBe("fluxDockerNetwork_shop.n3");
        shared.Public("fluxweb_shop.n3").ShouldBe("fluxweb_shop");
        EngineNames.Alias(new ComponentId("shop", "web")).ShouldBe("fluxweb_shop");
    }

    [Fact]
    public void Tell_whose_network_it_is()
    {
        shared.AppOfNetwork("fluxDockerNetwork_shop.n3").ShouldBe("shop");
        shared.AppOfNetwork("fluxDockerNetwork_shop.n4").ShouldBeNull();
        shared.AppOfNetwork("fluxDockerNetwork_shop").ShouldBeNull();
        alone.AppOfNetwork("fluxDockerNetwork_shop").ShouldBe("shop");
        alone.AppOfNetwork("fluxDockerNetwork_shop.n3").ShouldBeNull();
        alone.AppOfNetwork("fluxDockerNetwork_").ShouldBeNull();
        alone.AppOfNetwork("bridge").ShouldBeNull();
    }
}
