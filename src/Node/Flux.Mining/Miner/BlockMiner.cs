using System.Buffers.Binary;
using System.Security.Cryptography;
using Flux.Consensus.Networks;
using Flux.Consensus.Work;
using Flux.Crypto.Equihash;
using Flux.Mining.Solver;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Mining.Miner;

/// <summary>Looks for a nonce whose solution brings a header's hash under its target.</summary>
public sealed class BlockMiner(Network network)
{
    /// <summary>
    /// Tries nonces on <paramref name="threads"/> threads until one fits, then returns the complete header. A random
    /// start keeps two miners of the same template apart. Cancellation ends all threads within one nonce.
    /// </summary>
    public async Task<BlockHeader> SolveAsync(BlockHeader unsolved, int height, int threads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(unsolved);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        var parameters = network.Work.Equihash.AllowedAt(height)[0];
        if (!EquihashSolver.Supports(parameters)) throw new NotSupportedException($"Mining Equihash {parameters} is not supported; verification is.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var found = new TaskCompletionSource<BlockHeader>(TaskCreationOptions.RunContinuationsAsynchronously);
        var workers = Enumerable.Range(0, threads)
            .Select(_ => Task.Factory.StartNew(() => Search(unsolved, parameters, found, stop.Token), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray();
        try
        {
            var finished = await Task.WhenAny([found.Task, Task.WhenAll(workers)]).ConfigureAwait(false);
            if (finished != found.Task) await finished.ConfigureAwait(false);
            return await found.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(workers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Search(BlockHeader unsolved, EquihashParameters parameters, TaskCompletionSource<BlockHeader> result, CancellationToken cancellation)
    {
        try
        {
            var solver = EquihashSolver.TryCreate(parameters)!;
            Span<byte> nonce = stackalloc byte[Hash256.Size];
            RandomNumberGenerator.Fill(nonce);
            while (!cancellation.IsCancellationRequested)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(nonce, BinaryPrimitives.ReadUInt64LittleEndian(nonce) + 1);
                var candidate = unsolved with { Nonce = new Hash256(nonce) };
                solver.Solve(BlockCodec.EquihashInput(candidate), solution => Accept(candidate, solution, result), cancellation);
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
