using Docker.DotNet;

namespace Flux.Orchestration.Docker;

/// <summary>The only door to the Docker Engine. Every method answers an <see cref="EngineResult{T}"/>; only cancellation throws.</summary>
public sealed class Engine : IDisposable
{
    private static readonly Uri DefaultEndpoint = new("unix:///var/run/docker.sock");

    private readonly DockerClient client;
    private readonly EngineCalls calls;

    /// <summary>Prepares a connection; nothing is sent yet.</summary>
    public Engine(OrchestrationOptions options, TimeProvider time)
    {
        client = Connect(options).Build();
        Names = new EngineNames(options.Namespace);
        calls = new EngineCalls(client, options.EngineTimeout, time);
        Host = new EngineHost(calls);
        Containers = new EngineContainers(calls, Names);
        Networks = new EngineNetworks(calls, Names, options);
        Images = new EngineImages(calls, options.PullTimeout, header => Connect(options).WithHeader(header.Name, header.Value).Build());
        Events = new EngineEvents(calls, Names, time);
        Logs = new EngineLogs(calls);
        Stats = new EngineStats(calls);
        Exec = new EngineExec(calls, time);
    }

    /// <summary>Names of this node's objects.</summary>
    public EngineNames Names { get; }

    /// <summary>How many changes this node has made or tried; a list that was read at another count may be old.</summary>
    public long Changes => calls.Changes;

    /// <summary>The engine as a whole.</summary>
    public EngineHost Host { get; }

    /// <summary>Containers.</summary>
    public EngineContainers Containers { get; }

    /// <summary>Networks.</summary>
    public EngineNetworks Networks { get; }

    /// <summary>Images.</summary>
    public EngineImages Images { get; }

    /// <summary>Events.</summary>
    public EngineEvents Events { get; }

    /// <summary>Logs.</summary>
    public EngineLogs Logs { get; }

    /// <summary>Resource use.</summary>
    public EngineStats Stats { get; }

    /// <summary>Commands inside containers.</summary>
    public EngineExec Exec { get; }

    /// <inheritdoc />
    public void Dispose() => client.Dispose();

    private static DockerClientBuilder Connect(OrchestrationOptions options) =>
        new DockerClientBuilder().WithEndpoint(EndpointOf(options)).WithTimeout(Timeout.InfiniteTimeSpan);

    private static Uri EndpointOf(OrchestrationOptions options)
    {
        if (options.Engine is not null) return options.Engine;
        var named = Environment.GetEnvironmentVariable("DOCKER_HOST");
        return Uri.TryCreate(named, UriKind.Absolute, out var endpoint) ? endpoint : DefaultEndpoint;
    }
}
