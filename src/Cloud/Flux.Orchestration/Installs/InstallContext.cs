using System.Collections.Concurrent;
using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Installs;

/// <summary>What the steps of one install hand to each other.</summary>
internal sealed class InstallContext(DesiredInstance desired, InstallJournal journal)
{
    public DesiredInstance Desired { get; } = desired;

    public InstallJournal Journal { get; } = journal;

    /// <summary>Images by component index; filled by the image step.</summary>
    public ConcurrentDictionary<int, ImageFacts> Images { get; } = new();

    /// <summary>Ids of containers that have answered; filled by the healthy step.</summary>
    public ConcurrentBag<string> Answered { get; } = [];

    /// <summary>Components whose earlier container answered: in an update the new one must, too.</summary>
    public HashSet<string> MustAnswer { get; } = [];

    /// <summary>Container ids by component index; filled by the container step.</summary>
    public ConcurrentDictionary<int, string> Containers { get; } = new();
}
