using System.Security.Cryptography;
using Flux.Crypto.Equihash;
using Flux.Mining.Solver;

namespace Flux.Mining.Tests.Solver;

internal static class Puzzles
{
    /// <summary>A puzzle's 140 bytes from a number.</summary>
    public static byte[] Input(int nonce) => [.. SHA256.HashData(BitConverter.GetBytes(nonce)), .. new byte[108]];

    public static EquihashParameters Set(int n) => EquihashParameters.All.Single(p => p.N == n);

    /// <summary>All solutions, in hexadecimal.</summary>
    public static HashSet<string> SolveAll(this EquihashSolver solver, byte[] input)
    {
        var found = new HashSet<string>();
        solver.Solve(
            input,
            solution =>
            {
                found.Add(Convert.ToHexStringLower(solution));
                return false;
            },
            TestContext.Current.CancellationToken);
        return found;
    }
}
