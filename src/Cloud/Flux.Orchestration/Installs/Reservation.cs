using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Installs;

/// <summary>What one app holds of a node.</summary>
internal sealed record Reservation(NodeCapacity Needs, IReadOnlySet<int> Ports)
{
    public static Reservation For(DesiredInstance instance) => new(
        new NodeCapacity(
            instance.Components.Sum(one => one.Limits.NanoCpus),
            instance.Components.Sum(one => one.Limits.MemoryBytes),
            instance.Components.Sum(one => one.Limits.VolumeBytes)),
        instance.Components.SelectMany(one => one.Ports).Select(port => port.HostPort).ToHashSet());
}
