namespace Flux.Orchestration.Instances;

/// <summary>One mount of a container, always out of a volume of the same app.</summary>
/// <param name="Owner">Index of the component whose volume is mounted (own index or a lower one).</param>
/// <param name="Kind">Directory or single file.</param>
/// <param name="Name">Directory or file below the volume's root: <c>appdata</c> for the primary, else the sub name of the specification.</param>
/// <param name="Target">Absolute path in the container.</param>
public readonly record struct DesiredMount(int Owner, MountKind Kind, string Name, string Target)
{
    /// <summary>Name of the primary directory of a volume (reference §3.7).</summary>
    public const string Primary = "appdata";
}
