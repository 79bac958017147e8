using Flux.Orchestration.Docker;

namespace Flux.Orchestration.Volumes;

/// <summary>A directory of the node's own file system; its size is noted and measured but not enforced.</summary>
internal sealed class PlainBacking : IVolumeBacking
{
    public Task<EngineFault?> PrepareAsync(string path, long bytes, CancellationToken cancel)
    {
        Directory.CreateDirectory(path);
        return Task.FromResult<EngineFault?>(null);
    }

    public Task<EngineFault?> ReleaseAsync(string path, CancellationToken cancel) => Task.FromResult<EngineFault?>(null);
}
