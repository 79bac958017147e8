using System.Formats.Tar;
using System.IO.Compression;

namespace Flux.Orchestration.Volumes.Files;

/// <summary>
/// The data of a component as a <c>.tar.gz</c> and back (FluxOS reference §8.4): <c>appdata</c> and nothing else. Archives come from anywhere:
/// names that lead out of the folder, and more bytes than the volume holds, refuse the whole archive before anything is touched.
/// </summary>
public sealed class VolumeArchive(VolumeFiles files)
{
    private const string Data = Instances.DesiredMount.Primary, PartSuffix = ".flux-part";
    private const int Deepest = 256;

    /// <summary>Writes the archive into the volume; answers its size.</summary>
    public async Task<long> PackAsync(VolumePath archive, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(archive);
        using var root = files.Open();
        using var folder = root.Walk(archive.Parent.Parts, make: true);
        var part = archive.Name + PartSuffix;
        if (folder.Find(part) is not null) folder.Remove(part);
        try
        {
            await using (var file = folder.Create(part))
            await using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
            await using (var tar = new TarWriter(gzip, TarEntryFormat.Pax))
            {
                using var data = root.Enter(Data);
                await PackAsync(tar, data, "", 0, cancel);
            }

            folder.Rename(part, folder, archive.Name, replace: true);
            return folder.Find(archive.Name)?.Size ?? 0;
        }
        catch
        {
            if (folder.Find(part) is not null) folder.Remove(part);
            throw;
        }
    }

    /// <summary>Reads an archive through without writing: its unpacked bytes.</summary>
    /// <exception cref="IOException">It is damaged, leads out of the folder, or is larger than <paramref name="most"/>.</exception>
    public async Task<long> CheckAsync(VolumePath archive, long most, CancellationToken cancel)
    {
        await using var file = files.OpenRead(archive);
        long bytes = 0;
        await foreach (var entry in EntriesAsync(file, cancel))
        {
            _ = PartsOf(entry.Name);
            if (entry.EntryType == TarEntryType.HardLink) _ = PartsOf(entry.LinkName);
            bytes += entry.Length;
            if (bytes > most) throw new IOException($"the archive holds more than the {most} bytes of the volume");
        }

        return bytes;
    }

    /// <summary>Replaces the data with an archive's. It must have been checked.</summary>
    public async Task UnpackAsync(VolumePath archive, long most, CancellationToken cancel)
    {
        await using var file = files.OpenRead(archive);
        using var root = files.Open();
        using var data = root.Make(Data);
        data.Clear();
        var left = most;
        await foreach (var entry in EntriesAsync(file, cancel))
        {
            if (PartsOf(entry.Name) is not { Length: > 0 } parts) continue;
            using var folder = data.Walk(parts.SkipLast(1), make: true);
            left -= await UnpackAsync(entry, data, folder, parts[^1], left, cancel);
        }
    }

    private static async Task PackAsync(TarWriter tar, OpenFolder folder, string prefix, int depth, CancellationToken cancel)
    {
        if (depth > Deepest) throw new IOException($"folders lie deeper than {Deepest}");
        foreach (var name in folder.Names().Order(StringComparer.Ordinal))
        {
            if (folder.Find(name) is not { } facts) continue;
            var kind = facts.IsFolder ? TarEntryType.Directory : facts.IsFile ? TarEntryType.RegularFile : facts.IsLink ? TarEntryType.SymbolicLink : TarEntryType.Fifo;
            if (kind == TarEntryType.Fifo) continue;
            var entry = new PaxTarEntry(kind, prefix + name) { Mode = facts.Mode, Uid = facts.User, Gid = facts.Group, ModificationTime = facts.Modified };
            if (facts.IsLink) entry.LinkName = folder.ReadLink(name);
            await using var content = facts.IsFile ? folder.Read(name) : null;
            if (content is not null) entry.DataStream = content;
            await tar.WriteEntryAsync(entry, cancel);
            if (!facts.IsFolder) continue;
            using var inner = folder.Enter(name);
            await PackAsync(tar, inner, prefix + name + "/", depth + 1, cancel);
        }
    }

    private static async Task<long> UnpackAsync(TarEntry entry, OpenFolder data, OpenFolder folder, string name, long left, CancellationToken cancel)
    {
        long written = 0;
        switch (entry.EntryType)
        {
            case TarEntryType.Directory:
                using (var made = folder.Make(name)) made.SetOwnMode(Permissions(entry));
                break;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                if (folder.Find(name) is not null) folder.Remove(name);
                await using (var file = folder.Create(name))
                {
                    if (entry.DataStream is { } content) written = await VolumeFiles.CopyAsync(content, file, left, _ => { }, cancel);
                    if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file.SafeFileHandle, Permissions(entry));
                }

                break;
            case TarEntryType.SymbolicLink:
                if (folder.Find(name) is not null) folder.Remove(name);
                folder.MakeLink(name, entry.LinkName);
                break;
            case TarEntryType.HardLink when PartsOf(entry.LinkName) is { Length: > 0 } original:
                using (var from = data.Walk(original.SkipLast(1))) folder.MakeHardLink(name, from, original[^1]);
                break;
            default:
                // Devices and pipes are the machine's business, not an app's data.
                return 0;
        }

        folder.TrySetOwner(name, entry.Uid, entry.Gid);
        return written;
    }

    private static UnixFileMode Permissions(TarEntry entry) => entry.Mode & (UnixFileMode)0b1_111_111_111;

    private static async IAsyncEnumerable<TarEntry> EntriesAsync(FileStream file, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using var gzip = new GZipStream(file, CompressionMode.Decompress);
        await using var tar = new TarReader(gzip);
        while (true)
        {
            TarEntry? entry;
            try
            {
                entry = await tar.GetNextEntryAsync(copyData: false, cancel);
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
            {
                throw new IOException($"the archive is damaged: {e.Message}", e);
            }

            if (entry is null) yield break;
            if (entry.EntryType is TarEntryType.GlobalExtendedAttributes) continue;
            yield return entry;
        }
    }

    // "./a/b/" is a/b; anything that climbs or begins at the root is refused.
    private static string[] PartsOf(string name)
    {
        if (name.StartsWith('/')) throw new IOException($"the archive holds '{name}', which leads out of the folder");
        var parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToArray();
        return parts.Any(part => VolumePath.ProblemOf(part).Length > 0) ? throw new IOException($"the archive holds '{name}', which leads out of the folder") : parts;
    }
}
