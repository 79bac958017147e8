using Flux.Crypto.Equihash;
using Flux.Mining.Solver;

namespace Flux.Mining.Miner;

/// <summary>
/// The solvers that mine with a number of threads: for the large sets one, whose threads share its memory and work on the same nonce; for
/// the small ones, where a nonce is over in milliseconds, one a thread.
/// </summary>
internal sealed class SolverCrew : IDisposable
{
    /// <summary>Sets with fewer leaves count as small.</summary>
    private const int FewestLeavesShared = 1 << 20;

    private SolverCrew(EquihashParameters parameters, int threads, IReadOnlyList<EquihashSolver> solvers) =>
        (Parameters, Threads, Solvers) = (parameters, threads, solvers);

    public EquihashParameters Parameters { get; }

    public int Threads { get; }

    /// <summary>Each is used by one caller at a time.</summary>
    public IReadOnlyList<EquihashSolver> Solvers { get; }

    /// <summary>Bytes that mining the set with so many threads takes.</summary>
    public static long RequiredBytes(EquihashParameters parameters, int threads) => IsShared(parameters)
        ? EquihashSolver.RequiredBytes(parameters, threads)
        : threads * EquihashSolver.RequiredBytes(parameters, 1);

    /// <summary>Takes the memory.</summary>
    /// <exception cref="SolverMemoryException">There is not enough.</exception>
    public static SolverCrew Create(EquihashParameters parameters, int threads) => new(parameters, threads, IsShared(parameters)
        ? [EquihashSolver.Create(parameters, threads)]
        : [.. Enumerable.Range(0, threads).Select(_ => EquihashSolver.Create(parameters))]);

    public void Dispose()
    {
        foreach (var solver in Solvers) solver.Dispose();
    }

    private static bool IsShared(EquihashParameters parameters) => parameters.LeafCount >= FewestLeavesShared;
}
