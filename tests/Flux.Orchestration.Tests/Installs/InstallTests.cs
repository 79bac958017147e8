using Flux.Orchestration.Docker;
using Flux.Orchestration.Installs;
using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Tests.Installs;

public sealed class InstallTests(EngineFixture fixture) : EngineTest(fixture)
{
    [Fact]
    public async Task Installs_an_app_that_answers_and_removes_it_without_a_trace()
    {
        var keeper = await StartedKeeperAsync();
        var port = FreePort();
        var outcome = await keeper.InstallAsync(App("shop", Web("web", port)), null, Cancel);
        outcome.Failure.ShouldBeNull();
        outcome.Status!.Healthy.ShouldBeTrue();
        (await GetAsync(port)).ShouldBe("tester");

        (await keeper.RemoveAsync("shop", Cancel)).Ok.ShouldBeTrue();
        (await LeftAsync()).ShouldBeEmpty();
        keeper.Instances.ShouldBeEmpty();
    }

    [Fact]
    public async Task Tells_the_steps_in_order()
    {
        var keeper = await StartedKeeperAsync();
        var told = new List<InstallProgress>();
        await keeper.InstallAsync(App("steps", Web("web", FreePort())), new InlineProgress<InstallProgress>(told.Add), Cancel);
        var done = told.Where(one => one.State == StepState.Done).Select(one => one.Stage).ToList();
        done.Order().ShouldBe(Enum.GetValues<InstallStage>());
        done.Where(stage => stage is not (InstallStage.Image or InstallStage.Volume or InstallStage.Network))
            .ShouldBe([InstallStage.Reserve, InstallStage.Container, InstallStage.Healthy, InstallStage.Announce]);
    }

    [Theory]
    [InlineData(InstallStage.Reserve)]
    [InlineData(InstallStage.Image)]
    [InlineData(InstallStage.Volume)]
    [InlineData(InstallStage.Network)]
    [InlineData(InstallStage.Container)]
    [InlineData(InstallStage.Healthy)]
    [InlineData(InstallStage.Announce)]
    public async Task Leaves_nothing_when_cancelled_as_a_step_begins(InstallStage stage)
    {
        var keeper = await StartedKeeperAsync();
        using var cancel = new CancellationTokenSource();
        var progress = new InlineProgress<InstallProgress>(one =>
        {
            if (one.Stage == stage && one.State == StepState.Started) cancel.Cancel();
        });
        var outcome = await keeper.InstallAsync(App("halted", Web("web", FreePort())), progress, cancel.Token);
        outcome.Failure!.Reason.ShouldBe(InstallFailureReason.Cancelled);
        (await LeftAsync()).ShouldBeEmpty();
        keeper.Reservations.HeldBy("halted").ShouldBeNull();
    }

