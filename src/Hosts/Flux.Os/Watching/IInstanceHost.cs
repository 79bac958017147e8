using Flux.Orchestration;
using Flux.Orchestration.Docker;
using Flux.Orchestration.Installs;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Updates;

namespace Flux.Os.Watching;

/// <summary>What <see cref="LocalInstances"/> needs of the container side.</summary>
public interface IInstanceHost
{
    /// <summary>The latest status of every app kept here.</summary>
    IReadOnlyList<InstanceStatus> Instances { get; }

    /// <summary>Whether exactly this runs already; false when the engine does not tell. May be asked before <see cref="StartAsync"/>.</summary>
    Task<bool> RunsAsync(DesiredInstance instance, CancellationToken cancellation);

    /// <summary>Adopts what ran before.</summary>
    Task StartAsync(IReadOnlyList<DesiredInstance> desired, CancellationToken cancellation);

    /// <summary>Each change of a status, from now on.</summary>
    IAsyncEnumerable<InstanceStatus> WatchAsync(CancellationToken cancellation);

    /// <summary>Installs an app or changes it to another message.</summary>
    Task<InstallOutcome> InstallAsync(DesiredInstance desired, CancellationToken cancellation);

    /// <summary>Does for a change of an installed app what touches no container, and tells what the change will do.</summary>
    Task<UpdatePreparation> PrepareAsync(DesiredInstance desired, CancellationToken cancellation);

    /// <summary>Removes an app; cancels its install.</summary>
    Task<EngineResult<Done>> RemoveAsync(string app, CancellationToken cancellation);
}
