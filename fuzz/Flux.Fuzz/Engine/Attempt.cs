using System.Diagnostics;

namespace Flux.Fuzz.Engine;

/// <summary>One input through one target, with the limits that hold for all targets.</summary>
internal static class Attempt
{
    /// <summary>An input that takes longer is a finding; generous, because machines are shared.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(10);

    /// <summary>Runs twice when the first run allocated too much: the first use of a code path allocates for itself.</summary>
    public static int Run(IFuzzTarget target, byte[] input)
    {
        var (shape, allocated) = Measure(target, input);
        if (allocated > target.AllocationLimit(input.Length))
        {
            var (again, allocatedAgain) = Measure(target, input);
            OracleException.Require(allocatedAgain <= target.AllocationLimit(input.Length), $"{allocatedAgain} bytes allocated for {input.Length} bytes of input");
            OracleException.Require(again == shape, "two runs of one input differ");
        }
        return shape;
    }

    private static (int Shape, long Allocated) Measure(IFuzzTarget target, byte[] input)
    {
        var started = Stopwatch.GetTimestamp();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var shape = target.Run(input);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        OracleException.Require(Stopwatch.GetElapsedTime(started) < Slow, "took more than ten seconds");
        return (shape, allocated);
    }
}
