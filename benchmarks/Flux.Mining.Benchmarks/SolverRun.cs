using System.Diagnostics;
using System.Security.Cryptography;
using Flux.Crypto.Equihash;
using Flux.Mining.Solver;

namespace Flux.Mining.Benchmarks;

/// <summary>
/// Solves nonces in this process: wall and processor time a nonce, solutions a second, the time of each round, peak memory. The first
/// nonce, which also takes the memory's pages and compiles the code, is left out.
/// </summary>
internal static class SolverRun
{
    public static void Measure(EquihashParameters parameters, int threads, int nonces)
    {
        Console.WriteLine($"Equihash {parameters}, {threads} thread(s): the solver takes {EquihashSolver.RequiredBytes(parameters, threads) / 1e6:F0} MB");
        using var solver = EquihashSolver.Create(parameters, threads);
        var rounds = new RoundClock(parameters.K + 2);
        solver.PhaseBegins = rounds.Begin;
        var walls = new List<double>();
        var processor = new List<double>();
        var solutions = 0;
        for (var nonce = 0; nonce <= nonces; nonce++)
        {
            if (nonce == 1) rounds.Reset();
            byte[] input = [.. SHA256.HashData(BitConverter.GetBytes(nonce)), .. new byte[108]];
            var (began, used) = (Stopwatch.GetTimestamp(), Processor());
            var found = solver.Solve(input, _ => false, CancellationToken.None);
            rounds.End();
            if (nonce == 0) continue;
            solutions += found;
            walls.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            processor.Add(Processor() - used);
        }
        var perNonce = (double)solutions / nonces;
        Console.WriteLine($"  {nonces} nonces, {perNonce:F2} solutions each");
        Console.WriteLine($"  wall       median {Median(walls):F3} s, least {walls.Min():F3} s a nonce: {1.88 / Median(walls):F2} Sol/s, at best {1.88 / walls.Min():F2} (at 1.88 a nonce)");
        Console.WriteLine($"  processor  median {Median(processor):F3} s, least {processor.Min():F3} s a nonce: {1.88 * threads / Median(processor):F2} Sol/s on {threads} core(s) of its own, at best {1.88 * threads / processor.Min():F2}");
        Console.WriteLine($"  peak resident {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB");
        rounds.Show(nonces);
    }

    internal static double Processor() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
