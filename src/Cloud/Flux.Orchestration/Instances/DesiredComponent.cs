namespace Flux.Orchestration.Instances;

/// <summary>One container of an app.</summary>
public sealed record DesiredComponent
{
    /// <summary>Component name; empty for specifications v1–v3, which have a single unnamed one.</summary>
    public required string Name { get; init; }

    /// <summary>Image reference as specified (reference fluxos-protocol.md §3.6).</summary>
    public required string Image { get; init; }

    /// <summary>Registry credentials, or null for anonymous pulls. Never logged.</summary>
    public RegistryCredentials? Credentials { get; init; }

    /// <summary><c>KEY=VALUE</c> entries; variables injected by the node come last and win.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Docker <c>Cmd</c>; empty keeps the image's.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Ports published on the node's address.</summary>
    public IReadOnlyList<PublishedPort> Ports { get; init; } = [];

    /// <summary>CPU, memory, processes and disk.</summary>
    public required ResourceLimits Limits { get; init; }

    /// <summary>Mounts out of the app's own volumes.</summary>
    public IReadOnlyList<DesiredMount> Mounts { get; init; } = [];

    /// <summary>Its volume is kept the same on several nodes (<c>r:</c>, <c>s:</c>, <c>g:</c>), so that a second writer does no harm.</summary>
    public bool Replicated { get; init; }

    /// <summary>Only one instance of it may run at a time (<c>g:</c>).</summary>
    public bool Elected { get; init; }

    /// <summary>True drops every capability, whatever the image's user is.</summary>
    public bool Restricted { get; init; }

    /// <summary>False keeps the container created but stopped (operator's stop, a standby of a <c>g:</c> group).</summary>
    public bool Running { get; init; } = true;

    /// <summary>Of one that does not run: true leaves it frozen with its memory instead of stopped.</summary>
    public bool Paused { get; init; }
}
