using Flux.Consensus.Headers;
using Flux.Consensus.Work;
using Flux.Primitives;

namespace Flux.Consensus.Tests.Eras;

/// <summary>A branch of any height with regular times.</summary>
/// <param name="height">Its height.</param>
/// <param name="tipTime">Time of its last block.</param>
/// <param name="spacing">Seconds between blocks.</param>
/// <param name="bits">Bits of all of them.</param>
internal sealed class FlatAncestry(int height, uint tipTime, uint spacing = 30, uint bits = EasyHeaders.Bits) : IAncestry
{
    public int Height => height;

    public HeaderSummary At(int at) => new(BlockHash.Zero, at, 4, tipTime - ((uint)(height - at) * spacing), bits, UInt256.Zero);
}
