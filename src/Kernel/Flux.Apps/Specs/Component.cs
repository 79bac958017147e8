using System.Collections.Immutable;

namespace Flux.Apps.Specs;

/// <summary>One container of an app. Specifications of versions 1–3 have exactly one, whose <see cref="Name"/> is empty.</summary>
public sealed record Component
{
    /// <summary>Name inside the app; empty in versions 1–3.</summary>
    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    /// <summary>Image: <c>[host[:port]/][namespace/]name[:tag]</c>; see <see cref="ImageReference"/>.</summary>
    public string RepoTag { get; init; } = "";

    /// <summary>Ports of the node, one for each of <see cref="ContainerPorts"/>.</summary>
    public ImmutableArray<int> Ports { get; init; } = [];

    /// <summary>Ports inside the container, published on TCP and UDP.</summary>
    public ImmutableArray<int> ContainerPorts { get; init; } = [];

    /// <summary>Custom domains, one entry for each port; empty = none; several separated by commas.</summary>
    public ImmutableArray<string> Domains { get; init; } = [];

    /// <summary><c>KEY=VALUE</c> entries. May hold secrets: never log them.</summary>
    public ImmutableArray<string> EnvironmentVariables { get; init; } = [];

    /// <summary>The container's command line, one argument each.</summary>
    public ImmutableArray<string> Commands { get; init; } = [];

    /// <summary>Mount language of fluxos-protocol §3.7; see <see cref="ContainerMounts"/>.</summary>
    public string ContainerData { get; init; } = "";

    /// <summary>What the component gets on every node, unless <see cref="Tiered"/> says otherwise.</summary>
    public Resources Resources { get; init; }

    /// <summary>Per-tier resources (versions 1–7), or null.</summary>
    public TierResources? Tiered { get; init; }

    /// <summary>Registry credentials (encrypted in version 7; empty outside encrypted specifications in version 8).</summary>
    public string RepoAuth { get; init; } = "";

    /// <summary>PGP message with further environment entries (version 7).</summary>
    public string Secrets { get; init; } = "";

    /// <summary>What the component gets on a node of that tier.</summary>
    public Resources ResourcesOn(NodeTier tier) => Tiered?.For(tier) ?? Resources;
}
