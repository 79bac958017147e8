using Flux.Orchestration.Docker;
using Flux.Orchestration.Installs;

namespace Flux.Orchestration.Tests.Docker;

/// <summary>Engines and registries that are away, slow or say no.</summary>
public sealed class EngineFaultTests(EngineFixture fixture) : EngineTest(fixture)
{
    [Fact]
    public async Task An_image_that_does_not_exist_is_a_clear_failure()
    {
        using var registry = new FakeRegistry();
        var outcome = await InstallAsync(registry.Image("nothing"));
        outcome.Failure!.Reason.ShouldBe(InstallFailureReason.ImageUnknown);
        outcome.Failure.MayRetry.ShouldBeFalse();
        outcome.Failure.Message.ShouldContain("does not exist or may not be read");
        (await LeftAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_image_without_a_variant_for_this_machine_is_a_clear_failure()
    {
        using var registry = new FakeRegistry { Status = 200 };
        var outcome = await InstallAsync(registry.Image("foreign"));
        outcome.Failure!.Reason.ShouldBe(InstallFailureReason.WrongArchitecture);
        outcome.Failure.Message.ShouldContain("no variant for this node");
    }

    [Fact]
    public async Task A_registry_that_is_down_may_be_tried_again()
    {
        var registry = new FakeRegistry();
        registry.Dispose();
        var outcome = await InstallAsync(registry.Image("away"));
        outcome.Failure!.Reason.ShouldBe(InstallFailureReason.RegistryUnavailable);
        outcome.Failure.MayRetry.ShouldBeTrue();
    }

    [Fact]
    public async Task A_reference_that_is_none_is_an_unknown_image() =>
        (await InstallAsync("No Such/Image!")).Failure!.Reason.ShouldBe(InstallFailureReason.ImageUnknown);

    [Fact]
    public async Task An_engine_that_is_down_is_a_typed_result()
    {
        var keeper = NewKeeper(Options with { Engine = new Uri("unix:///nowhere/engine.sock") });
        await keeper.StartAsync([], Cancel);
        (await keeper.Engine.Host.PingAsync(Cancel)).Fault!.Kind.ShouldBe(EngineFaultKind.Unreachable);
        (await keeper.Engine.Containers.ListAsync(null, Cancel)).Fault!.Kind.ShouldBe(EngineFaultKind.Unreachable);
        var outcome = await keeper.InstallAsync(App("dark", Web("web")), null, Cancel);
        outcome.Failure!.Reason.ShouldBe(InstallFailureReason.EngineUnavailable);
        outcome.Failure.MayRetry.ShouldBeTrue();
        (await keeper.RemoveAsync("dark", Cancel)).Fault!.Kind.ShouldBe(EngineFaultKind.Unreachable);
    }

    [Fact]
    public async Task Warming_up_leaves_nothing()
    {
        var keeper = await StartedKeeperAsync();
        await keeper.WarmUpAsync(Cancel);
        (await LeftAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_is_a_timeout()
    {
        await using var silent = new CuttableEngine { Silent = true };
        silent.Connect();
        using var engine = new Engine(Options with { Engine = silent.Endpoint, EngineTimeout = TimeSpan.FromMilliseconds(200) }, TimeProvider.System);
        (await engine.Containers.ListAsync(null, Cancel)).Fault!.Kind.ShouldBe(EngineFaultKind.Timeout);
    }

    [Fact]
    public async Task A_caller_that_cancels_gets_its_cancellation()
    {
        await using var silent = new CuttableEngine { Silent = true };
        silent.Connect();
        using var engine = new Engine(Options with { Engine = silent.Endpoint }, TimeProvider.System);
        using var cancel = new CancellationTokenSource();
        var listing = engine.Containers.ListAsync(null, cancel.Token);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(listing);
    }

    [Fact]
    public async Task Apps_are_repaired_after_the_engine_was_away()
    {
        await using var cuttable = new CuttableEngine();
        cuttable.Connect();
        var keeper = NewKeeper(Options with { Engine = cuttable.Endpoint });
        await keeper.StartAsync([], Cancel);
        var outcome = await keeper.InstallAsync(App("island", Web("web", FreePort())), null, Cancel);
        outcome.Failure.ShouldBeNull();
        var before = outcome.Status!.Components[0].ContainerId!;

        await cuttable.CutAsync();
        await Raw.Containers.RemoveContainerAsync(before, new() { Force = true }, Cancel);
        cuttable.Connect();
        await EventuallyAsync(() => Task.FromResult(keeper.Instances.Single() is { Healthy: true } now && now.Components[0].ContainerId != before), "it runs again");
    }

    [Fact]
    public async Task An_engine_cut_off_in_the_middle_of_an_install_leaves_nothing_once_it_is_back()
    {
        await using var cuttable = new CuttableEngine();
        cuttable.Connect();
        var keeper = NewKeeper(Options with { Engine = cuttable.Endpoint });
        await keeper.StartAsync([], Cancel);
        var progress = new InlineProgress<InstallProgress>(one =>
        {
            // The step waits: otherwise it could be done before the engine is away.
            if (one is { Stage: InstallStage.Container, State: StepState.Started }) cuttable.CutAsync().GetAwaiter().GetResult();
        });
        var outcome = await keeper.InstallAsync(App("halfway", Web("web", FreePort())), progress, Cancel);
        outcome.Failure!.Reason.ShouldBe(InstallFailureReason.EngineUnavailable);
        cuttable.Connect();
        await EventuallyAsync(async () => (await LeftAsync()).Count == 0, "nothing is left");
    }

    [Fact]
    public async Task A_removal_that_the_engine_is_at_already_is_waited_for()
    {
        const string busy = """{"message":"removal of container c is already in progress"}""";
        await using var script = new ScriptedEngine((409, busy), (409, busy), (404, """{"message":"No such container: c"}"""));
        using var engine = new Engine(Options with { Engine = script.Endpoint }, TimeProvider.System);
        (await engine.Containers.RemoveAsync("c", Cancel)).Fault.ShouldBeNull();
        script.Asked.Count(line => line.StartsWith("DELETE ", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public async Task A_volume_folder_that_cannot_be_made_fails_the_install_and_leaves_nothing()
    {
        var keeper = NewKeeper(Options with { AppsFolder = "/dev/null/apps" });
        await keeper.StartAsync([], Cancel);
        var outcome = await keeper.InstallAsync(App("full", Web("web")), null, Cancel);
        outcome.Failure!.Stage.ShouldBe(InstallStage.Volume);
        (await LeftAsync()).ShouldBeEmpty();
    }

    private async Task<InstallOutcome> InstallAsync(string image)
    {
        var keeper = await StartedKeeperAsync();
        return await keeper.InstallAsync(App("pulled", Web("web") with { Image = image }), null, Cancel);
    }
}
