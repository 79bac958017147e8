using System.Security.Cryptography;
using Flux.Crypto.Equihash;
using Flux.Mining.Solver;

namespace Flux.Mining.Tests.Solver;

public class EquihashSolverTests
{
    private static byte[] Input(int nonce) => [.. SHA256.HashData(BitConverter.GetBytes(nonce)), .. new byte[108]];

    [Theory]
    [MemberData(nameof(SmallSets))]
    public void Finds_as_many_verified_solutions_a_nonce_as_theory_says(int n, int nonces, double least, double most)
    {
        var parameters = EquihashParameters.All.Single(p => p.N == n);
        var solver = EquihashSolver.TryCreate(parameters)!;
        var total = 0;
        for (var nonce = 0; nonce < nonces; nonce++)
        {
            var input = Input(nonce);
            total += solver.Solve(input, s => !EquihashVerifier.Verify(parameters, input, s), TestContext.Current.CancellationToken);
        }
        ((double)total / nonces).ShouldBeInRange(least, most);
    }

    // Two solutions a nonce times the chance that 2^k indices out of 2^(n/(k+1)+1) are distinct: 0.75 for (48,5), 1.99 for (96,5).
    // The bounds are more than four standard deviations away.
    public static TheoryData<int, int, double, double> SmallSets => new() { { 48, 1000, 0.62, 0.88 }, { 96, 40, 1.1, 2.9 } };

    /// <summary>The solution that fluxd's own source has for the regtest genesis block (chain reference §1.3).</summary>
    [Fact]
    public void Finds_the_solution_of_the_regtest_genesis_block()
    {
        var header = new Flux.Primitives.BlockHeader
        {
            Version = 4,
            Previous = default,
            MerkleRoot = Flux.Primitives.Hash256.Parse("94c7aed6b2c67f1718006684bfc3b92081a2f19d59075691b189160d6f3aa13a"),
            StateRoot = default,
            Time = 1296688602,
            Bits = 0x200f0f0f,
            Nonce = Flux.Primitives.Hash256.Parse(new string('0', 62) + "16"),
        };
        var found = new List<string>();
        EquihashSolver.TryCreate(EquihashParameters.Zcash48x5)!.Solve(
            Flux.Primitives.Wire.BlockCodec.EquihashInput(header),
            s =>
            {
                found.Add(Convert.ToHexStringLower(s));
                return false;
            },
            TestContext.Current.CancellationToken);
        found.ShouldContain("02853a9dd062e2356909a0d2b9f0e4873dbf092edd3f00eea317e21222d1f2c414b926ee");
    }

    [Fact]
    public void Does_not_take_sets_it_cannot_hold() => EquihashSolver.TryCreate(EquihashParameters.Zcash200x9).ShouldBeNull();

    [Fact]
    public void Stops_when_told() =>
        Should.Throw<OperationCanceledException>(() => EquihashSolver.TryCreate(EquihashParameters.Zcash96x5)!.Solve(Input(1), _ => false, new CancellationToken(canceled: true)));
}
