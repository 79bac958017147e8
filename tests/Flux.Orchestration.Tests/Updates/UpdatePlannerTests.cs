using Flux.Orchestration.Docker;
using Flux.Orchestration.Installs;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Reconcile;
using Flux.Orchestration.Tests.Reconcile;
using Flux.Orchestration.Updates;

namespace Flux.Orchestration.Tests.Updates;

public sealed class UpdatePlannerTests
{
    private static readonly NodeCapacity Plenty = new(10_000_000_000, 10L << 30, 0);
    private static readonly NetworkFacts Network = new("n1", "fluxDockerNetwork_shop", "shop", 1);
    private static readonly DesiredComponent Web = new()
    {
        Name = "web",
        Image = "image:1",
        Limits = new ResourceLimits { NanoCpus = 500_000_000, MemoryBytes = 100 << 20, VolumeBytes = 1 },
    };

    private static readonly DesiredMount OwnVolume = new(0, MountKind.Directory, DesiredMount.Primary, "/data");

    [Fact]
    public void Nothing_is_touched_when_only_the_message_changed()
    {
        var plan = Plan([Web], [Running(Web)]);
        plan.TouchesNothing.ShouldBeTrue();
        plan.Components.Single().Way.ShouldBe(UpdateWay.Keep);
    }

    [Fact]
    public void A_component_without_volume_and_port_starts_beside_the_old_one() => Way(Changed(Web)).ShouldBe((UpdateWay.Beside, "both may run at once"));

    [Fact]
    public void One_with_an_unreplicated_volume_is_stopped_first_and_the_plan_says_so() =>
        Way(Changed(Web with { Mounts = [OwnVolume] })).ShouldBe((UpdateWay.StopFirst, "its volume is not replicated: two containers must not write to it"));

    [Fact]
    public void One_with_a_replicated_volume_starts_beside_the_old_one() => Way(Changed(Web with { Mounts = [OwnVolume], Replicated = true })).Way.ShouldBe(UpdateWay.Beside);

    [Fact]
    public void Of_an_elected_group_there_are_never_two_although_its_volume_is_replicated() =>
        Way(Changed(Web with { Mounts = [OwnVolume], Replicated = true, Elected = true })).ShouldBe((UpdateWay.StopFirst, "its group may have only one primary"));

    [Fact]
    public void One_that_mounts_the_unreplicated_volume_of_another_is_stopped_first()
    {
        var store = Web with { Name = "db", Mounts = [OwnVolume] };
        var reader = Changed(Web with { Mounts = [OwnVolume] });
        var plan = Plan([store, reader], [Running(store), Running(Web with { Mounts = [OwnVolume] })]);
        plan.Components.Select(one => one.Way).ShouldBe([UpdateWay.Keep, UpdateWay.StopFirst]);
    }

    [Fact]
    public void A_published_port_that_is_held_is_given_up_first()
    {
        var old = Running(Web) with { Ports = [new ContainerPort("127.0.0.1", 8080, 31_000, "tcp")] };
        var asked = Changed(Web) with { Ports = [new PublishedPort(31_000, 8080)] };
        Plan([asked], [old]).Components.Single().ToString().ShouldBe("web: the old one is stopped first (port 31000 is published, and the engine gives a port to one container at a time)");
        Plan([asked with { Ports = [new PublishedPort(31_001, 8080)] }], [old]).Components.Single().Way.ShouldBe(UpdateWay.Beside);
    }

    [Fact]
    public void Without_room_for_both_the_old_one_is_stopped_first_and_the_plan_says_so()
    {
        var plan = Plan([Changed(Web)], [Running(Web)], new NodeCapacity(499_999_999, 10L << 30, 0));
        plan.Components.Single().Way.ShouldBe(UpdateWay.StopFirst);
        plan.Components.Single().Reason.ShouldBe("there is no room for both: another one takes 0.5 cores and 100 MiB");
    }

    [Fact]
    public void Room_is_counted_once()
    {
        var second = Web with { Name = "api" };
        var plan = Plan([Changed(Web), Changed(second)], [Running(Web), Running(second)], new NodeCapacity(900_000_000, 10L << 30, 0));
        plan.Components.Select(one => one.Way).ShouldBe([UpdateWay.Beside, UpdateWay.StopFirst]);
    }

    [Fact]
    public void New_components_are_made_and_those_that_are_not_in_it_go()
    {
        var plan = Plan([Web, Web with { Name = "api" }], [Running(Web), Running(Web with { Name = "old" })]);
        plan.Components.Select(one => (one.Component.Component, one.Way)).ShouldBe([("web", UpdateWay.Keep), ("api", UpdateWay.Make), ("old", UpdateWay.Remove)]);
        plan.TouchesNothing.ShouldBeFalse();
    }

    [Fact]
    public void One_that_is_kept_stopped_has_nothing_to_stand_beside() => Way(Changed(Web with { Running = false })).ShouldBe((UpdateWay.StopFirst, "it is not to run"));

    private static (UpdateWay Way, string Reason) Way(DesiredComponent changed) =>
        Plan([changed], [Running(Web)]).Components.Single() is var one ? (one.Way, one.Reason) : default;

    private static UpdatePlan Plan(DesiredComponent[] components, ContainerFacts[] present, NodeCapacity? free = null) => new UpdatePlanner(SimulatedNode.Options).Plan(
        new DesiredInstance { App = "shop", MessageHash = "h2", Components = components }, ActualState.Empty with { Containers = present, Networks = [Network] }, free ?? Plenty);

    private static DesiredComponent Changed(DesiredComponent component) => component with { Environment = ["V=2"] };

    private static ContainerFacts Running(DesiredComponent component) =>
        SimulatedNode.Container(new ComponentId("shop", component.Name), Fingerprint.Of(component, SimulatedNode.Options), ContainerPhase.Running, Network, "c-" + component.Name);
}
