using System.Buffers.Binary;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Consensus.Tests;

/// <summary>Reads the block files of <c>shared/golden/recorded</c>: four magic bytes, LE32 size, the block.</summary>
internal static class RecordedChain
{
    public static IEnumerable<Block> Blocks(string relative)
    {
        using var file = File.OpenRead(SharedData.PathOf(relative));
        var head = new byte[8];
        while (file.ReadAtLeast(head, 8, throwOnEndOfStream: false) == 8)
        {
            var bytes = new byte[BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4))];
            file.ReadExactly(bytes);
            BlockCodec.TryParse(bytes, out var block, out var error).ShouldBeTrue(error);
            yield return block!;
        }
    }
}
