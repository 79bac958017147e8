using Flux.Orchestration.Docker;

namespace Flux.Orchestration.Volumes;

/// <summary>What a volume directory stands on.</summary>
internal interface IVolumeBacking
{
    /// <summary>Makes the directory usable: makes it, and whatever it stands on, when missing. Null when done.</summary>
    /// <param name="path">The volume directory.</param>
    /// <param name="bytes">Size it may grow to.</param>
    /// <param name="cancel">Stops waiting.</param>
    Task<EngineFault?> PrepareAsync(string path, long bytes, CancellationToken cancel);

    /// <summary>Takes away what the directory stands on; its own content is removed by the caller. Null when done.</summary>
    Task<EngineFault?> ReleaseAsync(string path, CancellationToken cancel);
}
