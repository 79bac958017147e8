namespace Flux.Orchestration.Volumes;

/// <summary>Chooses what a volume stands on: an image where this machine allows it, else a plain directory. A volume stays what it was made as.</summary>
internal sealed class VolumeBackings
{
    private readonly PlainBacking plain = new();
    private readonly ImageBacking image = new();
    private readonly Lazy<Task<string?>> obstacle;

    public VolumeBackings(OrchestrationOptions options) => obstacle = new Lazy<Task<string?>>(() => options.LimitVolumes
        ? ImageBacking.ObstacleAsync(options.AppsFolder, CancellationToken.None)
        : Task.FromResult<string?>("switched off (orchestration.limitVolumes)"));

    public IVolumeBacking Of(VolumeNote? note) => note is { Limited: true } ? image : plain;

    /// <summary>Why new volumes get no image here; null when they do. Tried once.</summary>
    public Task<string?> ObstacleAsync() => obstacle.Value;
}
