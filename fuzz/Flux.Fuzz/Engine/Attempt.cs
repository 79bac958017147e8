using System.Diagnostics;

namespace Flux.Fuzz.Engine;

/// <summary>One input through one target, with the limits that hold for all targets.</summary>
internal static class Attempt
{
    /// <summary>An input that takes longer is a finding; generous, because machines are shared.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Runs twice when the first run took or allocated too much: the first use of a code path does so for itself, and a busy machine may stand still.
    /// </summary>
    public static int Run(IFuzzTarget target, byte[] input)
    {
        var (shape, allocated, time) = Measure(target, input);
        if (allocated > target.AllocationLimit(input.Length) || time > Slow)
        {
            var (again, allocatedAgain, timeAgain) = Measure(target, input);
            OracleException.Require(allocatedAgain <= target.AllocationLimit(input.Length), $"{allocatedAgain} bytes allocated for {input.Length} bytes of input");
            OracleException.Require(timeAgain <= Slow, $"took {timeAgain.TotalSeconds:F0} s");
            OracleException.Require(again == shape, "two runs of one input differ");
        }
        return shape;
    }

    private static (int Shape, long Allocated, TimeSpan Time) Measure(IFuzzTarget target, byte[] input)
    {
        var started = Stopwatch.GetTimestamp();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var shape = target.Run(input);
        return (shape, GC.GetAllocatedBytesForCurrentThread() - before, Stopwatch.GetElapsedTime(started));
    }
}
