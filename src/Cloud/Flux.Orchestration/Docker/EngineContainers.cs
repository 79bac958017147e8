using System.Text.Json;
using Docker.DotNet.Models;
using Flux.Orchestration.Health;
using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Docker;

/// <summary>Containers of this node's namespace.</summary>
public sealed class EngineContainers : IContainerRuns
{
    private static readonly TimeSpan RemovalLook = TimeSpan.FromMilliseconds(50);

    private readonly EngineCalls calls;
    private readonly EngineNames names;

    internal EngineContainers(EngineCalls calls, EngineNames names) => (this.calls, this.names) = (calls, names);

    /// <summary>Containers of the namespace, running or not.</summary>
    /// <param name="app">Only those of one app; null for all.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <param name="withSizes">Also measures writable layers, which the engine does slowly.</param>
    public Task<EngineResult<IReadOnlyList<ContainerFacts>>> ListAsync(string? app, CancellationToken cancel, bool withSizes = false) =>
        calls.GetAsync<IReadOnlyList<ContainerFacts>>(async (docker, token) =>
        {
            var all = await docker.Containers.ListContainersAsync(new ContainersListParameters { All = true, Size = withSizes, Filters = EngineFilters.Of(names.Namespace, app) }, token);
            return [.. all.Where(one => EngineLabels.BelongTo(one.Labels, names.Namespace)).Select(Read)];
        }, cancel);

    /// <summary>Whether one container runs, how it ended, and its addresses.</summary>
    public Task<EngineResult<ContainerExit>> ExitOfAsync(string id, CancellationToken cancel) =>
        calls.GetAsync(async (docker, token) =>
        {
            var found = await docker.Containers.InspectContainerAsync(id, token);
            var state = found.State ?? new State();
            return new ContainerExit(state.Running && !state.Restarting, state.ExitCode, state.OOMKilled, state.Error ?? "",
                EndpointsOf(found.NetworkSettings?.Networks));
        }, cancel);

    /// <summary>All the engine says of a container, under the engine's own JSON names, for the existing HTTP routes that pass it on.</summary>
    public Task<EngineResult<string>> InspectJsonAsync(string id, CancellationToken cancel) =>
        calls.GetAsync(async (docker, token) => JsonSerializer.Serialize(await docker.Containers.InspectContainerAsync(id, token)), cancel);

    /// <summary>The processes in a running container: titles and one row each.</summary>
    public Task<EngineResult<string>> ProcessesJsonAsync(string id, CancellationToken cancel) =>
        calls.GetAsync(async (docker, token) => JsonSerializer.Serialize(await docker.Containers.ListProcessesAsync(id, new ContainerListProcessesParameters(), token)), cancel);

    /// <summary>What changed in a container's file system since it was made.</summary>
    public Task<EngineResult<string>> ChangesJsonAsync(string id, CancellationToken cancel) =>
        calls.GetAsync(async (docker, token) => JsonSerializer.Serialize(await docker.Containers.InspectChangesAsync(id, token)), cancel);

    internal Task<EngineResult<string>> CreateAsync(CreateContainerParameters parameters, CancellationToken cancel) =>
        calls.ChangeAsync(async (docker, token) => (await docker.Containers.CreateContainerAsync(parameters, token)).ID, cancel);

    Task<EngineResult<Done>> IContainerRuns.StartAsync(string id, CancellationToken cancel) => StartAsync(id, cancel);

    /// <summary>Starts a container; a running one is fine, a paused one goes on.</summary>
    internal async Task<EngineResult<Done>> StartAsync(string id, CancellationToken cancel)
    {
        var started = await calls.ApplyAsync((docker, token) => docker.Containers.StartContainerAsync(id, new ContainerStartParameters(), token), cancel);
        if (started.Ok || !started.Fault.Message.Contains("paused container", StringComparison.Ordinal)) return started;
        return await calls.ApplyAsync((docker, token) => docker.Containers.UnpauseContainerAsync(id, token), cancel);
    }

    /// <summary>Stops a container, killing it after <paramref name="grace"/>. A stopped or missing one is fine.</summary>
    internal async Task<EngineResult<Done>> StopAsync(string id, TimeSpan grace, CancellationToken cancel) =>
        AbsentIsDone(await calls.ApplyAsync((docker, token) =>
            docker.Containers.StopContainerAsync(id, new ContainerStopParameters { WaitBeforeKillSeconds = Seconds(grace) }, token),
            cancel, grace + calls.Timeout));

