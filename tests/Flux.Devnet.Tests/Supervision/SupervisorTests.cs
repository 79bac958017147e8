using System.Diagnostics;
using Flux.Devnet.Supervision;

namespace Flux.Devnet.Tests.Supervision;

public sealed class SupervisorTests : IAsyncDisposable
{
    private readonly TemporaryHome home = new();
    private readonly Supervisor supervisor = new(TimeProvider.System);

    [Fact]
    public async Task Starts_a_program_and_keeps_its_output()
    {
        var spec = Shell("echo hello; echo trouble >&2; exec sleep 600");

        await supervisor.StartAsync(spec);
        await Eventually.HoldsAsync(() => LogFiles.Tail(spec.LogFile, 10).Count == 2, "two lines in the log");

        LogFiles.Tail(spec.LogFile, 10).ShouldBe(["hello", "trouble"]);
        supervisor.Report(spec.Name)!.State.ShouldBe(ProgramState.Running);
    }

    [Fact]
    public async Task Passes_arguments_as_they_are()
    {
        var spec = Shell("printf '%s\\n' \"$@\"; exec sleep 600") with { };
        spec = spec with { Arguments = [.. spec.Arguments, "sh", "$(touch evil)", "two words", "'"] };

        await supervisor.StartAsync(spec);
        await Eventually.HoldsAsync(() => LogFiles.Tail(spec.LogFile, 10).Count == 3, "three lines in the log");

        LogFiles.Tail(spec.LogFile, 10).ShouldBe(["$(touch evil)", "two words", "'"]);
    }

    [Fact]
    public async Task Restarts_a_program_that_was_killed()
    {
        var spec = Shell("exec sleep 600");
        await supervisor.StartAsync(spec);
        var first = supervisor.Report(spec.Name)!.ProcessId;

        supervisor.Kill(spec.Name);
        await Eventually.HoldsAsync(() => supervisor.Report(spec.Name) is { State: ProgramState.Running, Restarts: 1 }, "the restart");

        var report = supervisor.Report(spec.Name)!;
        report.ProcessId.ShouldNotBe(first);
        report.LastExit.ShouldBe("was killed (SIGKILL)");
    }

    [Fact]
    public async Task Keeps_a_stopped_program_stopped()
    {
        var spec = Shell("exec sleep 600");
        await supervisor.StartAsync(spec);
        var id = supervisor.Report(spec.Name)!.ProcessId;

        await supervisor.StopAsync(spec.Name);

        supervisor.Report(spec.Name).ShouldBe(new ProgramReport(spec.Name, ProgramState.Stopped, 0, 0, 143, "was ended (SIGTERM)"));
        Should.Throw<ArgumentException>(() => Process.GetProcessById(id));
    }

    [Fact]
    public async Task Kills_a_program_that_ignores_the_request_to_end()
    {
        var spec = Shell("trap '' TERM; echo ready; while :; do sleep 600; done") with { StopPatience = TimeSpan.FromMilliseconds(50) };
        await supervisor.StartAsync(spec);
        await Eventually.HoldsAsync(() => LogFiles.Tail(spec.LogFile, 1).Count == 1, "the trap is set");

        await supervisor.StopAsync(spec.Name);

        supervisor.Report(spec.Name)!.LastExit.ShouldBe("was killed (SIGKILL)");
    }

    [Fact]
    public async Task Waits_before_it_starts_a_dying_program_again()
    {
        var spec = Shell("exit 3");

        await supervisor.StartAsync(spec);
        await Eventually.HoldsAsync(() => supervisor.Report(spec.Name) is { Restarts: >= 2 }, "two restarts");

        supervisor.Report(spec.Name)!.LastExit.ShouldBe("ended with exit code 3");
    }

    [Fact]
    public async Task Starting_again_replaces_the_running_program()
    {
        var spec = Shell("echo one; exec sleep 600");
        await supervisor.StartAsync(spec);

        await supervisor.StartAsync(Shell("echo two; exec sleep 600"));
        await Eventually.HoldsAsync(() => LogFiles.Tail(spec.LogFile, 10).Contains("two"), "the second program");

        supervisor.Reports.Count.ShouldBe(1);
        supervisor.Report(spec.Name)!.Restarts.ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        await supervisor.DisposeAsync();
        home.Dispose();
    }

    private ProgramSpec Shell(string script) => new()
    {
        Name = "node1/dummy",
        FileName = "/bin/sh",
        Arguments = ["-c", script],
        WorkingFolder = home.Path,
        LogFile = Path.Combine(home.Path, "logs", "dummy.log"),
    };
}
