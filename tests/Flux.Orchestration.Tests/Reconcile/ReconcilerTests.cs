using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Reconcile;

namespace Flux.Orchestration.Tests.Reconcile;

public sealed class ReconcilerTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(1);
    private static readonly NetworkFacts Network = new("n1", "fluxDockerNetwork_shop", "shop", 1);
    private static readonly ComponentId Id = new("shop", "web");
    private static readonly DesiredComponent Web = new()
    {
        Name = "web",
        Image = "image:1",
        Limits = new ResourceLimits { NanoCpus = 1, MemoryBytes = 1, VolumeBytes = 1 },
    };

    private static readonly DesiredInstance Shop = new() { App = "shop", MessageHash = "h", Components = [Web] };

    [Fact]
    public void Installs_what_is_not_there() => Plan(ActualState.Empty).Actions.Single().ShouldBeOfType<PlanAction.Install>();

    [Fact]
    public void Does_nothing_when_everything_is_as_desired() => Plan(Actual(Running())).Actions.ShouldBeEmpty();

    [Fact]
    public void Keeps_the_container_when_only_the_message_changed() =>
        Reconcile(Shop with { MessageHash = "other" }, Actual(Running())).Actions.ShouldBeEmpty();

    [Fact]
    public void Starts_a_stopped_container() => Plan(Actual(Running() with { Phase = ContainerPhase.Exited })).Actions.Single().ShouldBeOfType<PlanAction.StartContainer>();

    [Fact]
    public void Waits_for_the_end_of_a_back_off_and_says_until_when()
    {
        var history = new RestartHistory(2, false, Now.AddSeconds(-40), Now.AddSeconds(-10));
        var plan = new Reconciler(SimulatedNode.Options).Reconcile([Shop], Actual(Running() with { Phase = ContainerPhase.Exited }),
            new Dictionary<ComponentId, RestartHistory> { [Id] = history }, Now);
        plan.Actions.ShouldBeEmpty();
        plan.LookAgainAt.ShouldBe(Now.AddSeconds(20));
    }

    [Fact]
    public void Makes_a_pruned_network_and_joins_the_container_before_starting_it()
    {
        var stopped = Running() with { Phase = ContainerPhase.Exited };
        Plan(Actual(stopped) with { Networks = [] }).Actions.Select(action => action.GetType().Name)
            .ShouldBe(["MakeNetwork", "JoinNetwork", "StartContainer"]);
    }

    [Fact]
    public void Replaces_a_container_made_for_an_earlier_specification()
    {
        var plan = Reconcile(Shop with { Components = [Web with { Environment = ["A=1"] }] }, Actual(Running()));
        plan.Actions.Select(action => action.GetType().Name).ShouldBe(["RemoveContainer", "MakeContainer"]);
        plan.Actions[0].Reason.ShouldBe("the specification, or this node's address, changed");
    }

    [Fact]
    public void Replaces_a_container_that_outgrew_its_writable_layer()
    {
        Plan(Actual(Running() with { WritableBytes = SimulatedNode.Options.WritableLayerBytes })).Actions.ShouldBeEmpty();
        Plan(Actual(Running() with { WritableBytes = SimulatedNode.Options.WritableLayerBytes + 1 })).Actions[0].Reason.ShouldBe("it wrote more than 10240 MiB outside its volume");
    }

    [Fact]
    public void Replaces_a_container_that_was_told_another_address_of_its_node() =>
        new Reconciler(SimulatedNode.Options with { PublishAddress = System.Net.IPAddress.Loopback }).Reconcile([Shop], Actual(Running()), new Dictionary<ComponentId, RestartHistory>(), Now)
            .Actions[0].ShouldBeOfType<PlanAction.RemoveContainer>();

    [Fact]
    public void Replaces_a_container_whose_image_changed()
    {
        var plan = Plan(Actual(Running() with { ImageId = "sha256:1" }) with { ImageIds = new Dictionary<string, string> { ["image:1"] = "sha256:2" } });
        plan.Actions[0].Reason.ShouldBe("its image changed");
    }

    [Fact]
    public void After_an_update_that_was_cut_off_the_container_that_fits_is_kept_although_another_runs()
    {
        var left = Running() with { Id = "old", Name = "fluxweb_shop-last", Phase = ContainerPhase.Exited };
        var cut = Running() with { Id = "new", Fingerprint = "of the new version" };
        Plan(Actual(cut, left)).Actions.Select(action => action switch
        {
            PlanAction.RemoveContainer remove => $"remove {remove.ContainerId}",
            PlanAction.RenameContainer rename => $"rename {rename.ContainerId}",
            PlanAction.StartContainer start => $"start {start.ContainerId}",
            _ => action.ToString(),
        }).ShouldBe(["remove new", "rename old", "start old"]);
    }

    [Fact]
    public void Removes_everything_of_an_app_that_is_not_desired_network_last()
    {
        var plan = new Reconciler(SimulatedNode.Options).Reconcile([], Actual(Running()) with { VolumeApps = new HashSet<string> { "shop" } }, new Dictionary<ComponentId, RestartHistory>(), Now);
        plan.Actions.Select(action => action.GetType().Name).ShouldBe(["RemoveContainer", "RemoveNetwork", "RemoveVolumes"]);
    }

    [Fact]
    public void Restart_waits_grow_and_a_stable_run_clears_them()
    {
        var history = default(RestartHistory).Started(Now);
        var waits = new List<double>();
        for (var i = 0; i < 6; i++)
        {
            history = history.Ended(Now);
            waits.Add((history.DueAt - Now).TotalSeconds);
            history = history.Started(Now);
        }

        waits.ShouldBe([0, 30, 300, 900, 1800, 1800]);
        history.Ended(Now + RestartHistory.StableRun).Exits.ShouldBe(1);
    }

    [Fact]
    public void Seeing_one_end_twice_counts_it_once()
    {
        var ended = default(RestartHistory).Started(Now).Ended(Now);
        ended.Ended(Now.AddSeconds(5)).ShouldBe(ended);
    }

    [Fact]
    public void An_instance_is_there_whole_when_nothing_is_missing_and_nothing_else_is_left()
    {
        var other = SimulatedNode.Container(Id, "of another version", ContainerPhase.Exited, Network, "c2");
        Holds(Running()).ShouldBeTrue();
        Holds(Running() with { Name = "fluxweb_shop-next" }).ShouldBeTrue();
        Holds(Running(), other with { Phase = ContainerPhase.Dead }).ShouldBeTrue();
        Holds(Running(), other).ShouldBeFalse();
        Holds(Running() with { Phase = ContainerPhase.Exited }).ShouldBeFalse();
        Holds(other).ShouldBeFalse();
        Holds().ShouldBeFalse();
    }

    private static bool Holds(params ContainerFacts[] containers) => new Reconciler(SimulatedNode.Options).Holds(Shop, Actual(containers));

    private static Plan Plan(ActualState actual) => Reconcile(Shop, actual);

    private static Plan Reconcile(DesiredInstance desired, ActualState actual) =>
        new Reconciler(SimulatedNode.Options).Reconcile([desired], actual, new Dictionary<ComponentId, RestartHistory>(), Now);

    private static ContainerFacts Running() => SimulatedNode.Container(Id, Fingerprint.Of(Web, SimulatedNode.Options), ContainerPhase.Running, Network, "c1");

    private static ActualState Actual(params ContainerFacts[] containers) => ActualState.Empty with { Containers = containers, Networks = [Network] };
}
