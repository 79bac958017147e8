using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Docker;

/// <summary>One container of this node, as the engine lists it.</summary>
public sealed record ContainerFacts
{
    /// <summary>The engine's id (64 hex).</summary>
    public required string Id { get; init; }

    /// <summary>Name without slash and without namespace (<c>fluxweb_shop</c>).</summary>
    public required string Name { get; init; }

    /// <summary>App and component, from the labels.</summary>
    public required ComponentId Component { get; init; }

    /// <summary>Fingerprint label.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Hash of the message it was made for.</summary>
    public required string MessageHash { get; init; }

    /// <summary>State.</summary>
    public required ContainerPhase Phase { get; init; }

    /// <summary>Image reference it was made from.</summary>
    public required string Image { get; init; }

    /// <summary>Id of that image.</summary>
    public required string ImageId { get; init; }

    /// <summary>Command line.</summary>
    public required string Command { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The engine's sentence (<c>Up 3 minutes</c>).</summary>
    public required string StatusText { get; init; }

    /// <summary>Engine network name → where it sits on it.</summary>
    public required IReadOnlyDictionary<string, ContainerEndpoint> Networks { get; init; }

    /// <summary>Published ports.</summary>
    public required IReadOnlyList<ContainerPort> Ports { get; init; }

    /// <summary>Bytes in the writable layer; null unless asked for.</summary>
    public long? WritableBytes { get; init; }
}
