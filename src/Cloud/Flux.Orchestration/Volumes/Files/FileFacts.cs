namespace Flux.Orchestration.Volumes.Files;

/// <summary>What the file system says of an entry itself, not of what a link points to.</summary>
/// <param name="RawMode">Kind and permissions as the system packs them.</param>
/// <param name="User">Owner.</param>
/// <param name="Group">Group.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Created">When it was made, or written last where the file system does not know.</param>
/// <param name="Modified">When it was written last.</param>
public sealed record FileFacts(int RawMode, int User, int Group, long Size, DateTimeOffset Created, DateTimeOffset Modified)
{
    private const int KindMask = 0xF000, File = 0x8000, Folder = 0x4000, Link = 0xA000;

    /// <summary>A regular file.</summary>
    public bool IsFile => (RawMode & KindMask) == File;

    /// <summary>A directory.</summary>
    public bool IsFolder => (RawMode & KindMask) == Folder;

    /// <summary>A symbolic link.</summary>
    public bool IsLink => (RawMode & KindMask) == Link;

    /// <summary>Permissions, without set-user and set-group.</summary>
    public UnixFileMode Mode => (UnixFileMode)(RawMode & 0b1_111_111_111);
}
