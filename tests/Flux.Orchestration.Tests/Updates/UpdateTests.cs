using System.Diagnostics;
using Docker.DotNet.Models;
using Flux.Orchestration.Docker;
using Flux.Orchestration.Installs;
using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Tests.Updates;

/// <summary>Updates on a real engine: what stands when, and what is left when they fail or are cut off.</summary>
public sealed class UpdateTests(EngineFixture fixture) : EngineTest(fixture)
{
    private const string Name = "shop";

    [Fact]
    public async Task The_old_container_of_a_published_port_is_kept_until_the_new_one_is_healthy()
    {
        var (keeper, port, old) = await InstalledAsync(Web("web", FreePort()));
        var seen = new List<string[]>();
        var progress = new InlineProgress<InstallProgress>(one =>
        {
            if (one is { Stage: InstallStage.Container, State: StepState.Done }) seen.Add(NamesAsync().GetAwaiter().GetResult());
        });
        (await keeper.InstallAsync(App(Name, Second(Web("web", port))), progress, Cancel)).Failure.ShouldBeNull();

        seen.ShouldHaveSingleItem().ShouldBe([Engine("fluxweb_shop"), Engine("fluxweb_shop") + "-last"], ignoreOrder: true);
        (await NamesAsync()).ShouldBe([Engine("fluxweb_shop")]);
        ContainerOf(keeper).ShouldNotBe(old);
        (await GetAsync(port)).ShouldBe("tester");
    }

    [Fact]
    public async Task A_component_without_port_and_volume_overlaps_with_the_one_before()
    {
        var (keeper, _, old) = await InstalledAsync(Web("worker"));
        var both = false;
        var progress = new InlineProgress<InstallProgress>(one => both |= one.Stage == InstallStage.Container && one.State == StepState.Done && RunningAsync().GetAwaiter().GetResult() == 2);
        (await keeper.InstallAsync(App(Name, Second(Web("worker"))), progress, Cancel)).Failure.ShouldBeNull();

        both.ShouldBeTrue();
        (await NamesAsync()).ShouldBe([Engine("fluxworker_shop")]);
        ContainerOf(keeper).ShouldNotBe(old);
    }

    [Theory]
    [InlineData("exit 3", "keeps ending", 60)]
    [InlineData("sleep 1000", "does not answer on tcp port 8080", 6)]
    public async Task When_the_new_version_does_not_become_healthy_the_very_container_from_before_runs_again(string command, string reason, int deadline)
    {
        var options = Options with { HealthDeadline = TimeSpan.FromSeconds(deadline) };
        var (keeper, port, old) = await InstalledAsync(Web("web", FreePort()), options);
        var outcome = await keeper.InstallAsync(App(Name, Web("web", port) with { Command = ["/bin/sh", "-c", command] }), null, Cancel);

        outcome.Failure!.Message.ShouldContain(reason);
        await EventuallyAsync(() => Task.FromResult(keeper.Instances.Single().Healthy), "healthy");
        ContainerOf(keeper).ShouldBe(old);
        (await NamesAsync()).ShouldBe([Engine("fluxweb_shop")]);
        (await GetAsync(port)).ShouldBe("tester");
    }

    [Fact]
    public async Task After_a_kill_in_the_middle_the_version_that_ran_is_back_under_its_name()
    {
        var port = FreePort();
        var first = App(Name, Web("web", port));
        string old;
        await using (var killed = NewKeeper())
        {
            await killed.StartAsync([], Cancel);
            (await killed.InstallAsync(first, null, Cancel)).Failure.ShouldBeNull();
            old = ContainerOf(killed);
        }

        // What stands after the old one was stopped and the new one started.
        await Raw.Containers.StopContainerAsync(old, new ContainerStopParameters(), Cancel);
        await Raw.Containers.RenameContainerAsync(old, new ContainerRenameParameters { NewName = Engine("fluxweb_shop") + "-last" }, Cancel);
        var cut = await Raw.Containers.CreateContainerAsync(new CreateContainerParameters
        {
            Name = Engine("fluxweb_shop"),
            Image = TestImage.Web,
            Labels = new Dictionary<string, string>
            {
                [EngineLabels.Namespace] = Options.Namespace,
                [EngineLabels.App] = Name,
                [EngineLabels.Component] = "web",
                [EngineLabels.Fingerprint] = "of the new version",
            },
            HostConfig = new HostConfig
            {
                NetworkMode = Engine("fluxDockerNetwork_shop"),
                PortBindings = new Dictionary<string, IList<PortBinding>> { ["8080/tcp"] = [new PortBinding { HostIP = Options.PublishAddress.ToString(), HostPort = $"{port}" }] },
            },
        }, Cancel);
        await Raw.Containers.StartContainerAsync(cut.ID, new ContainerStartParameters(), Cancel);

        var keeper = await StartedKeeperAsync(first);
        await EventuallyAsync(() => Task.FromResult(keeper.Instances is [{ Healthy: true }]), "healthy");
        ContainerOf(keeper).ShouldBe(old);
        (await NamesAsync()).ShouldBe([Engine("fluxweb_shop")]);
        (await GetAsync(port)).ShouldBe("tester");
    }

