using System.Text.Json;
using Docker.DotNet.Models;
using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Volumes;

/// <summary>
/// Volume directories on this machine: <c>&lt;apps&gt;/flux&lt;component&gt;_&lt;app&gt;/</c> with <c>appdata</c> and the further
/// mounts of the specification below it (reference §7.1, §7.3). Only what lies inside an app's own directory is ever mounted.
/// </summary>
public sealed class VolumeStore(string folder)
{
    private const string NoteSuffix = ".volume.json";

    private const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;
    private const UnixFileMode EverybodyReadsAndWrites = (UnixFileMode)0b110_110_110;

    /// <summary>Directory of one component's volume.</summary>
    public string PathOf(ComponentId id) => Path.Combine(folder, EngineNames.Alias(id));

    /// <summary>
    /// Makes the directories and files of an instance's mounts that are missing. Answers the components whose volume is new, so that
    /// an undo removes no older data. Faults: DiskFull, Refused (path or rights).
    /// </summary>
    public EngineResult<IReadOnlyList<ComponentId>> Create(DesiredInstance instance)
    {
        var made = new List<ComponentId>();
        try
        {
            foreach (var component in instance.Components)
            {
                var id = new ComponentId(instance.App, component.Name);
                if (!File.Exists(NoteOf(id))) made.Add(id);
                CreateVolume(id, component);
            }

            foreach (var mount in instance.Components.SelectMany(component => component.Mounts)) CreateTarget(HostPath(instance, mount), mount.Kind);
            return EngineResults.Of<IReadOnlyList<ComponentId>>(made);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            foreach (var id in made) Remove(id);
            return DiskFaults.Map(exception);
        }
    }

    /// <summary>The engine mounts of one component.</summary>
    public IReadOnlyList<Mount> MountsOf(DesiredInstance instance, DesiredComponent component) =>
        [.. component.Mounts.Select(mount => MountBuilder.Build(HostPath(instance, mount), mount.Target))];

    /// <summary>Removes one component's volume. One that is missing is fine.</summary>
    public EngineResult<Done> Remove(ComponentId id)
    {
        try
        {
            if (Directory.Exists(PathOf(id))) Directory.Delete(PathOf(id), recursive: true);
            File.Delete(NoteOf(id));
            return new Done();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return DiskFaults.Map(exception);
        }
    }

    /// <summary>Removes every volume of an app.</summary>
    public EngineResult<Done> RemoveApp(string app)
    {
        foreach (var note in List().Where(note => note.App == app))
        {
            var removed = Remove(new ComponentId(note.App, note.Component));
            if (!removed.Ok) return removed;
        }

        return new Done();
    }

    /// <summary>Every volume in the folder; unreadable notes are left out (their directories are left alone).</summary>
    public IReadOnlyList<VolumeNote> List()
    {
        if (!Directory.Exists(folder)) return [];
        return [.. Directory.EnumerateFiles(folder, "*" + NoteSuffix).Select(Read).OfType<VolumeNote>()];
    }

    /// <summary>Bytes the files of a component's volume take; symbolic links are not followed.</summary>
    public long Measure(ComponentId id)
    {
        var root = new DirectoryInfo(PathOf(id));
        if (!root.Exists) return 0;
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return root.EnumerateFiles("*", options).Sum(file => file.Length);
    }

    private void CreateVolume(ComponentId id, DesiredComponent component)
    {
        Directory.CreateDirectory(folder);
        Directory.CreateDirectory(PathOf(id));
        var note = JsonSerializer.SerializeToUtf8Bytes(new VolumeNote(id.App, id.Component, component.Limits.VolumeBytes));
        var part = NoteOf(id) + ".part";
        File.WriteAllBytes(part, note);
        File.Move(part, NoteOf(id), overwrite: true);
    }

    private static void CreateTarget(string path, MountKind kind)
    {
        if (kind == MountKind.Directory)
        {
            if (Directory.Exists(path)) return;
            Directory.CreateDirectory(path);
            SetMode(path, Everybody);
        }
        else if (!File.Exists(path))
        {
            File.WriteAllBytes(path, []);
            SetMode(path, EverybodyReadsAndWrites);
        }
    }

    /// <summary>Containers run as any user, so everybody may write here; nobody but containers of the app sees the directory (reference §7.3).</summary>
    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, mode);
    }

    private string HostPath(DesiredInstance instance, DesiredMount mount)
    {
        var volume = PathOf(new ComponentId(instance.App, instance.Components[mount.Owner].Name));
        if (mount.Name is "" or "." or ".." || mount.Name.AsSpan().ContainsAny('/', '\\', '\0')) throw new ArgumentException($"'{mount.Name}' is no name for a mount");
        return Path.Combine(volume, mount.Name);
    }

    private string NoteOf(ComponentId id) => PathOf(id) + NoteSuffix;

    private static VolumeNote? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<VolumeNote>(File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
