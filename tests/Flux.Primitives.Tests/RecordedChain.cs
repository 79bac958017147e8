using System.Buffers.Binary;

namespace Flux.Primitives.Tests;

/// <summary>Reads the block files of <c>shared/golden/recorded</c>: four magic bytes, LE32 size, the block.</summary>
internal static class RecordedChain
{
    public static IEnumerable<byte[]> Blocks(string relative)
    {
        using var file = File.OpenRead(SharedData.PathOf(relative));
        var head = new byte[8];
        while (file.ReadAtLeast(head, 8, throwOnEndOfStream: false) == 8)
        {
            Convert.ToHexStringLower(head.AsSpan(0, 4)).ShouldBe("aae83f5f");
            var block = new byte[BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4))];
            file.ReadExactly(block);
            yield return block;
        }
    }
}
