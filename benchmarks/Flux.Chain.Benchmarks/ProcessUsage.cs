using System.Diagnostics;
using System.Globalization;

namespace Flux.Chain.Benchmarks;

/// <summary>What this process has used since it was started.</summary>
internal sealed record ProcessUsage(TimeSpan Wall, TimeSpan Cpu, long PeakBytes, long ResidentBytes)
{
    public static ProcessUsage Now()
    {
        using var process = Process.GetCurrentProcess();
        return new ProcessUsage(DateTime.Now - process.StartTime, process.TotalProcessorTime, Status("VmHWM") ?? process.PeakWorkingSet64, Status("VmRSS") ?? process.WorkingSet64);
    }

    private static long? Status(string name)
    {
        const string Path = "/proc/self/status";
        if (!File.Exists(Path)) return null;
        var line = File.ReadLines(Path).First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
    }
}
