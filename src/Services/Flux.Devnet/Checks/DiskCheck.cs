using Flux.Devnet.State;

namespace Flux.Devnet.Checks;

/// <summary>Whether the home folder can be written, with room to spare.</summary>
internal static class DiskCheck
{
    /// <summary>A fresh network takes about 100 MB for each machine, most of it reserved by the databases.</summary>
    private const long NeededBytes = 512L * 1024 * 1024;
    private const int ProbeBytes = 1024 * 1024;

    /// <exception cref="DevnetException">The disk is full or the folder can't be written.</exception>
    public static void Require(HomeFolder home)
    {
        var free = new DriveInfo(home.Path).AvailableFreeSpace;
        if (free < NeededBytes)
            throw new DevnetException(DevnetProblem.Unreachable, $"The disk of {home.Path} is full: {free / (1024 * 1024)} MB are free, {NeededBytes / (1024 * 1024)} MB are needed.", "Make room, or choose another disk with FLUX_HOME.");
        var probe = Path.Combine(home.Path, ".probe");
        try
        {
            File.WriteAllBytes(probe, new byte[ProbeBytes]);
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DevnetException(DevnetProblem.Unreachable, $"The folder {home.Path} can't be written: {e.Message}", "Make it writable, or choose another with FLUX_HOME.", e);
        }
    }
}
