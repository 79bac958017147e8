using Flux.Orchestration.Docker;

namespace Flux.Orchestration.Health;

/// <summary>What waiting for a container asks of the engine.</summary>
internal interface IContainerRuns
{
    /// <summary>Whether one container runs, how it ended, and its addresses.</summary>
    Task<EngineResult<ContainerExit>> ExitOfAsync(string id, CancellationToken cancel);

    /// <summary>Starts a container that ended.</summary>
    Task<EngineResult<Done>> StartAsync(string id, CancellationToken cancel);
}
