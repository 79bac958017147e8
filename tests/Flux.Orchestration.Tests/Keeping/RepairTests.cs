using Docker.DotNet.Models;
using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Tests.Keeping;

/// <summary>Things people and engines do to a running app, and what becomes of it.</summary>
public sealed class RepairTests(EngineFixture fixture) : EngineTest(fixture)
{
    [Fact]
    public async Task A_container_removed_by_hand_is_back_without_being_asked()
    {
        var (keeper, port) = await InstalledAsync("handmade");
        var before = ContainerOf(keeper);
        await Raw.Containers.RemoveContainerAsync(before, new ContainerRemoveParameters { Force = true }, Cancel);
        await EventuallyAsync(() => Task.FromResult(keeper.Instances.Single() is { Healthy: true } now && now.Components[0].ContainerId != before), "a new container");
        (await GetAsync(port)).ShouldBe("tester");
    }

    [Fact]
    public async Task A_container_that_was_killed_is_started_again()
    {
        var (keeper, port) = await InstalledAsync("killed");
        var container = ContainerOf(keeper);
        await Raw.Containers.KillContainerAsync(container, new ContainerKillParameters(), Cancel);
        await EventuallyAsync(() => AnswersAsync(port), "it answers");
        await EventuallyAsync(() => Task.FromResult(keeper.Instances.Single().Healthy), "healthy");
        ContainerOf(keeper).ShouldBe(container);
    }

    [Fact]
    public async Task A_network_pruned_while_the_app_was_stopped_is_made_again()
    {
        var (keeper, port) = await InstalledAsync("pruned");
        await keeper.SetRunningAsync(new ComponentId("pruned", ""), false, Cancel);
        var network = Flux("fluxDockerNetwork_pruned");
        await Raw.Networks.DeleteNetworkAsync(network, Cancel);
        (await keeper.SetRunningAsync(new ComponentId("pruned", ""), true, Cancel)).Ok.ShouldBeTrue();
        await EventuallyAsync(() => AnswersAsync(port), "it answers");
    }

    [Fact]
    public async Task A_container_torn_off_its_network_joins_it_again()
    {
        var (keeper, port) = await InstalledAsync("torn");
        await Raw.Networks.DisconnectNetworkAsync(Flux("fluxDockerNetwork_torn"),
            new NetworkDisconnectParameters { Container = ContainerOf(keeper), Force = true }, Cancel);
        await EventuallyAsync(() => AnswersAsync(port), "it answers");
    }

    [Fact]
    public async Task What_nobody_desires_is_swept_at_the_next_start_and_the_rest_is_adopted()
    {
        var port = FreePort();
        var kept = App("kept", Web("web", port));
        await using (var crashed = NewKeeper())
        {
            await crashed.StartAsync([], Cancel);
            (await crashed.InstallAsync(kept, null, Cancel)).Installed.ShouldBeTrue();
            (await crashed.InstallAsync(App("left", Web("web")), null, Cancel)).Installed.ShouldBeTrue();
        }

        var keeper = await StartedKeeperAsync(kept);
        await EventuallyAsync(async () => !(await LeftAsync()).Any(name => name.Contains("left", StringComparison.Ordinal)), "the stranger is gone");
        await EventuallyAsync(() => Task.FromResult(keeper.Instances is [{ Healthy: true, App: "kept" }]), "the other is adopted");
        (await GetAsync(port)).ShouldBe("tester");
    }

    [Fact]
    public async Task An_app_lost_while_the_node_was_down_is_installed_again()
    {
        var port = FreePort();
        var keeper = await StartedKeeperAsync(App("lost", Web("web", port)));
        await EventuallyAsync(() => Task.FromResult(keeper.Instances is [{ Healthy: true }]), "installed");
        (await GetAsync(port)).ShouldBe("tester");
    }

    [Fact]
    public async Task A_changed_specification_replaces_only_the_component_that_changed()
    {
        var keeper = await StartedKeeperAsync();
        var port = FreePort();
        var first = App("shop", Web("web", port), Web("db"));
        (await keeper.InstallAsync(first, null, Cancel)).Installed.ShouldBeTrue();
        var before = keeper.Instances.Single().Components;
        var second = first with { Components = [first.Components[0] with { Environment = ["V=2"] }, first.Components[1]] };
        (await keeper.InstallAsync(second, null, Cancel)).Failure.ShouldBeNull();
        var after = keeper.Instances.Single().Components;
        after[0].ContainerId.ShouldNotBe(before[0].ContainerId);
        after[1].ContainerId.ShouldBe(before[1].ContainerId);
    }