    [Fact]
    public async Task Preparing_touches_no_container_and_tells_what_will_be_done()
    {
        var (keeper, port, old) = await InstalledAsync(Web("web", FreePort()));
        var prepared = await keeper.PrepareAsync(App(Name, Second(Web("web", port))), Cancel);
        prepared.Failure.ShouldBeNull();
        prepared.Plan!.ToString().ShouldContain($"port {port} is published");
        (await keeper.PrepareAsync(App(Name, Web("web", port) with { Image = "127.0.0.1:1/none:1" }), Cancel)).Failure.ShouldNotBeNull();
        ContainerOf(keeper).ShouldBe(old);
    }

    /// <summary>Prints how long, for docs/decisions/0019.</summary>
    [Fact]
    [Trait("Category", "Long")]
    public async Task Who_asks_a_node_s_port_directly_misses_it_once_an_update()
    {
        const int updates = 9;
        var (keeper, port, _) = await InstalledAsync(Web("web", FreePort()));
        using var stop = new CancellationTokenSource();
        var asking = OutagesAsync(port, stop.Token);
        for (var version = 0; version < updates; version++)
        {
            (await keeper.InstallAsync(App(Name, Web("web", port) with { Environment = [$"V={version}"] }), null, Cancel)).Failure.ShouldBeNull();
            await EventuallyAsync(async () => await GetAsync(port) == "tester", "it answers");
        }

        await stop.CancelAsync();
        var outages = (await asking).Select(outage => outage.TotalMilliseconds).Order().ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"Closed for {outages[outages.Count / 2]:0} ms (median), {outages[0]:0} to {outages[^1]:0} ms");
        outages.Count.ShouldBe(updates);
    }

    /// <summary>Asks again and again until stopped; each time from a request that was not answered to the next one that was.</summary>
    private static async Task<List<TimeSpan>> OutagesAsync(int port, CancellationToken stop)
    {
        var (outages, since) = (new List<TimeSpan>(), (long?)null);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!stop.IsCancellationRequested)
        {
            await tick.WaitForNextTickAsync(Cancel);
            var sent = Stopwatch.GetTimestamp();
            try
            {
                await GetAsync(port);
                if (since is { } began) outages.Add(Stopwatch.GetElapsedTime(began));
                since = null;
            }
            catch (HttpRequestException)
            {
                since ??= sent;
            }
        }

        return outages;
    }

    private async Task<(InstanceKeeper Keeper, int Port, string Container)> InstalledAsync(DesiredComponent component, OrchestrationOptions? options = null)
    {
        var keeper = NewKeeper(options);
        await keeper.StartAsync([], Cancel);
        (await keeper.InstallAsync(App(Name, component), null, Cancel)).Failure.ShouldBeNull();

        // What has answered before must answer after an update, too.
        await EventuallyAsync(() => Task.FromResult(keeper.Instances is [{ Healthy: true, Components: [{ Detail: "" }] }]), "it has answered");
        return (keeper, component.Ports.Select(one => one.HostPort).FirstOrDefault(), ContainerOf(keeper));
    }

    private static DesiredComponent Second(DesiredComponent component) => component with { Environment = ["V=2"] };

    private static string ContainerOf(InstanceKeeper keeper) => keeper.Instances.Single().Components[0].ContainerId!;

    private string Engine(string name) => $"{name}.{Options.Namespace}";

    private async Task<string[]> NamesAsync() => [.. (await ListAsync()).SelectMany(one => one.Names).Select(name => name.TrimStart('/'))];

    private async Task<int> RunningAsync() => (await ListAsync()).Count(one => one.State == "running");

    private Task<IList<ContainerListResponse>> ListAsync() => Raw.Containers.ListContainersAsync(new() { All = true, Filters = EngineFilters.Of(Options.Namespace, Name) }, CancellationToken.None);
}
