namespace Flux.Orchestration.Volumes.Files;

/// <summary>
/// The files of one component's volume, for its owner from outside (FluxOS reference §11.6). Every step holds the open directory above, so
/// neither a path nor a link that the app makes meanwhile leads out of the volume. Linux only. Failures are <see cref="IOException"/>
/// with the entry's name.
/// </summary>
public sealed class VolumeFiles
{
    /// <summary>Most entries that are told of one folder.</summary>
    public const int MostEntries = 10_000;

    private const int MostCounted = 200_000, Deepest = 256;
    private const string PartSuffix = ".flux-part";

    private readonly string root;

    internal VolumeFiles(string root) => this.root = root;

    /// <summary>Entries of a folder by name, at most <see cref="MostEntries"/>.</summary>
    public IReadOnlyList<VolumeEntry> List(VolumePath folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        using var top = OpenFolder.Root(root);
        using var open = top.Walk(folder.Parts);
        var left = MostCounted;
        return [.. open.Names().Take(MostEntries).Order(StringComparer.Ordinal).Select(name => (name, facts: open.Find(name))).Where(entry => entry.facts is not null)
            .Select(entry => new VolumeEntry(entry.name, entry.facts!, entry.facts!.IsFolder ? Sum(open, entry.name, ref left, 0) : entry.facts.Size))];
    }

    /// <summary>Facts of an entry, or null.</summary>
    public FileFacts? Find(VolumePath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var top = OpenFolder.Root(root);
        if (path.IsRoot) return null;
        using var folder = top.Walk(path.Parent.Parts);
        return folder.Find(path.Name);
    }

    /// <summary>Makes a folder in one that is there.</summary>
    public void MakeFolder(VolumePath path)
    {
        using var top = OpenFolder.Root(root);
        using var above = top.Walk(NotRoot(path).Parent.Parts);
        if (above.Find(path.Name) is not null) throw new IOException($"'{path.Name}' is there already");
        above.Make(path.Name).Dispose();
    }

    /// <summary>Gives an entry another name in its folder; what has that name stays.</summary>
    public void Rename(VolumePath path, string newName)
    {
        if (VolumePath.ProblemOf(newName) is { Length: > 0 } problem) throw new IOException(problem);
        using var top = OpenFolder.Root(root);
        using var folder = top.Walk(NotRoot(path).Parent.Parts);
        folder.Rename(path.Name, folder, newName);
    }

    /// <summary>Removes a file, a link itself, or a folder with everything in it.</summary>
    public void Remove(VolumePath path)
    {
        using var top = OpenFolder.Root(root);
        using var folder = top.Walk(NotRoot(path).Parent.Parts);
        folder.Remove(path.Name);
    }

    /// <summary>Opens a regular file.</summary>
    public FileStream OpenRead(VolumePath path)
    {
        using var top = OpenFolder.Root(root);
        using var folder = top.Walk(NotRoot(path).Parent.Parts);
        return folder.Read(path.Name);
    }

    /// <summary>Writes a file, making folders on the way; it takes its name, from one that had it, when it is whole.</summary>
    /// <exception cref="IOException">The disk is full, or it is longer than allowed: nothing of it is left.</exception>
    public async Task WriteAsync(VolumePath path, Stream content, long most, Action<long> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(progress);
        using var top = OpenFolder.Root(root);
        using var folder = top.Walk(NotRoot(path).Parent.Parts, make: true);
        if (folder.Find(path.Name) is { IsFolder: true }) throw new IOException($"'{path.Name}' is a folder");
        var part = $".{Guid.NewGuid():n}{PartSuffix}";
        try
        {
            await using (var file = folder.Create(part)) await CopyAsync(content, file, most, progress, cancel);
            folder.Rename(part, folder, path.Name, replace: true);
        }
        catch
        {
            if (folder.Find(part) is not null) folder.Remove(part);
            throw;
        }
    }

    /// <summary>Regular files below a folder, each with its path from there and a way to open it; links and devices are left out.</summary>
    public IEnumerable<(string Path, DateTimeOffset Modified, Func<FileStream> Open)> Below(VolumePath folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        using var top = OpenFolder.Root(root);
        using var open = top.Walk(folder.Parts);
        foreach (var found in Below(open, "", 0)) yield return found;
    }

    internal OpenFolder Open() => OpenFolder.Root(root);

    internal static async Task<long> CopyAsync(Stream from, Stream to, long most, Action<long> progress, CancellationToken cancel)
    {
        var buffer = new byte[128 * 1024];
        long copied = 0;
        for (var read = await from.ReadAsync(buffer, cancel); read > 0; read = await from.ReadAsync(buffer, cancel))
        {
            copied += read;
            if (copied > most) throw new IOException($"more than {most} bytes");
            await to.WriteAsync(buffer.AsMemory(0, read), cancel);
            progress(copied);
        }

        return copied;
    }

    private static IEnumerable<(string Path, DateTimeOffset Modified, Func<FileStream> Open)> Below(OpenFolder folder, string prefix, int depth)
    {
        if (depth > Deepest) throw new IOException($"folders lie deeper than {Deepest}");
        foreach (var name in folder.Names().Order(StringComparer.Ordinal))
        {
            if (folder.Find(name) is not { } facts) continue;
            if (facts.IsFile) yield return (prefix + name, facts.Modified, () => folder.Read(name));
            if (!facts.IsFolder) continue;
            using var inner = folder.Enter(name);
            foreach (var found in Below(inner, prefix + name + "/", depth + 1)) yield return found;
        }
    }

    private static long Sum(OpenFolder folder, string name, ref int left, int depth)
    {
        if (depth > Deepest) return 0;
        using var inner = folder.Enter(name);
        long sum = 0;
        foreach (var entry in inner.Names())
        {
            if (--left < 0) return sum;
            if (inner.Find(entry) is not { } facts) continue;
            sum += facts.IsFolder ? Sum(inner, entry, ref left, depth + 1) : facts.Size;
        }

        return sum;
    }

    private static VolumePath NotRoot(VolumePath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.IsRoot ? throw new IOException("the path is empty") : path;
    }
}
