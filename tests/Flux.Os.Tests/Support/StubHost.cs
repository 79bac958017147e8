using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Flux.Orchestration;
using Flux.Orchestration.Docker;
using Flux.Orchestration.Installs;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Updates;
using Flux.Os.Watching;

namespace Flux.Os.Tests.Support;

/// <summary>A container side that does what the test says and remembers what it was asked.</summary>
internal sealed class StubHost : IInstanceHost
{
    private readonly ConcurrentDictionary<string, InstanceStatus> _running = new();

    /// <summary>Every call, in order: <c>install demo</c>, <c>remove demo</c>.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>What the next installs end with; null is success.</summary>
    public Func<InstallFailure?> Outcome { get; set; } = () => null;

    public IReadOnlyList<InstanceStatus> Instances => [.. _running.Values];

    /// <summary>Hash of the message that the containers follow, whatever is written down.</summary>
    public string Follows { get; set; } = "";

    /// <summary>Until it ends nobody is told what runs.</summary>
    public Task Looking { get; set; } = Task.CompletedTask;

    public async Task<bool> RunsAsync(DesiredInstance instance, CancellationToken cancellation)
    {
        await Looking.WaitAsync(cancellation);
        return instance.MessageHash == Follows;
    }

    public Task StartAsync(IReadOnlyList<DesiredInstance> desired, CancellationToken cancellation)
    {
        foreach (var instance in desired) Calls.Enqueue($"adopt {instance.App}");
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<InstanceStatus> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        yield break;
    }

    public Task<InstallOutcome> InstallAsync(DesiredInstance desired, CancellationToken cancellation)
    {
        Calls.Enqueue($"install {desired.App}");
        var failure = Outcome();
        if (failure is null) SetHealthy(desired.App, DateTimeOffset.UnixEpoch);
        return Task.FromResult(new InstallOutcome(desired.App, failure, null));
    }

    /// <summary>What every change does; null: no container of the app is there.</summary>
    public UpdatePlan? Plan { get; set; }

    /// <summary>Why changes cannot be prepared; null: they can.</summary>
    public InstallFailure? NotPrepared { get; set; }

    public Task<UpdatePreparation> PrepareAsync(DesiredInstance desired, CancellationToken cancellation)
    {
        Calls.Enqueue($"prepare {desired.App}");
        return Task.FromResult(new UpdatePreparation(NotPrepared is null ? Plan : null, NotPrepared));
    }

    public Task<EngineResult<Done>> RemoveAsync(string app, CancellationToken cancellation)
    {
        Calls.Enqueue($"remove {app}");
        _running.TryRemove(app, out _);
        return Task.FromResult<EngineResult<Done>>(default(Done));
    }

    /// <summary>Null: its container is down.</summary>
    public void SetHealthy(string app, DateTimeOffset? since) =>
        _running[app] = new InstanceStatus(app, "", [new ComponentStatus(new ComponentId(app, "web"), "c", since is null ? ComponentState.Exited : ComponentState.Healthy, "")], since);
}
