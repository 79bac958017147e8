using System.Runtime.InteropServices;

namespace Flux.Devnet.Supervision;

/// <summary>POSIX signals to other processes; .NET itself can only kill.</summary>
internal static class Signals
{
    private const int Terminate = 15;
    private const int KillNow = 9;
    private const int StopNow = 19;
    private const int GoOn = 18;

    public static void AskToEnd(int processId) => _ = Send(processId, Terminate);

    public static void Kill(int processId) => _ = Send(processId, KillNow);

    public static void Freeze(int processId) => _ = Send(processId, StopNow);

    public static void Thaw(int processId) => _ = Send(processId, GoOn);

    // A process that is gone already is what the caller wanted, so the result is of no interest.
    [DllImport("libc", EntryPoint = "kill", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Send(int processId, int signal);
}