    [Theory]
    [InlineData(InstallStage.Image)]
    [InlineData(InstallStage.Volume)]
    [InlineData(InstallStage.Network)]
    [InlineData(InstallStage.Container)]
    [InlineData(InstallStage.Healthy)]
    public async Task Leaves_nothing_when_cancelled_after_a_step(InstallStage stage)
    {
        var keeper = await StartedKeeperAsync();
        using var cancel = new CancellationTokenSource();
        var progress = new InlineProgress<InstallProgress>(one =>
        {
            if (one.Stage == stage && one.State == StepState.Done) cancel.Cancel();
        });
        var outcome = await keeper.InstallAsync(App("halted", Web("web", FreePort()), Web("db")), progress, cancel.Token);
        outcome.Installed.ShouldBeFalse();
        (await LeftAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Removing_an_app_ends_its_install()
    {
        var keeper = await StartedKeeperAsync();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var progress = new InlineProgress<InstallProgress>(one =>
        {
            if (one.Stage == InstallStage.Healthy) begun.TrySetResult();
        });
        var silent = Web("web", FreePort()) with { Command = ["/bin/sleep", "1000"] };
        var install = keeper.InstallAsync(App("gone", silent), progress, Cancel);
        await begun.Task.WaitAsync(Cancel);
        (await keeper.RemoveAsync("gone", Cancel)).Ok.ShouldBeTrue();
        (await install).Failure!.Reason.ShouldBe(InstallFailureReason.Cancelled);
        (await LeftAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Refuses_a_port_another_app_holds()
    {
        var keeper = await StartedKeeperAsync();
        var port = FreePort();
        (await keeper.InstallAsync(App("first", Web("web", port)), null, Cancel)).Installed.ShouldBeTrue();
        var second = await keeper.InstallAsync(App("second", Web("web", port)), null, Cancel);
        second.Failure!.Reason.ShouldBe(InstallFailureReason.PortTaken);
        second.Failure.Message.ShouldContain("first");
        (await LeftAsync()).ShouldNotContain(name => name.Contains("second", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refuses_a_port_another_program_listens_on()
    {
        var keeper = await StartedKeeperAsync();
        var port = FreePort();
        using var listener = new System.Net.Sockets.TcpListener(Options.PublishAddress, port);
        listener.Start();
        var outcome = await keeper.InstallAsync(App("late", Web("web", port)), null, Cancel);
        outcome.Failure!.Reason.ShouldBe(InstallFailureReason.PortTaken);
        (await LeftAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Refuses_more_than_the_node_gives()
    {
        var keeper = NewKeeper(Options with { Capacity = new NodeCapacity(50_000_000, 1L << 30, 1L << 30) });
        await keeper.StartAsync([], Cancel);
        var outcome = await keeper.InstallAsync(App("large", Web("web")), null, Cancel);
        outcome.Failure!.Reason.ShouldBe(InstallFailureReason.NoRoom);
        outcome.Failure.Message.ShouldBe("needs 0.1 cores, 0.05 are free");
    }

    [Fact]
    public async Task Refuses_an_image_of_another_architecture()
    {
        var keeper = await StartedKeeperAsync();
        var outcome = await keeper.InstallAsync(App("foreign", Web("web") with { Image = TestImage.OtherArchitecture }), null, Cancel);
        outcome.Failure!.Reason.ShouldBe(InstallFailureReason.WrongArchitecture);
        outcome.Failure.Message.ShouldContain("s390x");
        (await LeftAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Reports_a_container_that_keeps_ending_with_what_it_wrote()
    {
        var keeper = await StartedKeeperAsync();
        var broken = Web("web", FreePort()) with { Command = ["/bin/sh", "-c", "echo no database here; exit 3"] };
        var outcome = await keeper.InstallAsync(App("broken", broken), null, Cancel);
        outcome.Failure!.Reason.ShouldBe(InstallFailureReason.CrashLoop);
        outcome.Failure.Message.ShouldContain("exited with code 3");
        outcome.Failure.Message.ShouldContain("no database here");
        (await LeftAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_finds_the_data_of_an_earlier_app_of_the_same_name()
    {
        var keeper = await StartedKeeperAsync();
        var app = App("again", Web("web") with { Mounts = [new DesiredMount(0, MountKind.Directory, DesiredMount.Primary, "/data")] });
        (await keeper.Volumes.CreateAsync(app, Cancel)).Ok.ShouldBeTrue();
        var secret = Path.Combine(keeper.Volumes.PathOf(new ComponentId("again", "web")), DesiredMount.Primary, "secret");
        await File.WriteAllTextAsync(secret, "of the owner before", Cancel);
        (await keeper.InstallAsync(app, null, Cancel)).Failure.ShouldBeNull();
        File.Exists(secret).ShouldBeFalse();

        await File.WriteAllTextAsync(secret, "of this owner", Cancel);
        (await keeper.InstallAsync(app with { Components = [app.Components[0] with { Environment = ["V=2"] }] }, null, Cancel)).Failure.ShouldBeNull();
        File.Exists(secret).ShouldBeTrue();
    }

    [Fact]
    public async Task Reports_a_command_that_does_not_exist()
    {
        var keeper = await StartedKeeperAsync();
        var outcome = await keeper.InstallAsync(App("typo", Web("web") with { Command = ["/bin/srve"] }), null, Cancel);
        outcome.Failure!.Reason.ShouldBe(InstallFailureReason.CannotStart);
        (await LeftAsync()).ShouldBeEmpty();
    }
}
