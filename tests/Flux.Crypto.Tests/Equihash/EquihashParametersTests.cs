using System.Text;
using Flux.Crypto.Equihash;

namespace Flux.Crypto.Tests.Equihash;

public sealed class EquihashParametersTests
{
    /// <summary>The table of reference §4.1, row by row.</summary>
    [Theory]
    [InlineData(1344, 200, 9, "ZcashPoW", 2, 50, 20, 21, 512)]
    [InlineData(100, 144, 5, "ZelProof", 3, 54, 24, 25, 32)]
    [InlineData(52, 125, 4, "ZelProof", 4, 64, 25, 26, 16)]
    [InlineData(68, 96, 5, "ZcashPoW", 5, 60, 16, 17, 32)]
    [InlineData(36, 48, 5, "ZcashPoW", 10, 60, 8, 9, 32)]
    public void Follow_the_table(int bytes, int n, int k, string text, int per, int digest, int collision, int indexBits, int indices)
    {
        EquihashParameters p = EquihashParameters.FindBySolutionLength(bytes).ShouldNotBeNull();
        (p.SolutionBytes, p.N, p.K, p.PersonalizationText).ShouldBe((bytes, n, k, text));
        (p.HashesPerDigest, p.DigestBytes, p.CollisionBits, p.IndexBits, p.IndexCount).ShouldBe((per, digest, collision, indexBits, indices));
        p.IsTwisted.ShouldBe(n == 125);
        p.Personalization.ToArray().ShouldBe([.. Encoding.ASCII.GetBytes(text), .. BitConverter.GetBytes(n), .. BitConverter.GetBytes(k)]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(35)]
    [InlineData(400)]
    [InlineData(1345)]
    public void Know_no_other_length(int bytes) => EquihashParameters.FindBySolutionLength(bytes).ShouldBeNull();
}
