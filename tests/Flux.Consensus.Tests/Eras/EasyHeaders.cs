using System.Text.Json;
using Flux.Consensus.Networks;
using Flux.Consensus.Work;
using Flux.Primitives;
using Flux.Primitives.Wire;
using Flux.TestKit;

namespace Flux.Consensus.Tests.Eras;

/// <summary>Headers mined at an easy target (<c>tests/vectors/eras/headers.json</c>), and main with that target but all its eras.</summary>
internal static class EasyHeaders
{
    /// <summary>Every second hash is at or under it.</summary>
    public const uint Bits = 0x207fffff;

    private static readonly JsonElement Vectors = Read();

    /// <summary>The mined header of a set, 1344, 100, 52 or 36 bytes of solution; <paramref name="low"/>: its hash is at or under the target.</summary>
    public static BlockHeader Mined(int solutionBytes, bool low = true)
    {
        foreach (var vector in Vectors.EnumerateArray())
        {
            var reader = new WireReader(Convert.FromHexString(vector.GetProperty("Header").GetString()!));
            BlockCodec.TryReadHeader(ref reader, out var header).ShouldBeTrue();
            if (header!.Solution.Length == solutionBytes && vector.GetProperty("Low").GetBoolean() == low) return header;
        }
        throw new ArgumentOutOfRangeException(nameof(solutionBytes), solutionBytes, "no such header");
    }

    /// <summary>The network with the easy target at every height; eras, sizes and everything else stay.</summary>
    public static Network On(Network network, uint limit = Bits) => network with
    {
        Work = network.Work with { PowLimit = CompactTarget.Decode(limit), Difficulty = DifficultyAlgorithm.Constant },
        Checkpoints = [],
    };

    private static JsonElement Read() => JsonDocument.Parse(File.ReadAllBytes(Checkout.PathOf("tests/vectors/eras/headers.json"))).RootElement;
}
