using System.Collections.Concurrent;

namespace Flux.Devnet.Supervision;

/// <summary>Keeps a set of programs running, restarts the dead, and ends them all.</summary>
public sealed class Supervisor(TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, SupervisedProgram> programs = new();
    private readonly LaunchThread launcher = new();

    /// <summary>Raised on a thread of the pool whenever a program's state changes.</summary>
    public event Action<ProgramReport>? Changed;

    public IReadOnlyList<ProgramReport> Reports => [.. programs.Values.Select(program => program.Report).OrderBy(report => report.Name, StringComparer.Ordinal)];

    /// <summary>Starts a program under its name, or starts it anew where it runs already (e.g. with other arguments).</summary>
    public Task StartAsync(ProgramSpec spec) =>
        programs.GetOrAdd(spec.Name, _ => new SupervisedProgram(spec, launcher, time, report => Changed?.Invoke(report))).StartAsync(spec);

    /// <summary>Ends a program and keeps it ended. Nothing happens when there is none of that name.</summary>
    public Task StopAsync(string name) => programs.TryGetValue(name, out var program) ? program.StopAsync() : Task.CompletedTask;

    /// <summary>The named program's state, or null.</summary>
    public ProgramReport? Report(string name) => programs.TryGetValue(name, out var program) ? program.Report : null;

    /// <summary>Kills a program without asking; it is restarted like any that died.</summary>
    public void Kill(string name)
    {
        if (Report(name) is { ProcessId: > 0 } report) Signals.Kill(report.ProcessId);
    }

    public Task StopAllAsync() => Task.WhenAll(programs.Values.Select(program => program.StopAsync()));

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(programs.Values.Select(program => program.DisposeAsync().AsTask()));
        launcher.Dispose();
    }
}