    [Fact]
    public async Task A_change_that_fails_leaves_the_earlier_specification_running()
    {
        var (keeper, port) = await InstalledAsync("stays");
        var broken = App("stays", Web("web", port) with { Command = ["/bin/sh", "-c", "exit 1"] });
        (await keeper.InstallAsync(broken, null, Cancel)).Installed.ShouldBeFalse();
        await EventuallyAsync(() => AnswersAsync(port), "the earlier one answers");
        await EventuallyAsync(() => Task.FromResult(keeper.Instances.Single().Healthy), "healthy");
    }

    [Fact]
    public async Task A_stopped_component_stays_stopped_and_a_restart_leaves_it_running()
    {
        var (keeper, port) = await InstalledAsync("still");
        var id = new ComponentId("still", "web");
        (await keeper.SetRunningAsync(id, false, Cancel)).Ok.ShouldBeTrue();
        await keeper.ReconcileAsync(Cancel);
        keeper.Instances.Single().Components[0].State.ShouldBe(ComponentState.Stopped);
        (await keeper.SetRunningAsync(id, true, Cancel)).Ok.ShouldBeTrue();
        (await keeper.RestartAsync(id, Cancel)).Ok.ShouldBeTrue();
        await EventuallyAsync(() => AnswersAsync(port), "it answers");
    }

    [Fact]
    public async Task A_container_that_writes_too_much_outside_its_volume_is_replaced()
    {
        var keeper = NewKeeper(Options with { WritableLayerBytes = 64L << 20 });
        await keeper.StartAsync([], Cancel);
        var hog = Web("web") with { Command = ["/bin/sh", "-c", "[ -f /big ] || dd if=/dev/zero of=/big bs=1M count=65 2>/dev/null; sleep 1000"] };
        (await keeper.InstallAsync(App("hog", hog), null, Cancel)).Failure.ShouldBeNull();
        var before = ContainerOf(keeper);
        await EventuallyAsync(async () =>
        {
            await keeper.MeasureAsync(Cancel);
            return ContainerOf(keeper) != before;
        }, "it is replaced");
    }

    [Fact]
    public async Task Components_find_each_other_by_the_names_of_the_reference()
    {
        var keeper = await StartedKeeperAsync();
        var port = FreePort();
        var outcome = await keeper.InstallAsync(App("pair", Web("api") with { Ports = [] }, Web("web", port) with
        {
            Command = ["/bin/sh", "-c", "mkdir -p /tmp/www; until wget -q -O /tmp/www/index.html http://fluxapi_pair:8080/; do sleep 0.1; done; httpd -f -p 8080 -h /tmp/www"],
        }), null, Cancel);
        outcome.Failure.ShouldBeNull();
        (await GetAsync(port)).ShouldBe("tester");
    }

    [Fact]
    public async Task Two_namespaces_run_the_same_app_side_by_side()
    {
        var one = await StartedKeeperAsync();
        var other = Options with { Namespace = Options.Namespace + "b", PublishAddress = Elsewhere, AppsFolder = Path.Combine(Options.AppsFolder, "second") };
        var two = NewKeeper(other);
        try
        {
            await two.StartAsync([], Cancel);
            var app = App("twin", Web("web", FreePort()));
            (await one.InstallAsync(app, null, Cancel)).Failure.ShouldBeNull();
            (await two.InstallAsync(app, null, Cancel)).Failure.ShouldBeNull();
            (await one.RemoveAsync("twin", Cancel)).Ok.ShouldBeTrue();
            two.Instances.Single().Healthy.ShouldBeTrue();
            (await two.Engine.Containers.ListAsync(null, Cancel)).Value!.Single().Name.ShouldBe("fluxweb_twin");
        }
        finally
        {
            // A keeper that lives would mend what the sweep takes away.
            await two.DisposeAsync();
            (await InstanceKeeper.SweepAsync(other, CancellationToken.None)).Value!.Left.ShouldBeEmpty();
        }
    }

    private async Task<(InstanceKeeper Keeper, int Port)> InstalledAsync(string app)
    {
        var keeper = await StartedKeeperAsync();
        var port = FreePort();
        (await keeper.InstallAsync(App(app, Web("web", port)), null, Cancel)).Failure.ShouldBeNull();
        return (keeper, port);
    }

    private static string ContainerOf(InstanceKeeper keeper) => keeper.Instances.Single().Components[0].ContainerId!;

    private string Flux(string name) => $"{name}.{Options.Namespace}";

    private static async Task<bool> AnswersAsync(int port)
    {
        try
        {
            return await GetAsync(port) == "tester";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
