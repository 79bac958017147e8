using System.Diagnostics;
using System.Globalization;
using Flux.Consensus.Networks;
using Flux.Crypto.Equihash;
using Flux.Mining.Solver;
using Flux.Primitives.Wire;

namespace Flux.Mining.Tests.Solver;

public class EquihashSolverTests
{
    [Theory]
    [InlineData(48, 300, 1)]
    [InlineData(48, 100, 4)]
    [InlineData(96, 1, 1)]
    [InlineData(96, 1, 3)]
    public void Finds_exactly_what_a_plain_solver_finds(int n, int nonces, int workers)
    {
        using var solver = EquihashSolver.Create(Puzzles.Set(n), workers);
        for (var nonce = 0; nonce < nonces; nonce++)
        {
            var input = Puzzles.Input(nonce);
            solver.SolveAll(input).ShouldBe(PlainSolver.Solve(Puzzles.Set(n), input), ignoreOrder: true);
        }
    }

    [Theory]
    [MemberData(nameof(SmallSets))]
    public void Finds_as_many_solutions_a_nonce_as_theory_says(int n, int nonces, double least, double most)
    {
        var found = Count(Puzzles.Set(n), nonces);
        ((double)found / nonces).ShouldBeInRange(least, most);
    }

    // Two solutions a nonce times the chance that 2^k indices out of 2^(n/(k+1)+1) are distinct: 0.75 for (48,5), 1.99 for (96,5).
    // The bounds are more than four standard deviations away.
    public static TheoryData<int, int, double, double> SmallSets => new() { { 48, 1000, 0.62, 0.88 }, { 96, 60, 1.25, 2.75 } };

    [Theory]
    [InlineData(96, 1000, 1.81, 2.17)]
    [InlineData(200, 100, 1.3, 2.5)]
    [Trait("Category", "Long")]
    public void Finds_as_many_solutions_a_nonce_over_many_nonces(int n, int nonces, double least, double most)
    {
        var found = Count(Puzzles.Set(n), nonces);
        TestContext.Current.SendDiagnosticMessage($"{Puzzles.Set(n)}: {found} solutions of {nonces} nonces");
        ((double)found / nonces).ShouldBeInRange(least, most);
    }

    /// <summary>The solution that fluxd's own source has for the regtest genesis block (chain reference §1.3).</summary>
    [Fact]
    public void Finds_the_solution_of_the_regtest_genesis_block() => FindsGenesis(NetworkCatalog.Regtest, EquihashParameters.Zcash48x5);

    /// <summary>The solutions that the main and test networks began with: (200,9) found by others.</summary>
    [Theory]
    [InlineData("main")]
    [InlineData("test")]
    [Trait("Category", "Long")]
    public void Finds_the_solutions_of_public_genesis_blocks(string network) =>
        FindsGenesis(network == "main" ? NetworkCatalog.Main : NetworkCatalog.Test, EquihashParameters.Zcash200x9);

    /// <summary>Chain reference §14.3: solutions made by other code, accepted by the C++ verifier. Takes 1.4 and 2.4 GB.</summary>
    [Theory]
    [InlineData(144, "05768af1beda4ba428d9f9b4307eef9c3e66902c567d9c01fc380cfe5cf8d89e0f319e958658071ced5f413e546fcb9f092207909d62ca8d776db3bc6e85025bf63e45bf1519f52babd1411d26e449f862126472d53c7de2ea99ed8e0ff914014b082ad8")]
    [InlineData(125, "1430abb9cf70579fd1e358917c483da7163bec6539c28a23d52151b63415ad29655cd785b6d2325405c2a84f4fa6503057e1a710")]
    [Trait("Category", "Long")]
    public void Finds_the_generated_vectors(int n, string solution)
    {
        using var solver = EquihashSolver.Create(Puzzles.Set(n), workers: 2);
        byte[] input = [.. Enumerable.Range(0, 140).Select(i => (byte)i)];
        solver.SolveAll(input).ShouldContain(solution);
    }

