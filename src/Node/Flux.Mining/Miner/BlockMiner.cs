using System.Buffers.Binary;
using System.Security.Cryptography;
using Flux.Consensus.Networks;
using Flux.Consensus.Work;
using Flux.Crypto.Equihash;
using Flux.Mining.Solver;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Mining.Miner;

/// <summary>
/// Looks for a nonce whose solution brings a header's hash under its target. Keeps the solvers' memory from one header to the next;
/// one call at a time.
/// </summary>
public sealed class BlockMiner(Network network, MiningMeter meter) : IDisposable
{
    private SolverCrew? _crew;

    /// <summary>Bytes of memory that mining at this height takes.</summary>
    public static long RequiredBytes(Network network, int height, int threads)
    {
        ArgumentNullException.ThrowIfNull(network);
        return SolverCrew.RequiredBytes(ParametersAt(network, height), threads);
    }

    /// <summary>Looks whether the memory for mining at this height is there, without taking it.</summary>
    /// <exception cref="SolverMemoryException">It is not.</exception>
    public static void EnsureMemory(Network network, int height, int threads)
    {
        var required = RequiredBytes(network, height, threads);
        var available = AvailableMemory.Bytes();
        if (required > available) throw new SolverMemoryException(ParametersAt(network, height), threads, required, available);
    }

    /// <summary>The parameter set that a miner uses at this height: where two are allowed, the newer.</summary>
    public static EquihashParameters ParametersAt(Network network, int height)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.Work.Equihash.AllowedAt(height)[0];
    }

    /// <summary>
    /// Tries nonces on <paramref name="threads"/> threads until one fits, then returns the complete header. A random
    /// start keeps two miners of the same template apart. Cancellation is noticed within milliseconds.
    /// </summary>
    /// <exception cref="SolverMemoryException">The machine has not got the memory.</exception>
    public async Task<BlockHeader> SolveAsync(BlockHeader unsolved, int height, int threads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(unsolved);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        var crew = CrewFor(ParametersAt(network, height), threads);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var found = new TaskCompletionSource<BlockHeader>(TaskCreationOptions.RunContinuationsAsynchronously);
        var searches = crew.Solvers
            .Select(solver => Task.Factory.StartNew(() => Search(solver, unsolved, found, stop.Token), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray();
        try
        {
            var finished = await Task.WhenAny([found.Task, Task.WhenAll(searches)]).ConfigureAwait(false);
            if (finished != found.Task) await finished.ConfigureAwait(false);
            return await found.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(searches).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _crew?.Dispose();

    private SolverCrew CrewFor(EquihashParameters parameters, int threads)
    {
        if (_crew is { } present && present.Parameters == parameters && present.Threads == threads) return present;
        // Given back first: both together might not fit.
        _crew?.Dispose();
        _crew = null;
        return _crew = SolverCrew.Create(parameters, threads);
    }

    private void Search(EquihashSolver solver, BlockHeader unsolved, TaskCompletionSource<BlockHeader> result, CancellationToken cancellation)
    {
        try
        {
            Span<byte> nonce = stackalloc byte[Hash256.Size];
            RandomNumberGenerator.Fill(nonce);
            while (!cancellation.IsCancellationRequested)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(nonce, BinaryPrimitives.ReadUInt64LittleEndian(nonce) + 1);
                var candidate = unsolved with { Nonce = new Hash256(nonce) };
                meter.Add(solver.Solve(BlockCodec.EquihashInput(candidate), solution => Accept(candidate, solution, result), cancellation));
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop: not an error.
        }
        catch (Exception e)
        {
            result.TrySetException(e);
        }
    }

    private bool Accept(BlockHeader candidate, byte[] solution, TaskCompletionSource<BlockHeader> result)
    {
        var solved = candidate with { Solution = solution };
        return ProofOfWork.Check(network, solved).IsOk && result.TrySetResult(solved);
    }
}
