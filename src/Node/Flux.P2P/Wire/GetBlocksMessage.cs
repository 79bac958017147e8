using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Asks for block inventory after the first known locator entry.</summary>
/// <param name="Version">Protocol version of the sender; not used.</param>
/// <param name="Locator">Hashes of the sender's branch, newest first.</param>
/// <param name="Stop">Last block wanted; zero for as many as fit.</param>
internal sealed record GetBlocksMessage(int Version, ImmutableArray<Hash256> Locator, BlockHash Stop) : IMessage<GetBlocksMessage>
{
    public static string Name => "getblocks";

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out GetBlocksMessage? message)
    {
        message = null;
        if (!reader.TryReadInt32(out var version) || !reader.TryReadHashes(out var locator) || !reader.TryReadHash(out var stop)) return false;
        message = new GetBlocksMessage(version, locator, new BlockHash(stop));
        return true;
    }

    public void Write(IBufferWriter<byte> output)
    {
        var writer = new WireWriter(output);
        writer.WriteInt32(Version);
        writer.WriteHashes(Locator);
        writer.WriteHash(Stop.Value);
    }
}
