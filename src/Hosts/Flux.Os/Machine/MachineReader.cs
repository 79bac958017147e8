using System.Runtime.InteropServices;

namespace Flux.Os.Machine;

/// <summary>Reads <see cref="MachineFacts"/> from the system: <c>/proc</c> and <c>/sys</c> where there are such, and nothing beyond what they say.</summary>
/// <param name="proc">Where <c>/proc</c> is.</param>
/// <param name="sys">Where <c>/sys</c> is.</param>
internal sealed class MachineReader(string proc = "/proc", string sys = "/sys")
{
    /// <summary>The machine, with the disk that holds a folder.</summary>
    public MachineFacts Read(string folder) => new(
        RuntimeInformation.ProcessArchitecture switch { Architecture.X64 => "amd64", Architecture.Arm64 => "arm64", var other => other.ToString().ToLowerInvariant() },
        Environment.ProcessorCount,
        CountCores(Lines(Path.Combine(proc, "cpuinfo"))),
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        DiskOf(folder));

    /// <summary>Physical cores by <c>/proc/cpuinfo</c>: distinct pairs of socket and core. 0 when it does not name them, as on ARM.</summary>
    internal static int CountCores(IEnumerable<string> cpuInfo)
    {
        var cores = new HashSet<(string Socket, string Core)>();
        var socket = "";
        foreach (var line in cpuInfo)
        {
            if (ValueOf(line, "physical id") is { } id) socket = id;
            else if (ValueOf(line, "core id") is { } core) cores.Add((socket, core));
        }
        return cores.Count;
    }

    /// <summary>Mount point and device number (<c>major:minor</c>) of the file system that holds a path, by lines of <c>mountinfo</c>; null when none does.</summary>
    internal static (string Mount, string Number, string Source)? MountOf(IEnumerable<string> mountInfo, string path)
    {
        (string Mount, string Number, string Source)? best = null;
        foreach (var line in mountInfo)
        {
            // number, parent, major:minor, root, mount point, options …, -, type, source, …
            var words = line.Split(' ');
            var dash = Array.IndexOf(words, "-");
            if (words.Length < 6 || dash < 0 || dash + 2 >= words.Length) continue;
            var mount = words[4];
            var holds = path == mount || path.StartsWith(mount == "/" ? mount : mount + "/", StringComparison.Ordinal);
            // What was mounted last hides what lies below.
            if (holds && (best is null || mount.Length >= best.Value.Mount.Length)) best = (mount, words[2], words[dash + 2]);
        }
        return best;
    }

    private DiskFacts DiskOf(string folder)
    {
        var path = Path.GetFullPath(folder);
        while (!Directory.Exists(path)) path = Path.GetDirectoryName(path) ?? "/";
        var total = new DriveInfo(path).TotalSize;
        return MountOf(Lines(Path.Combine(proc, "self", "mountinfo")), path) is { } mount ? new DiskFacts(mount.Source, total, KindOf(mount.Number)) : new DiskFacts(path, total, DiskKind.Unknown);
    }

    // The flag stands at the whole disk; a partition is a folder inside it.
    private DiskKind KindOf(string number)
    {
        var device = Path.Combine(sys, "dev", "block", number);
        foreach (var queue in (string[])[Path.Combine(device, "queue"), Path.Combine(device, "..", "queue")])
        {
            if (Lines(Path.Combine(queue, "rotational")).FirstOrDefault() is { } flag) return flag.Trim() == "0" ? DiskKind.Solid : DiskKind.Turning;
        }
        return DiskKind.Unknown;
    }

    private static string? ValueOf(string line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal) && line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && line[..colon].Trim() == name ? line[(colon + 1)..].Trim() : null;

    private static IEnumerable<string> Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