    /// <summary>Freezes a running container. One that is frozen already is fine.</summary>
    internal async Task<EngineResult<Done>> PauseAsync(string id, CancellationToken cancel)
    {
        var paused = await calls.ApplyAsync((docker, token) => docker.Containers.PauseContainerAsync(id, token), cancel);
        return !paused.Ok && paused.Fault.Message.Contains("already paused", StringComparison.Ordinal) ? new Done() : paused;
    }

    internal Task<EngineResult<Done>> RestartAsync(string id, TimeSpan grace, CancellationToken cancel) =>
        calls.ApplyAsync((docker, token) =>
            docker.Containers.RestartContainerAsync(id, new ContainerRestartParameters { WaitBeforeKillSeconds = Seconds(grace) }, token),
            cancel, grace + calls.Timeout);

    /// <summary>
    /// Removes a container at once, running or not, with its anonymous volumes. A missing one is fine; one that is being removed already is
    /// waited for, because until then it has its name, its port and its network.
    /// </summary>
    internal async Task<EngineResult<Done>> RemoveAsync(string id, CancellationToken cancel)
    {
        for (var waited = TimeSpan.Zero; ; waited += RemovalLook)
        {
            var removed = AbsentIsDone(await calls.ApplyAsync((docker, token) =>
                docker.Containers.RemoveContainerAsync(id, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, token), cancel));
            if (removed.Ok || waited >= calls.Timeout || !removed.Fault.Message.Contains("already in progress", StringComparison.Ordinal)) return removed;
            await Task.Delay(RemovalLook, calls.Time, cancel);
        }
    }

    internal Task<EngineResult<Done>> RenameAsync(string id, string name, CancellationToken cancel) =>
        calls.ApplyAsync((docker, token) => docker.Containers.RenameContainerAsync(id, new ContainerRenameParameters { NewName = name }, token), cancel);

    /// <summary>Id of the container of exactly this engine name, whoever made it.</summary>
    internal Task<EngineResult<string>> FindByNameAsync(string engineName, CancellationToken cancel) =>
        calls.GetAsync(async (docker, token) => (await docker.Containers.InspectContainerAsync(engineName, token)).ID, cancel);

    private static uint Seconds(TimeSpan span) => (uint)Math.Ceiling(span.TotalSeconds);

    private static EngineResult<Done> AbsentIsDone(EngineResult<Done> result) =>
        !result.Ok && result.Fault.Kind == EngineFaultKind.NotFound ? new Done() : result;

    private ContainerFacts Read(ContainerListResponse one) => new()
    {
        Id = one.ID,
        Name = names.Public((one.Names?.FirstOrDefault() ?? one.ID).TrimStart('/')),
        Component = new ComponentId(EngineLabels.Read(one.Labels, EngineLabels.App), EngineLabels.Read(one.Labels, EngineLabels.Component)),
        Fingerprint = EngineLabels.Read(one.Labels, EngineLabels.Fingerprint),
        MessageHash = EngineLabels.Read(one.Labels, EngineLabels.Message),
        Phase = PhaseOf(one.State),
        Image = one.Image ?? "",
        ImageId = one.ImageID ?? "",
        Command = one.Command ?? "",
        Created = new DateTimeOffset(DateTime.SpecifyKind(one.Created, DateTimeKind.Utc)),
        StatusText = one.Status ?? "",
        Networks = EndpointsOf(one.NetworkSettings?.Networks),
        Ports = [.. (one.Ports ?? []).Select(port => new ContainerPort(port.IP ?? "", port.PrivatePort, port.PublicPort, port.Type ?? "tcp"))],
        WritableBytes = one.SizeRw,
    };

    private static ContainerPhase PhaseOf(string? state) => state switch
    {
        "running" => ContainerPhase.Running,
        "paused" => ContainerPhase.Paused,
        "restarting" => ContainerPhase.Restarting,
        "created" => ContainerPhase.Created,
        "exited" => ContainerPhase.Exited,
        _ => ContainerPhase.Dead,
    };

    private static Dictionary<string, ContainerEndpoint> EndpointsOf(IDictionary<string, EndpointSettings>? networks) =>
        networks?.ToDictionary(pair => pair.Key, pair => new ContainerEndpoint(pair.Value?.NetworkID ?? "", pair.Value?.IPAddress ?? "")) ?? [];
}
