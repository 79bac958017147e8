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
        string? path = Golden.Find(Path.Combine("recorded", "chains", file));
        Assert.SkipWhen(path is null, "the golden recordings are not beside this checkout");
        int verified = 0;
        foreach (byte[] block in Blocks(File.ReadAllBytes(path!)))
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

    /// <summary>Records of magic, LE32 size, block.</summary>
    private static IEnumerable<byte[]> Blocks(byte[] data)
    {
        for (int at = 0; at < data.Length;)
        {
            int size = BinaryPrimitives.ReadInt32LittleEndian(data.AsSpan(at + 4));
            yield return data[(at + 8)..(at + 8 + size)];
            at += 8 + size;
        }
    }
}
