namespace Flux.Orchestration.Installs;

/// <summary>The steps of an install, in order (architecture §6.5).</summary>
public enum InstallStage
{
    /// <summary>CPU, memory, disk and ports set aside on this node.</summary>
    Reserve,

    /// <summary>Every image present, of this machine's architecture.</summary>
    Image,

    /// <summary>Volume directories made.</summary>
    Volume,

    /// <summary>The app's network made.</summary>
    Network,

    /// <summary>Containers created and started.</summary>
    Container,

    /// <summary>Containers answer on their published ports.</summary>
    Healthy,

    /// <summary>The host has been told; other nodes may route here.</summary>
    Announce,
}
