using System.Text.Json;
using Docker.DotNet.Models;
using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Volumes.Files;

namespace Flux.Orchestration.Volumes;

/// <summary>
/// Volumes on this machine: <c>&lt;apps&gt;/flux&lt;component&gt;_&lt;app&gt;/</c> with <c>appdata</c> and the further mounts of the
/// specification below it (reference §7.1, §7.3). Only what lies inside an app's own directory is ever mounted. A note beside each
/// says whose it is, and outlives a crash in the middle.
/// </summary>
public sealed class VolumeStore(OrchestrationOptions options)
{
    private const string NoteSuffix = ".volume.json";

    private readonly string folder = options.AppsFolder;
    private readonly VolumeBackings backings = new(options);

    /// <summary>Why the size of new volumes is not enforced here; null when it is. Tried once, in the volume folder.</summary>
    public Task<string?> WhyUnlimitedAsync() => backings.ObstacleAsync();

    /// <summary>Directory of one component's volume.</summary>
    public string PathOf(ComponentId id) => Path.Combine(folder, EngineNames.Alias(id));

    /// <summary>
    /// Makes what is missing of an instance's volumes and their mount targets, and mounts them (again after a reboot). Answers the
    /// components whose volume is new, so that an undo removes no older data. Faults: DiskFull, Refused (path or rights).
    /// </summary>
    public async Task<EngineResult<IReadOnlyList<ComponentId>>> CreateAsync(DesiredInstance instance, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var made = new List<ComponentId>();
        var fault = await DiskFaults.GuardAsync(() => MakeAllAsync(instance, made, cancel));
        if (fault is null) return EngineResults.Of<IReadOnlyList<ComponentId>>(made);
        foreach (var id in made) await RemoveAsync(id, CancellationToken.None);
        return fault;
    }

    /// <summary>The engine mounts of one component.</summary>
    public IReadOnlyList<Mount> MountsOf(DesiredInstance instance, DesiredComponent component) =>
        [.. component.Mounts.Select(mount => MountBuilder.Build(HostPath(instance, mount), mount.Target))];

    /// <summary>Removes one component's volume. One that is missing is fine.</summary>
    public async Task<EngineResult<Done>> RemoveAsync(ComponentId id, CancellationToken cancel)
    {
        var fault = await DiskFaults.GuardAsync(async () =>
        {
            if (await backings.Of(ReadNote(NoteOf(id))).ReleaseAsync(PathOf(id), cancel) is { } busy) return busy;
            if (Directory.Exists(PathOf(id))) Directory.Delete(PathOf(id), recursive: true);
            File.Delete(NoteOf(id));
            return null;
        });
        return fault is null ? new Done() : fault;
    }

    /// <summary>Removes every volume of an app.</summary>
    public async Task<EngineResult<Done>> RemoveAppAsync(string app, CancellationToken cancel)
    {
        foreach (var note in List().Where(note => note.App == app))
        {
            var removed = await RemoveAsync(new ComponentId(note.App, note.Component), cancel);
            if (!removed.Ok) return removed;
        }

        return new Done();
    }

    /// <summary>Every volume in the folder; unreadable notes are left out (their directories are left alone).</summary>
    public IReadOnlyList<VolumeNote> List()
    {
        if (!Directory.Exists(folder)) return [];
        return [.. Directory.EnumerateFiles(folder, "*" + NoteSuffix).Select(ReadNote).OfType<VolumeNote>()];
    }

    /// <summary>The files of a component's volume; null when this node has none.</summary>
    public VolumeFiles? FilesOf(ComponentId id) => ReadNote(NoteOf(id)) is not null && Directory.Exists(PathOf(id)) ? new VolumeFiles(PathOf(id)) : null;

    /// <summary>What is noted of a component's volume, or null.</summary>
    public VolumeNote? Find(ComponentId id) => ReadNote(NoteOf(id));

    /// <summary>Bytes the files of a component's volume take; symbolic links are not followed.</summary>
    public long Measure(ComponentId id)
    {
        var root = new DirectoryInfo(PathOf(id));
        if (!root.Exists) return 0;
        var every = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return root.EnumerateFiles("*", every).Sum(file => file.Length);
    }

    private async Task<EngineFault?> MakeAllAsync(DesiredInstance instance, List<ComponentId> made, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        foreach (var component in instance.Components)
        {
            if (await MakeAsync(new ComponentId(instance.App, component.Name), component.Limits.VolumeBytes, made, cancel) is { } fault) return fault;
        }

        foreach (var mount in instance.Components.SelectMany(component => component.Mounts)) MountTarget.Make(HostPath(instance, mount), mount.Kind);
        return null;
    }

    private async Task<EngineFault?> MakeAsync(ComponentId id, long bytes, List<ComponentId> made, CancellationToken cancel)
    {
        if (ReadNote(NoteOf(id)) is not { } note)
        {
            made.Add(id);
            note = new VolumeNote(id.App, id.Component, bytes, Limited: await backings.ObstacleAsync() is null);
            WriteNote(NoteOf(id), note);
        }

        return await backings.Of(note).PrepareAsync(PathOf(id), note.Bytes, cancel);
    }

    private string HostPath(DesiredInstance instance, DesiredMount mount)
    {
        var volume = PathOf(new ComponentId(instance.App, instance.Components[mount.Owner].Name));
        if (mount.Name is "" or "." or ".." || mount.Name.AsSpan().ContainsAny('/', '\\', '\0')) throw new ArgumentException($"'{mount.Name}' is no name for a mount");
        return Path.Combine(volume, mount.Name);
    }

    private string NoteOf(ComponentId id) => PathOf(id) + NoteSuffix;

    private static void WriteNote(string path, VolumeNote note)
    {
        File.WriteAllBytes(path + ".part", JsonSerializer.SerializeToUtf8Bytes(note));
        File.Move(path + ".part", path, overwrite: true);
    }

    private static VolumeNote? ReadNote(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<VolumeNote>(File.ReadAllBytes(path)) : null;
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
