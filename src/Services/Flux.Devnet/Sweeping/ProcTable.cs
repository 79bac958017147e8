using System.Globalization;
using System.Text;

namespace Flux.Devnet.Sweeping;

/// <summary>The machine's processes as /proc shows them.</summary>
internal static class ProcTable
{
    /// <summary>Index of the start time among the fields after the command's closing bracket (field 22 of proc(5), which counts from 1).</summary>
    private const int StartTimeField = 19;

    /// <summary>Start time in clock ticks since boot, which together with the id names a process for ever; 0 when there is none.</summary>
    public static long StartTime(int processId)
    {
        var stat = Read($"/proc/{processId}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > StartTimeField && fields[0] != "Z" && long.TryParse(fields[StartTimeField], CultureInfo.InvariantCulture, out var ticks) ? ticks : 0;
    }

    /// <summary>Resident memory in bytes (proc(5), status: VmRSS, in kB); 0 when there is no such process.</summary>
    public static long ResidentBytes(int processId)
    {
        var line = Read($"/proc/{processId}/status").Split('\n').FirstOrDefault(text => text.StartsWith("VmRSS:", StringComparison.Ordinal)) ?? "";
        var words = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1 && long.TryParse(words[1], CultureInfo.InvariantCulture, out var kilobytes) ? kilobytes * 1024 : 0;
    }

    /// <summary>Processes other than this one whose environment holds <c>name=value</c>. Those of other users are not seen.</summary>
    public static IReadOnlyList<ProcEntry> WithEnvironment(string name, string value) =>
        [.. All().Where(id => id != Environment.ProcessId && Read($"/proc/{id}/environ").Split('\0').Contains($"{name}={value}")).Select(Entry)];

    /// <summary>The command line in words, shortened for a message.</summary>
    public static ProcEntry Entry(int processId)
    {
        var command = Read($"/proc/{processId}/cmdline").Replace('\0', ' ').Trim();
        return new ProcEntry(processId, command.Length > 120 ? command[..117] + "..." : command);
    }

    public static IEnumerable<int> All() =>
        Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0);

    private static string Read(string path)
    {
        try { return Encoding.UTF8.GetString(File.ReadAllBytes(path)); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return ""; }
    }
}
