using CsCheck;
using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Reconcile;

namespace Flux.Orchestration.Tests.Reconcile;

public sealed class ReconcilerProperties
{
    private static readonly string[] Apps = ["a", "b", "c"];
    private static readonly string[] ComponentNames = ["web", "db"];
    private static readonly Dictionary<ComponentId, RestartHistory> NoHistory = [];
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    private static readonly Gen<DesiredComponent> Component =
        from name in Gen.OneOf(ComponentNames)
        from image in Gen.OneOf("image:1", "image:2")
        from running in Gen.Bool
        select new DesiredComponent
        {
            Name = name,
            Image = image,
            Running = running,
            Limits = new ResourceLimits { NanoCpus = 1, MemoryBytes = 1, VolumeBytes = 1 },
        };

    private static readonly Gen<IReadOnlyCollection<DesiredInstance>> Desired =
        from apps in Gen.OneOf(Apps).List[0, 3]
        from components in Component.List[1, 2].List[3]
        select (IReadOnlyCollection<DesiredInstance>)
        [
            .. apps.Distinct().Select((app, index) => new DesiredInstance
            {
                App = app,
                MessageHash = "",
                Components = [.. components[index].DistinctBy(one => one.Name)],
            }),
        ];

    private static readonly Gen<ActualState> Actual =
        from networks in Gen.Select(Gen.OneOf(Apps), Gen.Int[1, 5]).List[0, 4]
        from containers in Gen.Select(
            Gen.OneOf(Apps), Gen.OneOf("web", "db", "gone"), Component, Gen.Enum<ContainerPhase>(), Gen.Int[-1, 4], Gen.OneOf("", "-last", "-next")).List[0, 6]
        from volumes in Gen.OneOf(Apps).List[0, 3]
        select Build(networks, containers, volumes);

    [Fact]
    public void Carrying_out_a_plan_makes_actual_equal_to_desired() => Gen.Select(Desired, Actual).Sample((desired, actual) =>
    {
        var reconciler = new Reconciler(SimulatedNode.Options);
        var node = new SimulatedNode(actual);
        node.Apply(reconciler.Reconcile(desired, actual, NoHistory, Now), desired);
        var again = reconciler.Reconcile(desired, node.State, NoHistory, Now);
        again.Actions.ShouldBeEmpty();

        var wanted = desired.SelectMany(one => one.Components.Select(component => (new ComponentId(one.App, component.Name), component.Running)));
        node.State.Containers.Select(one => (one.Component, one.Phase is ContainerPhase.Running or ContainerPhase.Restarting)).ShouldBe(wanted, ignoreOrder: true);
        node.State.Containers.ShouldAllBe(one => one.Name == EngineNames.Alias(one.Component));
        node.State.Networks.Select(one => one.App).ShouldBe(desired.Select(one => one.App), ignoreOrder: true);
        node.State.VolumeApps.ShouldBeSubsetOf(desired.Select(one => one.App).ToList());
    });

    [Fact]
    public void Never_touches_what_already_is_as_desired() => Desired.Sample(desired =>
    {
        var reconciler = new Reconciler(SimulatedNode.Options);
        var node = new SimulatedNode(ActualState.Empty);
        node.Apply(reconciler.Reconcile(desired, ActualState.Empty, NoHistory, Now), desired);
        reconciler.Reconcile(desired, node.State, NoHistory, Now).ShouldBe(new Plan([], null), new PlanComparer());
    });

    private static ActualState Build(
        List<(string App, int Subnet)> networks, List<(string App, string Name, DesiredComponent Like, ContainerPhase Phase, int Network, string Suffix)> containers, List<string> volumes)
    {
        var nets = networks.Select((one, index) => new NetworkFacts($"old{index}", new EngineNames("").Network(one.App), one.App, one.Subnet)).ToList();
        var boxes = containers.Select((one, index) => SimulatedNode.Container(
            new ComponentId(one.App, one.Name), Fingerprint.Of(one.Like, SimulatedNode.Options), one.Phase,
            one.Network >= 0 && one.Network < nets.Count && nets[one.Network].App == one.App ? nets[one.Network] : null, $"box{index}") with
        { Name = EngineNames.Alias(new ComponentId(one.App, one.Name)) + one.Suffix });
        return new ActualState([.. boxes], nets, volumes.ToHashSet(), new Dictionary<string, string>());
    }

    private sealed class PlanComparer : IEqualityComparer<Plan>
    {
        public bool Equals(Plan? one, Plan? other) => one!.Actions.SequenceEqual(other!.Actions) && one.LookAgainAt == other.LookAgainAt;

        public int GetHashCode(Plan plan) => 0;
    }
}
