using System.Globalization;
using System.Runtime.InteropServices;

namespace Flux.Orchestration.Docker;

/// <summary>
/// Ends what a command in a container started. The engine can start commands but not end them, so it is done from this machine: every
/// command of the engine leads a session of its own, and what it starts stays in that session or below it. Needs the engine on this machine and
/// the right to signal its processes; nothing is touched that is not in the container's process namespace.
/// </summary>
internal static class ContainerProcesses
{
    private const int HangUp = 1, Kill = 9;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2), Step = TimeSpan.FromMilliseconds(50);

    /// <summary>Hangs up, waits 2 s at most, then kills. False when processes are left, or cannot be seen from here.</summary>
    /// <param name="command">Process id of the command, as this machine counts.</param>
    /// <param name="container">Process id of the container's first process.</param>
    /// <param name="time">The clock.</param>
    public static async Task<bool> EndAsync(int command, int container, TimeProvider time)
    {
        if (NamespaceOf(container) is not { } inside || inside == NamespaceOf(Environment.ProcessId)) return false;
        foreach (var one in Of(command, inside)) Signal(one, HangUp);
        for (var begun = time.GetTimestamp(); time.GetElapsedTime(begun) < Grace; await Task.Delay(Step, time))
        {
            if (Of(command, inside).Count == 0) return true;
        }

        foreach (var one in Of(command, inside)) Signal(one, Kill);
        for (var begun = time.GetTimestamp(); time.GetElapsedTime(begun) < Grace; await Task.Delay(Step, time))
        {
            if (Of(command, inside).Count == 0) return true;
        }

        return false;
    }

    /// <summary>The live processes of a session and those below them, within one process namespace.</summary>
    private static List<ProcessFacts> Of(int session, string inside)
    {
        var all = Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? Read(id) : null)
            .OfType<ProcessFacts>().Where(one => one.State is not 'Z' and not 'X').ToList();
        var found = all.Where(one => one.Id == session || one.Session == session).Select(one => one.Id).ToHashSet();
        for (var known = 0; known < found.Count;)
        {
            // Another generation.
            known = found.Count;
            found.UnionWith(all.Where(one => found.Contains(one.Parent)).Select(one => one.Id).ToList());
        }

        return [.. all.Where(one => found.Contains(one.Id) && NamespaceOf(one.Id) == inside)];
    }

    /// <summary>The moment at which it started tells a process from a later one of the same id.</summary>
    private static void Signal(ProcessFacts one, int signal)
    {
        if (Read(one.Id) is { } now && now.Started == one.Started) _ = kill(one.Id, signal);
    }

    private static string? NamespaceOf(int process)
    {
        try
        {
            return new FileInfo($"/proc/{process}/ns/pid").LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>From <c>/proc/N/stat</c>; the program's name, which may contain anything, ends at the last parenthesis.</summary>
    private static ProcessFacts? Read(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return new ProcessFacts(id, fields[0][0], Number(fields[1]), Number(fields[3]), fields[19]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or IndexOutOfRangeException or FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private sealed record ProcessFacts(int Id, char State, int Parent, int Session, string Started);

#pragma warning disable SYSLIB1054, CA5392, IDE1006, SA1300 // Marshalling by source generation needs unsafe code, which lives in Flux.Crypto only; the name is the system's.
    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int process, int signal);
#pragma warning restore SYSLIB1054, CA5392, IDE1006, SA1300
}
