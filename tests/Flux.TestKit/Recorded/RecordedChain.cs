using System.Buffers.Binary;
using Flux.Primitives;
using Flux.Primitives.Wire;
using Xunit;

namespace Flux.TestKit.Recorded;

/// <summary>Reads the block files of <c>shared/golden/recorded</c>: four magic bytes, LE32 size, the block.</summary>
public static class RecordedChain
{
    private const uint RegtestMagic = 0xaae83f5f;

    /// <summary>The blocks of a file, as bytes, in the order of the file.</summary>
    public static IEnumerable<byte[]> RawBlocks(string relative)
    {
        using var file = File.OpenRead(SharedData.PathOf(relative));
        var head = new byte[8];
        while (file.ReadAtLeast(head, 8, throwOnEndOfStream: false) == 8)
        {
            Assert.Equal(RegtestMagic, BinaryPrimitives.ReadUInt32BigEndian(head));
            var block = new byte[BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4))];
            file.ReadExactly(block);
            yield return block;
        }
    }

    /// <summary>The blocks of a file, parsed.</summary>
    public static IEnumerable<Block> Blocks(string relative)
    {
        foreach (var bytes in RawBlocks(relative))
        {
            Assert.True(BlockCodec.TryParse(bytes, out var block, out var error), error);
            yield return block!;
        }
    }
}
