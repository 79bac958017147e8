using System.Collections.Immutable;
using Flux.Consensus.Blocks;
using Flux.Consensus.Rejects;

namespace Flux.Chain.Selection;

/// <summary>Runs the signature checks that <c>Connect</c> leaves behind, many at once.</summary>
internal sealed class CheckRunner(int threads)
{
    private const int FewChecks = 4;
    private const int MostThreads = 16;

    private readonly ParallelOptions _parallel = new()
    {
        MaxDegreeOfParallelism = Math.Clamp(threads <= 0 ? Environment.ProcessorCount : threads, 1, MostThreads),
    };

    /// <summary>Ok, or the verdict of the first check in order that fails: the same answer however many threads there are.</summary>
    public Verdict Run(ImmutableArray<IDeferredCheck> checks)
    {
        if (checks.Length < FewChecks || _parallel.MaxDegreeOfParallelism == 1) return RunInOrder(checks);
        var failed = long.MaxValue;
        Parallel.For(0, checks.Length, _parallel, (index, loop) =>
        {
            if (loop.ShouldExitCurrentIteration || checks[index].Run().IsOk) return;
            Lower(ref failed, index);
            loop.Break();
        });
        return failed == long.MaxValue ? Verdict.Ok : checks[(int)failed].Run();
    }

    private static Verdict RunInOrder(ImmutableArray<IDeferredCheck> checks)
    {
        foreach (var check in checks)
        {
            var verdict = check.Run();
            if (!verdict.IsOk) return verdict;
        }
        return Verdict.Ok;
    }

    private static void Lower(ref long lowest, long value)
    {
        var seen = Volatile.Read(ref lowest);
        while (value < seen)
        {
            var before = Interlocked.CompareExchange(ref lowest, value, seen);
            if (before == seen) return;
            seen = before;
        }
    }
}
