using System.Globalization;

namespace Flux.Mining.Solver;

/// <summary>How much memory this process may still take: what the machine has free, and what its control group allows.</summary>
internal static class AvailableMemory
{
    private const string MachineFile = "/proc/meminfo";
    private const string GroupDirectory = "/sys/fs/cgroup";

    /// <summary>Bytes; without Linux's files what the runtime knows.</summary>
    internal static long Bytes() => Math.Min(OfMachine(), OfGroup(GroupDirectory));

    /// <summary>MemAvailable of a file like /proc/meminfo, in bytes.</summary>
    internal static long? ParseMachine(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            if (!line.StartsWith("MemAvailable:", StringComparison.Ordinal)) continue;
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return words.Length > 1 && long.TryParse(words[1], CultureInfo.InvariantCulture, out var kibibytes) ? kibibytes * 1024 : null;
        }
        return null;
    }

    /// <summary>What a control group (version 2) leaves: limit less use; no limit is <see cref="long.MaxValue"/>.</summary>
    internal static long OfGroup(string directory) =>
        ReadNumber(Path.Combine(directory, "memory.max")) is { } most ? most - (ReadNumber(Path.Combine(directory, "memory.current")) ?? 0) : long.MaxValue;

    private static long OfMachine()
    {
        if (File.Exists(MachineFile) && ParseMachine(File.ReadLines(MachineFile)) is { } bytes) return bytes;
        var known = GC.GetGCMemoryInfo();
        return known.TotalAvailableMemoryBytes - known.MemoryLoadBytes;
    }

    private static long? ReadNumber(string file)
    {
        try
        {
            return File.Exists(file) && long.TryParse(File.ReadAllText(file).Trim(), CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
