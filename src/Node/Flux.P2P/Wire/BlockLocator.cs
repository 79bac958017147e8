using System.Buffers;
using System.Collections.Immutable;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>What getblocks and getheaders carry: where the sender stands, and where to stop.</summary>
/// <param name="Version">Protocol version of the sender; not used.</param>
/// <param name="Hashes">Hashes of the sender's branch, newest first.</param>
/// <param name="Stop">Last block wanted; zero for as many as fit.</param>
internal readonly record struct BlockLocator(int Version, ImmutableArray<Hash256> Hashes, BlockHash Stop)
{
    /// <summary>Most hashes; own limit, because no honest locator has more than 10 + log2(height).</summary>
    public const int Limit = 101;

    public static bool TryRead(ref WireReader reader, out BlockLocator locator)
    {
        locator = default;
        if (!reader.TryReadInt32(out var version) || !reader.TryReadHashes(out var hashes) || !reader.TryReadHash(out var stop)) return false;
        locator = new BlockLocator(version, hashes, new BlockHash(stop));
        return true;
    }

    public void Write(IBufferWriter<byte> output)
    {
        var writer = new WireWriter(output);
        writer.WriteInt32(Version);
        writer.WriteHashes(Hashes);
        writer.WriteHash(Stop.Value);
    }
}
