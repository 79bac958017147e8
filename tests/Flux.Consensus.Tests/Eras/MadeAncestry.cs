using Flux.Consensus.Headers;
using Flux.Consensus.Networks;
using Flux.Consensus.Work;

namespace Flux.Consensus.Tests.Eras;

/// <summary>A branch of any height whose times and bits are functions of height and seed; the generator of <c>tests/model/difficulty.py</c>, told a second time.</summary>
internal sealed class MadeAncestry(Network network, uint limitBits, uint spacing, int height, ulong seed) : IAncestry
{
    public int Height => height;

    /// <summary>Version of the summaries.</summary>
    public int Version { get; init; } = 4;

    public HeaderSummary At(int at) => new(network.Genesis.Hash, at, Version, TimeAt(at), BitsAt(at), UInt256.Zero);

    private uint TimeAt(int at) => 1_600_000_000 + ((uint)at * spacing) + (uint)(Mix(seed, at) % (spacing * Choice<uint>(1, 3, 9)));

    private uint BitsAt(int at)
    {
        var r = Mix(seed + 1, at / 7);
        // The limit with all bits below its three digits set, as the page writes it.
        var limit = CompactTarget.Decode(limitBits) + ((UInt256.One << (8 * ((int)(limitBits >> 24) - 3))) - UInt256.One);
        return CompactTarget.Encode(limit >> (int)Choice<ulong>(0, r % 3, r % 20));
    }

    private T Choice<T>(T first, T second, T third) => (seed % 3) switch { 0 => first, 1 => second, _ => third };

    private static ulong Mix(ulong seed, int height)
    {
        var x = unchecked((seed * 0x9E3779B97F4A7C15) + ((ulong)height * 0xBF58476D1CE4E5B9));
        x ^= x >> 31;
        x = unchecked(x * 0x94D049BB133111EB);
        return x ^ (x >> 29);
    }
}
