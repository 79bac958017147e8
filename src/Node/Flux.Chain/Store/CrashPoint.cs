using System.Diagnostics;

namespace Flux.Chain.Store;

/// <summary>
/// Named places where a test can make the daemon die as if by <c>kill -9</c>: set the environment variable
/// <c>FLUX_CRASH_POINT</c> to the name, or to <c>name:n</c> for its n-th passing. Without the variable a point costs one comparison.
/// </summary>
internal static class CrashPoint
{
    public const string Variable = "FLUX_CRASH_POINT";

    public const string AppendHalf = "append-half";
    public const string AppendDone = "append-done";
    public const string UndoHalf = "undo-half";
    public const string FlushBeforeSync = "flush-before-sync";
    public const string FlushBeforeBatch = "flush-before-batch";
    public const string FlushAfterBatch = "flush-after-batch";
    public const string ReorgDisconnected = "reorg-disconnected";
    public const string ReorgHalfway = "reorg-halfway";
    public const string StartLocked = "start-locked";
    public const string StartOpened = "start-opened";
    public const string StartReplayed = "start-replayed";

    /// <summary>Every point, for suites that visit them all.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        AppendHalf, AppendDone, UndoHalf, FlushBeforeSync, FlushBeforeBatch, FlushAfterBatch,
        ReorgDisconnected, ReorgHalfway, StartLocked, StartOpened, StartReplayed,
    ];

    private static readonly (string Name, int Passing) Armed = Parse(Environment.GetEnvironmentVariable(Variable));
    private static int _passed;

    /// <summary>True when the process will die at this point, so that a half-written record can be staged first.</summary>
    public static bool IsArmed(string name) => Armed.Name == name && Volatile.Read(ref _passed) + 1 == Armed.Passing;

    /// <summary>Dies here when the environment says so.</summary>
    public static void Reach(string name)
    {
        if (Armed.Name != name || Interlocked.Increment(ref _passed) != Armed.Passing) return;
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }

    internal static (string Name, int Passing) Parse(string? setting)
    {
        if (string.IsNullOrEmpty(setting)) return ("", 0);
        var parts = setting.Split(':');
        return parts.Length == 2 && int.TryParse(parts[1], out var passing) && passing > 0 ? (parts[0], passing) : (parts[0], 1);
    }
}
