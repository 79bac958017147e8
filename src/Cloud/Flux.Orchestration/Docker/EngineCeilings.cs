using System.Globalization;

namespace Flux.Orchestration.Docker;

/// <summary>
/// Two limits the engine does not tell beforehand whether it can set. We start from a guess and lower it when the engine refuses;
/// limits above the host's own are clamped, never fatal (architecture §7).
/// </summary>
internal sealed class EngineCeilings
{
    /// <summary>CAP_SYS_RESOURCE: without it in the bounding set nobody on this machine can raise a hard limit.</summary>
    private const int SysResource = 24;

    private readonly long fallbackOpenFiles;
    private long openFiles;
    private volatile bool limitsLayer;

    private EngineCeilings(long wanted, long ownHardLimit, bool canRaise, bool layerGuess)
    {
        fallbackOpenFiles = Math.Min(wanted, ownHardLimit);
        openFiles = canRaise ? wanted : fallbackOpenFiles;
        limitsLayer = layerGuess;
    }

    public long OpenFiles => Interlocked.Read(ref openFiles);

    public bool LimitsLayer => limitsLayer;

    public static EngineCeilings Guess(OrchestrationOptions options, EngineFacts engine) => new(
        options.OpenFiles, OwnHardOpenFiles(), CanRaiseLimits(), engine is { StorageDriver: "overlay2", BackingFileSystem: "xfs" });

    /// <summary>Lowers whatever the fault complains about; false when the fault is about something else or nothing is left to lower.</summary>
    public bool LowerFor(EngineFault fault)
    {
        if (EngineFaultTexts.IsOpenFilesRefused(fault)) return Interlocked.Exchange(ref openFiles, fallbackOpenFiles) != fallbackOpenFiles;
        if (!EngineFaultTexts.IsLayerLimitRefused(fault) || !limitsLayer) return false;
        limitsLayer = false;
        return true;
    }

    private static bool CanRaiseLimits() =>
        ReadProc("status", "CapBnd:") is not { } text
        || !ulong.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits)
        || (bits >> SysResource & 1) == 1;

    private static long OwnHardOpenFiles()
    {
        var columns = ReadProc("limits", "Max open files")?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return columns is { Length: >= 2 } && long.TryParse(columns[1], CultureInfo.InvariantCulture, out var hard) ? hard : long.MaxValue;
    }

    private static string? ReadProc(string file, string prefix)
    {
        try
        {
            return File.ReadLines("/proc/self/" + file).FirstOrDefault(line => line.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..].Trim();
        }
        catch (IOException)
        {
            return null;
        }
    }
}
