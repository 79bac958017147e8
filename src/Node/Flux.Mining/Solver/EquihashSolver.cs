using Flux.Crypto.Equihash;

namespace Flux.Mining.Solver;

/// <summary>
/// Finds all solutions of one Equihash puzzle by Wagner's algorithm: K rounds, each of which pairs rows that agree in their leading word.
/// Rows lie in buckets by the first bits of that word, so that a round looks at a piece of memory that fits the cache, and they keep a
/// reference to their parents instead of lists of leaves. One call at a time; the memory is kept from nonce to nonce.
/// </summary>
public sealed class EquihashSolver : IDisposable
{
    /// <summary>Most threads that work on one nonce.</summary>
    public const int MostWorkers = 256;

    private readonly EquihashParameters _parameters;
    private readonly SolverLayout _layout;
    private readonly RowTables _tables;
    private readonly Worker[] _workers;
    private bool _isTouched;

    private EquihashSolver(SolverLayout layout)
    {
        _layout = layout;
        _parameters = layout.Parameters;
        _tables = new RowTables(layout);
        _workers = [.. Enumerable.Range(0, layout.Workers).Select(_ => new Worker(layout))];
    }

    /// <summary>Told when a phase begins, for measurements.</summary>
    internal Action<int>? PhaseBegins { get; set; }

    /// <summary>Bytes that a solver takes for its tables, before anything is allocated.</summary>
    public static long RequiredBytes(EquihashParameters parameters, int workers)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(workers, MostWorkers);
        return new SolverLayout(parameters, workers).TotalBytes;
    }

    /// <summary>A solver whose nonces are worked on by <paramref name="workers"/> threads together, the caller's among them.</summary>
    /// <exception cref="SolverMemoryException">The machine has not got the memory; nothing was taken.</exception>
    public static EquihashSolver Create(EquihashParameters parameters, int workers = 1) => Create(parameters, workers, AvailableMemory.Bytes());

    /// <summary>
    /// Calls <paramref name="found"/> with every packed solution of the 140-byte input; it returns true to stop. Every
    /// solution has been verified by the kernel. Returns the number of solutions reported.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled; noticed within one bucket, a millisecond.</exception>
    public int Solve(ReadOnlySpan<byte> input140, Func<byte[], bool> found, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(found);
        foreach (var worker in _workers) worker.Found.Clear();
        Touch(cancellation);
        var leaves = new EquihashLeaves(_parameters, input140);
        new Crew(
            _workers.Length,
            _parameters.K + 1,
            phase => phase == 0 ? LeafRound.Units(_parameters) : _layout.BucketCount,
            phase =>
            {
                PhaseBegins?.Invoke(phase);
                if (phase < _parameters.K) _tables.Clear(phase);
            },
            (phase, worker, unit) => Work(leaves, phase, worker, unit)).Run(cancellation);
        return Report(input140, found, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _tables.Dispose();

    internal static EquihashSolver Create(EquihashParameters parameters, int workers, long available)
    {
        var required = RequiredBytes(parameters, workers);
        return required <= available
            ? new EquihashSolver(new SolverLayout(parameters, workers))
            : throw new SolverMemoryException(parameters, workers, required, available);
    }

    /// <summary>
    /// Takes the memory page by page. Otherwise the first bucket of a table, whose rows go everywhere, would take the whole of it, for a second or
    /// more on a busy machine and deaf to cancellation.
    /// </summary>
    private void Touch(CancellationToken cancellation)
    {
        if (_isTouched) return;
        new Crew(_workers.Length, 1, _ => _tables.Pieces, _ => { }, (_, _, piece) => _tables.Touch(piece)).Run(cancellation);
        _isTouched = true;
    }

    /// <summary>Phase 0 sows the leaves, phase p makes level p, the last one looks for candidates.</summary>
    private void Work(EquihashLeaves leaves, int phase, int worker, int unit)
    {
        var own = _workers[worker];
        if (phase == _parameters.K)
        {
            FinalRound.Find(_tables, _layout, unit, own.Chains, own.Found);
            return;
        }
        var writer = new RowWriter(_tables, _layout, phase, worker);
        if (phase == 0) LeafRound.Sow(leaves, _layout, writer, own.Digests, unit);
        else CollisionRound.Pair(_tables, _layout, phase - 1, unit, own.Chains, writer);
    }

    private int Report(ReadOnlySpan<byte> input140, Func<byte[], bool> found, CancellationToken cancellation)
    {
        var tree = new SolutionTree(_tables, _layout);
        var indices = new uint[_parameters.IndexCount];
        var seen = new HashSet<string>();
        var reported = 0;
        foreach (var candidate in _workers.SelectMany(worker => worker.Found))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!tree.TryUnfold(candidate, indices)) continue;
            var solution = new byte[_parameters.SolutionBytes];
            EquihashIndices.Pack(_parameters, indices, solution);
            if (!seen.Add(Convert.ToBase64String(solution)) || !EquihashVerifier.Verify(_parameters, input140, solution)) continue;
            reported++;
            if (found(solution)) break;
        }
        return reported;
    }

    /// <summary>What one thread has for itself.</summary>
    private sealed class Worker(SolverLayout layout)
    {
        public KeyChains Chains { get; } = new(layout);

        public byte[] Digests { get; } = new byte[LeafRound.BufferBytes(layout.Parameters)];

        public List<Candidate> Found { get; } = [];
    }
}
