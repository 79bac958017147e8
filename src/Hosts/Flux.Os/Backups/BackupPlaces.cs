using Flux.Orchestration.Instances;
using Flux.Orchestration.Volumes.Files;

namespace Flux.Os.Backups;

/// <summary>Where archives lie in a component's volume (FluxOS reference §7.1, §8.4).</summary>
internal static class BackupPlaces
{
    /// <summary>Folders below the volume that hold archives.</summary>
    public static readonly IReadOnlyList<string> Folders = ["backup/local", "backup/upload", "backup/remote"];

    /// <summary>Made here.</summary>
    public static VolumePath Local(ComponentId id) => In(Folders[0], id);

    /// <summary>Sent by the owner.</summary>
    public static VolumePath Upload(ComponentId id) => In(Folders[1], id);

    /// <summary>Fetched from an address.</summary>
    public static VolumePath Remote(ComponentId id) => In(Folders[2], id);

    private static VolumePath In(string folder, ComponentId id) =>
        VolumePath.TryParse($"{folder}/backup_{(id.Component.Length == 0 ? id.App : id.Component).ToLowerInvariant()}.tar.gz", out var path, out var problem) ? path : throw new ArgumentException(problem);
}
