using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Flux.Orchestration.Volumes.Files;

/// <summary>
/// The system calls that name a file relative to an open directory. A path can be made to lead elsewhere between a look and an act, because
/// the app in the container writes into the same directory; an open directory cannot. No symbolic link is ever followed.
/// </summary>
internal static class UnixFiles
{
    private const int ReadOnly = 0, WriteOnly = 1, Create = 0x40, Exclusive = 0x80, NonBlocking = 0x800, CloseOnExec = 0x80000;
    private const int SymlinkNoFollow = 0x100, RemoveDirectory = 0x200, EmptyPath = 0x1000, AtCurrent = -100;
    private const uint BasicStats = 0x7ff, BirthTime = 0x800, Wanted = BasicStats | BirthTime, NoReplace = 1;
    private const int Everybody = 0b111_111_111, StatxBytes = 256;

    // These two differ between processor families.
    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
    private static readonly int DirectoryOnly = IsArm ? 0x4000 : 0x10000, NoFollow = IsArm ? 0x8000 : 0x20000;

    /// <summary>Opens a directory by its path, which must be this node's own.</summary>
    public static SafeFileHandle OpenRoot(string path) => Opened(openat(AtCurrent, path, ReadOnly | DirectoryOnly | NoFollow | CloseOnExec, 0), path);

    public static SafeFileHandle OpenFolder(SafeFileHandle folder, string name) => Opened(openat(Number(folder), name, ReadOnly | DirectoryOnly | NoFollow | CloseOnExec, 0), name);

    /// <summary>Opens a file for reading; one that is no regular file is refused before it is opened, and looked at again after.</summary>
    public static SafeFileHandle OpenFile(SafeFileHandle folder, string name)
    {
        if (Stat(folder, name) is { } facts && !facts.IsFile) throw new IOException($"'{name}' is no file");
        var file = Opened(openat(Number(folder), name, ReadOnly | NoFollow | NonBlocking | CloseOnExec, 0), name);
        if (Stat(file).IsFile) return file;
        file.Dispose();
        throw new IOException($"'{name}' is no file");
    }

    /// <summary>Makes a file that is not there yet.</summary>
    public static SafeFileHandle CreateFile(SafeFileHandle folder, string name) => Opened(openat(Number(folder), name, WriteOnly | Create | Exclusive | NoFollow | CloseOnExec, 0b110_110_110), name);

    /// <summary>Makes a directory that everybody in the container may use; false when the name is taken.</summary>
    public static bool MakeFolder(SafeFileHandle folder, string name)
    {
        if (mkdirat(Number(folder), name, Everybody) == 0) return true;
        return Marshal.GetLastPInvokeError() == Taken ? false : throw Failure(name);
    }

    public static void Remove(SafeFileHandle folder, string name, bool isFolder) => Check(unlinkat(Number(folder), name, isFolder ? RemoveDirectory : 0), name);

    /// <summary>Renames; a name that is taken stays as it is and is an error.</summary>
    public static void Rename(SafeFileHandle from, string name, SafeFileHandle to, string newName) => Check(renameat2(Number(from), name, Number(to), newName, NoReplace), newName);

    /// <summary>Renames over a file that may be there.</summary>
    public static void Replace(SafeFileHandle from, string name, SafeFileHandle to, string newName) => Check(renameat2(Number(from), name, Number(to), newName, 0), newName);

    public static void MakeLink(string target, SafeFileHandle folder, string name) => Check(symlinkat(target, Number(folder), name), name);

    public static void MakeHardLink(SafeFileHandle from, string name, SafeFileHandle to, string newName) => Check(linkat(Number(from), name, Number(to), newName, 0), newName);

    /// <summary>Where a symbolic link points, for writing it down; it is not followed.</summary>
    public static string ReadLink(SafeFileHandle folder, string name)
    {
        var buffer = new byte[4096];
        var length = readlinkat(Number(folder), name, buffer, buffer.Length);
        return length >= 0 ? System.Text.Encoding.UTF8.GetString(buffer, 0, (int)length) : throw Failure(name);
    }

    /// <summary>Gives a file to a user and group of the container; without root it stays this node's.</summary>
    public static void TrySetOwner(SafeFileHandle folder, string name, int user, int group) => _ = fchownat(Number(folder), name, user, group, SymlinkNoFollow);

    /// <summary>Facts of an entry itself; null when there is none.</summary>
    public static FileFacts? Stat(SafeFileHandle folder, string name)
    {
        var buffer = new byte[StatxBytes];
        if (statx(Number(folder), name, SymlinkNoFollow, Wanted, buffer) == 0) return Read(buffer);
        return Marshal.GetLastPInvokeError() == Missing ? null : throw Failure(name);
    }

    /// <summary>Facts of what is open.</summary>
    public static FileFacts Stat(SafeFileHandle open)
    {
        var buffer = new byte[StatxBytes];
        Check(statx(Number(open), "", EmptyPath, Wanted, buffer), "the file");
        return Read(buffer);
    }

    private const int Missing = 2, Taken = 17;

    // struct statx: the same on every processor family. Its first field says which of the others the file system filled in.
    private static FileFacts Read(ReadOnlySpan<byte> statx)
    {
        var modified = TimeAt(statx[112..]);
        return new FileFacts(
            BinaryPrimitives.ReadUInt16LittleEndian(statx[28..]),
            (int)BinaryPrimitives.ReadUInt32LittleEndian(statx[20..]),
            (int)BinaryPrimitives.ReadUInt32LittleEndian(statx[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(statx[40..]),
            (BinaryPrimitives.ReadUInt32LittleEndian(statx) & BirthTime) != 0 ? TimeAt(statx[80..]) : modified,
            modified);
    }

    private static DateTimeOffset TimeAt(ReadOnlySpan<byte> seconds) => DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64LittleEndian(seconds));

    private static int Number(SafeFileHandle open) => (int)open.DangerousGetHandle();

    private static SafeFileHandle Opened(int number, string name) => number >= 0 ? new SafeFileHandle(number, ownsHandle: true) : throw Failure(name);

    private static void Check(int result, string name)
    {
        if (result != 0) throw Failure(name);
    }

    private static IOException Failure(string name)
    {
        var number = Marshal.GetLastPInvokeError();
        return new IOException($"'{name}': {new Win32Exception(number).Message}", number);
    }

#pragma warning disable SYSLIB1054, CA5392, IDE1006, SA1300 // Marshalling by source generation needs unsafe code, which lives in Flux.Crypto only; the names are the system's.
    [DllImport("libc", SetLastError = true)]
    private static extern int openat(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, int flags, int mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int mkdirat(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, int mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int unlinkat(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int renameat2(int from, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, int to, [MarshalAs(UnmanagedType.LPUTF8Str)] string newName, uint flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int symlinkat([MarshalAs(UnmanagedType.LPUTF8Str)] string target, int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    [DllImport("libc", SetLastError = true)]
    private static extern int linkat(int from, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, int to, [MarshalAs(UnmanagedType.LPUTF8Str)] string newName, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern nint readlinkat(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, byte[] buffer, nint size);

    [DllImport("libc", SetLastError = true)]
    private static extern int fchownat(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, int user, int group, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, int flags, uint mask, byte[] buffer);
#pragma warning restore SYSLIB1054, CA5392, IDE1006, SA1300
}
