using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Volumes;

/// <summary>
/// The directory or file of a volume that a container sees. Containers run as any user, so everybody may write to it; nobody but
/// containers of the app sees it (reference §7.3).
/// </summary>
internal static class MountTarget
{
    private const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;
    private const UnixFileMode EverybodyReadsAndWrites = (UnixFileMode)0b110_110_110;

    /// <summary>Makes it when missing; what is there is left alone.</summary>
    public static void Make(string path, MountKind kind)
    {
        if (kind == MountKind.Directory && !Directory.Exists(path))
        {
            Directory.CreateDirectory(path);
            SetMode(path, Everybody);
        }
        else if (kind == MountKind.File && !File.Exists(path))
        {
            File.WriteAllBytes(path, []);
            SetMode(path, EverybodyReadsAndWrites);
        }
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, mode);
    }
}
