using System.Buffers.Binary;
using Flux.Crypto.Equihash;

namespace Flux.Crypto.Tests.Equihash;

/// <summary>Blocks that a running fluxd mined and accepted (golden/recorded/chains): every proof-of-work header verifies.</summary>
public sealed class RecordedChainTests
{
    private const int PonVersion = 100;

    [Theory]
    [InlineData("eras.dat", 600)]
    [InlineData("perf-100k.dat", 1)]
    public void Every_recorded_solution_verifies(string file, int atLeast)
    {
        int verified = 0;
        foreach (byte[] block in RecordedChain.RawBlocks($"recorded/chains/{file}"))
        {
            if (BinaryPrimitives.ReadInt32LittleEndian(block) >= PonVersion)
            {
                continue;
            }

            byte[] solution = block[141..(141 + block[140])];
            EquihashParameters p = EquihashParameters.FindBySolutionLength(solution.Length).ShouldNotBeNull();
            EquihashVerifier.Verify(p, block.AsSpan(0, 140), solution).ShouldBeTrue();
            verified++;
        }

        verified.ShouldBeGreaterThanOrEqualTo(atLeast);
    }
}
