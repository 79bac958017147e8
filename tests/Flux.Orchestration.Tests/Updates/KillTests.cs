using System.Diagnostics;
using Docker.DotNet.Models;
using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Tests.Updates;

/// <summary>
/// A process that is killed in the middle of an update, at each request by which it changes something on the engine, and what the next process
/// makes of it: the new version once, what was in the volume, and nothing else.
/// </summary>
public sealed class KillTests(EngineFixture fixture) : EngineTest(fixture)
{
    private const string Name = "mortal";
    private const string Precious = "precious";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // What an update of a component with a port and a volume does: stop, rename to -last, create, start, remove the old one.
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public Task An_update_that_stops_first_and_is_killed_ends_as_one_that_was_not(int change, bool sent) => KilledAsync(change, sent, FreePort());

    [Theory]
    [Trait("Category", "Long")]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public Task An_update_that_stops_first_and_is_killed_elsewhere_ends_as_one_that_was_not(int change, bool sent) => KilledAsync(change, sent, FreePort());

    // What an update of a component without both does: create -next, start, stop the old one, remove it, rename.
    [Theory]
    [InlineData(3, true)]
    public Task An_update_side_by_side_that_is_killed_ends_as_one_that_was_not(int change, bool sent) => KilledAsync(change, sent, port: 0);

    [Theory]
    [Trait("Category", "Long")]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(5, true)]
    public Task An_update_side_by_side_that_is_killed_elsewhere_ends_as_one_that_was_not(int change, bool sent) => KilledAsync(change, sent, port: 0);

    /// <summary>Kills at a change, before the engine has it or at once after, while it may still be at it.</summary>
    private async Task KilledAsync(int change, bool sent, int port)
    {
        await FirstAsync(port);
        var wasStopping = (await KillAsync(change, sent, port)).Contains("/stop", StringComparison.Ordinal) && sent;
        var before = await ListAsync();

        // As the node does: what is written down is the first version, unless the second one is there whole.
        var keeper = NewKeeper();
        var (first, second) = (MortalKeeper.App("first", port), MortalKeeper.App("second", port));
        var hasGoneOver = await keeper.RunsAsync(second, Cancel);
        await keeper.StartAsync([hasGoneOver ? second : first], Cancel);
        await EventuallyAsync(() => Task.FromResult(keeper.Instances is [{ Healthy: true }]), "healthy");
        await keeper.ReconcileAsync(Cancel);
        (await ListAsync()).ShouldHaveSingleItem().Names.ShouldBe(["/" + Engine("fluxweb_mortal")]);
        if (!wasStopping && RightIn(before, hasGoneOver ? second : first) is { } running) (await StartOfAsync(ContainerOf(keeper))).ShouldBe(await StartOfAsync(running), "what ran and was right ran on");
        if (port > 0) (await GetAsync(port)).ShouldBe(hasGoneOver ? "second" : "first");

        (await keeper.InstallAsync(second, null, Cancel)).Failure.ShouldBeNull();
        await EndsAsync(keeper, port);
    }

    private async Task FirstAsync(int port)
    {
        await using var keeper = NewKeeper();
        await keeper.StartAsync([], Cancel);
        (await keeper.InstallAsync(MortalKeeper.App("first", port), null, Cancel)).Failure.ShouldBeNull();
        await File.WriteAllTextAsync(InVolume(keeper), Precious, Cancel);
    }

    /// <summary>Lets a process begin the update and kills it; the request at which it was killed.</summary>
    private async Task<string> KillAsync(int change, bool sent, int port)
    {
        await using var engine = new RelayedEngine();
        var count = 0;
        var fatal = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        Process? process = null;
        void Kill(string request)
        {
            process!.Kill();
            fatal.TrySetResult(request);
        }

        engine.Coming = request =>
        {
            if (fatal.Task.IsCompleted) return false;
            if (!IsOfTheApp(request) || ++count != change || sent) return true;
            Kill(request);
            return false;
        };
        engine.Passed = request =>
        {
            if (count == change && !fatal.Task.IsCompleted) Kill(request);
        };
        process = MortalKeeper.Start(Options, engine.Endpoint, port);
        using (process)
        {
            var request = await fatal.Task.WaitAsync(Patience, Cancel);
            await process.WaitForExitAsync(Cancel);
            (process.ExitCode, await process.StandardOutput.ReadToEndAsync(Cancel)).ShouldBe((137, ""), await process.StandardError.ReadToEndAsync(Cancel));
            return request;
        }
    }

    // At its start the process asks the engine for things that it refuses, to be warm; they are of no app.
    private bool IsOfTheApp(string request) => request.Contains(Engine("fluxweb_mortal"), StringComparison.Ordinal)
        || ListAsync().GetAwaiter().GetResult().Any(one => request.Contains(one.ID, StringComparison.Ordinal));

    /// <summary>The one that ran when the process was killed and is of the version that the next one takes over.</summary>
    private static string? RightIn(IList<ContainerListResponse> containers, DesiredInstance adopted) =>
        containers.SingleOrDefault(one => one.State == "running" && one.Labels[EngineLabels.Message] == adopted.MessageHash)?.ID;

    private async Task EndsAsync(InstanceKeeper keeper, int port)
    {
        var container = (await ListAsync()).ShouldHaveSingleItem();
        container.Names.ShouldBe(["/" + Engine("fluxweb_mortal")]);
        (container.State, container.Labels[EngineLabels.Message]).ShouldBe(("running", MortalKeeper.App("second", port).MessageHash));
        keeper.Instances.ShouldHaveSingleItem().Healthy.ShouldBeTrue();
        if (port > 0) (await GetAsync(port)).ShouldBe("second");
        (await File.ReadAllTextAsync(InVolume(keeper), Cancel)).ShouldBe(Precious);
        var left = await LeftAsync();
        left.Count(name => name.Contains("fluxDockerNetwork", StringComparison.Ordinal)).ShouldBe(1);
        left.Count(name => name.EndsWith(".part", StringComparison.Ordinal)).ShouldBe(0);
        var mounts = await File.ReadAllLinesAsync("/proc/self/mounts", Cancel);
        mounts.Count(line => line.Contains(Options.AppsFolder, StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(1);
        (await keeper.RemoveAsync(Name, Cancel)).Ok.ShouldBeTrue();
        (await LeftAsync()).ShouldBeEmpty();
    }

    private static string InVolume(InstanceKeeper keeper) => Path.Combine(keeper.Volumes.PathOf(new ComponentId(Name, "web")), "kept");

    private static string ContainerOf(InstanceKeeper keeper) => keeper.Instances.Single().Components[0].ContainerId!;

    private string Engine(string name) => $"{name}.{Options.Namespace}";

    private async Task<string> StartOfAsync(string container) => (await Raw.Containers.InspectContainerAsync(container, Cancel)).State?.StartedAt ?? "";

    private Task<IList<ContainerListResponse>> ListAsync() => Raw.Containers.ListContainersAsync(new() { All = true, Filters = EngineFilters.Of(Options.Namespace, Name) }, CancellationToken.None);
}