    [Fact]
    public void Ends_at_the_solution_that_is_wanted()
    {
        using var solver = EquihashSolver.Create(EquihashParameters.Zcash96x5);
        var nonce = Enumerable.Range(0, 50).First(i => solver.SolveAll(Puzzles.Input(i)).Count > 1);
        solver.Solve(Puzzles.Input(nonce), _ => true, TestContext.Current.CancellationToken).ShouldBe(1);
    }

    [Fact]
    public void Stops_when_told()
    {
        using var solver = EquihashSolver.Create(EquihashParameters.Zcash96x5, workers: 2);
        Should.Throw<OperationCanceledException>(() => solver.Solve(Puzzles.Input(1), _ => false, new CancellationToken(canceled: true)));
        // And can be used again.
        solver.SolveAll(Puzzles.Input(1)).ShouldBe(PlainSolver.Solve(EquihashParameters.Zcash96x5, Puzzles.Input(1)), ignoreOrder: true);
    }

    /// <summary>The aims of the project for two threads, less 60 MB for the process around.</summary>
    [Theory]
    [InlineData(200, 200)]
    [InlineData(144, 1600)]
    [InlineData(125, 2500)]
    public void Says_beforehand_what_it_takes_and_that_is_within_the_aims(int n, int megabytes) =>
        EquihashSolver.RequiredBytes(Puzzles.Set(n), 2).ShouldBeInRange(1_000_000, (megabytes - 60) * 1_000_000L);

    /// <summary>A miner that is told to stop, or that a new tip came, in the midst of a large set: how long until the call is over. Aim: 100 ms.</summary>
    [Fact]
    [Trait("Category", "Long")]
    public void Stops_soon_in_every_round_of_a_large_set()
    {
        using var solver = EquihashSolver.Create(EquihashParameters.Zel144x5, 2);
        var longest = TimeSpan.Zero;
        for (var round = 0; round <= EquihashParameters.Zel144x5.K; round++)
        {
            using var stop = new CancellationTokenSource();
            var (wanted, told) = (round, 0L);
            solver.PhaseBegins = phase =>
            {
                if (phase != wanted) return;
                // From another thread, so into the round and not before it.
                ThreadPool.QueueUserWorkItem(_ =>
                {
                    Volatile.Write(ref told, Stopwatch.GetTimestamp());
                    stop.Cancel();
                });
            };
            Should.Throw<OperationCanceledException>(() => solver.Solve(Puzzles.Input(round), _ => false, stop.Token));
            var took = Stopwatch.GetElapsedTime(Volatile.Read(ref told));
            longest = took > longest ? took : longest;
            TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"round {round}: over {took.TotalMilliseconds:F1} ms after the cancellation"));
        }
        // A whole nonce takes more than two seconds: whoever did not look at the token would be far beyond this, on any machine.
        longest.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Refuses_before_it_takes_memory_that_is_not_there()
    {
        var required = EquihashSolver.RequiredBytes(EquihashParameters.ZelHash125x4, 2);
        var refusal = Should.Throw<SolverMemoryException>(() => EquihashSolver.Create(EquihashParameters.ZelHash125x4, 2, required - 1));
        refusal.Message.ShouldBe($"Mining Equihash 125,4 with 2 thread(s) takes {(required + 999_999) / 1_000_000} MB of memory; this machine has {(required + 999_998) / 1_000_000} MB free");
    }

    private static int Count(EquihashParameters parameters, int nonces)
    {
        using var solver = EquihashSolver.Create(parameters);
        var total = 0;
        for (var nonce = 0; nonce < nonces; nonce++)
        {
            var input = Puzzles.Input(nonce);
            total += solver.Solve(input, s => !EquihashVerifier.Verify(parameters, input, s), TestContext.Current.CancellationToken);
        }
        return total;
    }

    private static void FindsGenesis(Network network, EquihashParameters parameters)
    {
        using var solver = EquihashSolver.Create(parameters);
        var header = network.Genesis.Header;
        solver.SolveAll(BlockCodec.EquihashInput(header)).ShouldContain(Convert.ToHexStringLower(header.Solution.Span));
    }
}
