using System.Collections.Immutable;
using Flux.Orchestration.Docker;
using Flux.Orchestration.Health;
using Flux.TestKit;

namespace Flux.Orchestration.Tests.Health;

/// <summary>A container whose runs last as long as a test says, on the test's clock. It sits on no network, so that nobody can reach it.</summary>
/// <param name="lasts">How long each run lasts; the last one is that of every later run too, and null lasts for ever.</param>
/// <param name="exitCode">With what every run ends.</param>
internal sealed class ScriptedRuns(SteppedTime time, ImmutableArray<TimeSpan?> lasts, int exitCode) : IContainerRuns
{
    private readonly DateTimeOffset _began = time.GetUtcNow();
    private readonly List<TimeSpan> _starts = [TimeSpan.Zero];

    /// <summary>When each run began, from the first on.</summary>
    public IReadOnlyList<TimeSpan> Starts => _starts;

    /// <summary>Why it cannot be started again; null: it can.</summary>
    public EngineFault? Fault { get; init; }

    public Task<EngineResult<ContainerExit>> ExitOfAsync(string id, CancellationToken cancel)
    {
        var isRunning = lasts[Math.Min(_starts.Count, lasts.Length) - 1] is not { } lasting || Now - _starts[^1] < lasting;
        return Task.FromResult<EngineResult<ContainerExit>>(new ContainerExit(isRunning, isRunning ? 0 : exitCode, false, "", ImmutableDictionary<string, ContainerEndpoint>.Empty));
    }

    public Task<EngineResult<Done>> StartAsync(string id, CancellationToken cancel)
    {
        if (Fault is not null) return Task.FromResult<EngineResult<Done>>(Fault);
        _starts.Add(Now);
        return Task.FromResult<EngineResult<Done>>(default(Done));
    }

    private TimeSpan Now => time.GetUtcNow() - _began;
}
