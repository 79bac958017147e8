using Microsoft.Win32.SafeHandles;

namespace Flux.Orchestration.Volumes.Files;

/// <summary>An open directory of a volume; everything in it is reached through it.</summary>
internal sealed class OpenFolder : IDisposable
{
    private const UnixFileMode Everybody = (UnixFileMode)0b111_111_111, EverybodyReadsAndWrites = (UnixFileMode)0b110_110_110;

    private readonly SafeFileHandle handle;

    private OpenFolder(SafeFileHandle handle) => this.handle = handle;

    /// <summary>The directory of a volume itself.</summary>
    public static OpenFolder Root(string path) => new(UnixFiles.OpenRoot(path));

    /// <summary>A folder below this; a link is refused.</summary>
    public OpenFolder Enter(string name) => new(UnixFiles.OpenFolder(handle, name));

    /// <summary>The folder of a path below this.</summary>
    /// <param name="path">From here.</param>
    /// <param name="make">Makes what is missing on the way.</param>
    public OpenFolder Walk(IEnumerable<string> path, bool make = false)
    {
        var at = new OpenFolder(Duplicate());
        foreach (var name in path)
        {
            using var above = at;
            at = make ? above.Make(name) : above.Enter(name);
        }

        return at;
    }

    /// <summary>A folder below this, made when missing.</summary>
    public OpenFolder Make(string name)
    {
        var isNew = UnixFiles.MakeFolder(handle, name);
        var made = Enter(name);
        if (isNew) made.SetOwnMode(Everybody);
        return made;
    }

    /// <summary>Names in it, in no order.</summary>
    public IEnumerable<string> Names() => new DirectoryInfo(PathOfHandle).EnumerateFileSystemInfos().Select(entry => entry.Name);

    /// <summary>Facts of an entry, or null.</summary>
    public FileFacts? Find(string name) => UnixFiles.Stat(handle, name);

    public FileStream Read(string name) => new(UnixFiles.OpenFile(handle, name), FileAccess.Read);

    /// <summary>A new file that everybody in the container may use.</summary>
    public FileStream Create(string name)
    {
        var file = UnixFiles.CreateFile(handle, name);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, EverybodyReadsAndWrites);
        return new FileStream(file, FileAccess.Write);
    }

    public void Rename(string name, OpenFolder to, string newName, bool replace = false)
    {
        if (replace) UnixFiles.Replace(handle, name, to.handle, newName);
        else UnixFiles.Rename(handle, name, to.handle, newName);
    }

    public string ReadLink(string name) => UnixFiles.ReadLink(handle, name);

    public void MakeLink(string name, string target) => UnixFiles.MakeLink(target, handle, name);

    public void MakeHardLink(string name, OpenFolder from, string original) => UnixFiles.MakeHardLink(from.handle, original, handle, name);

    public void TrySetOwner(string name, int user, int group) => UnixFiles.TrySetOwner(handle, name, user, group);

    public void SetOwnMode(UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(handle, mode);
    }

    /// <summary>Removes an entry; a folder with everything in it.</summary>
    public void Remove(string name)
    {
        if (Find(name) is not { } facts) throw new IOException($"'{name}' is not there");
        if (facts.IsFolder)
        {
            using var inner = Enter(name);
            inner.Clear();
        }

        UnixFiles.Remove(handle, name, facts.IsFolder);
    }

    /// <summary>Removes everything in it.</summary>
    public void Clear()
    {
        foreach (var name in Names().ToList()) Remove(name);
    }

    public void Dispose() => handle.Dispose();

    // A second descriptor of the same directory, so that walking may close what it leaves.
    private SafeFileHandle Duplicate() => UnixFiles.OpenFolder(handle, ".");

    private string PathOfHandle => $"/proc/self/fd/{handle.DangerousGetHandle()}";
}
