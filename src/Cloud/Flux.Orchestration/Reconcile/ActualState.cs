using Flux.Orchestration.Docker;

namespace Flux.Orchestration.Reconcile;

/// <summary>What is really there, of one namespace: read from the engine and the volume folder at one moment.</summary>
/// <param name="Containers">Containers.</param>
/// <param name="Networks">App networks.</param>
/// <param name="VolumeApps">Apps that own volume directories.</param>
/// <param name="ImageIds">Image reference → id of the local image; references that are not on the machine are missing.</param>
public sealed record ActualState(
    IReadOnlyList<ContainerFacts> Containers,
    IReadOnlyList<NetworkFacts> Networks,
    IReadOnlySet<string> VolumeApps,
    IReadOnlyDictionary<string, string> ImageIds)
{
    /// <summary>Nothing at all.</summary>
    public static ActualState Empty { get; } = new([], [], new HashSet<string>(), new Dictionary<string, string>());

    /// <summary>Names of all apps that have anything here.</summary>
    public IEnumerable<string> Apps() =>
        Containers.Select(one => one.Component.App).Concat(Networks.Select(one => one.App)).Concat(VolumeApps).Distinct();
}
