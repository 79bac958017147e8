using Flux.Apps.Secrets;
using Flux.Apps.Specs;

namespace Flux.Orchestration.Instances;

/// <summary>A checked specification as what one node has to run.</summary>
public static class SpecTranslation
{
    /// <summary>An argument that exactly says this is dropped; no container is ever privileged (reference §3.11).</summary>
    private const string Privileged = "--privileged";

    /// <summary>
    /// Translates. The specification must have been checked (<see cref="AppSpec.TryParse(string, AppRules, long)"/>) and be readable by
    /// this node (not encrypted). Every component is wanted running; the host stops those of a <c>g:</c> group it does not hold.
    /// </summary>
    /// <param name="spec">The specification.</param>
    /// <param name="messageHash">Hash of the permanent message it came with.</param>
    /// <param name="tier">This node's tier, for specifications with per-tier resources.</param>
    /// <exception cref="ArgumentException">A component's <c>containerData</c> cannot be read, so the specification was not checked.</exception>
    public static DesiredInstance Translate(AppSpec spec, string messageHash, NodeTier tier) => Translate(spec, AppSecrets.None, messageHash, tier);

    /// <summary>As the other overload, with what only members can read: secret variables come after the public ones and win.</summary>
    public static DesiredInstance Translate(AppSpec spec, AppSecrets secrets, string messageHash, NodeTier tier)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        ArgumentNullException.ThrowIfNull(spec);
        return new DesiredInstance
        {
            App = spec.Name,
            MessageHash = messageHash,
            Components = [.. spec.Components.Select((component, index) => Translate(component, secrets.Components.GetValueOrDefault(component.Name), index, tier))],
        };
    }

    private static DesiredComponent Translate(Component component, ComponentSecrets? secrets, int index, NodeTier tier)
    {
        var resources = component.ResourcesOn(tier);
        var mounts = MountsOf(component, index);
        return new DesiredComponent
        {
            Name = component.Name,
            Image = component.RepoTag,
            Credentials = RegistryCredentials.TryParse(secrets?.RepoAuth is { Length: > 0 } secret ? secret : component.RepoAuth),
            Environment = [.. component.EnvironmentVariables, .. secrets?.Variables ?? []],
            Command = [.. component.Commands.Where(argument => argument != Privileged)],
            Ports = [.. component.Ports.Zip(component.ContainerPorts, (host, container) => new PublishedPort(host, container))],
            Mounts = [.. mounts.Mounts.Select(mount => new DesiredMount(mount.Component, KindOf(mount.Source), NameOf(mount), mount.Path))],
            Replicated = mounts.Replication != Replication.None,
            Elected = mounts.Replication == Replication.Elected,
            Limits = new ResourceLimits
            {
                NanoCpus = resources.NanoCpus,
                MemoryBytes = resources.RamBytes,
                VolumeBytes = resources.HddBytes,
            },
        };
    }

    private static ContainerMounts MountsOf(Component component, int index) =>
        ContainerMounts.TryParse(component.ContainerData, index, out var mounts, out var problem) ? mounts : throw new ArgumentException($"containerData {problem}");

    private static MountKind KindOf(MountSource source) => source == MountSource.SingleFile ? MountKind.File : MountKind.Directory;

    private static string NameOf(ContainerMount mount) => mount.Source is MountSource.Primary or MountSource.OtherPrimary ? DesiredMount.Primary : mount.Name;
}
