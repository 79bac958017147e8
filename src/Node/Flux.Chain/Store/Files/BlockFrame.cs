using System.Buffers.Binary;

namespace Flux.Chain.Store.Files;

/// <summary>The eight bytes before every block and undo record: network magic and LE32 size, as fluxd frames them.</summary>
internal static class BlockFrame
{
    public const int Size = 8;

    public const int MagicSize = 4;

    /// <summary>Largest record accepted: a block of 2 MB with plenty of room for the undo of one.</summary>
    public const int LargestRecord = 64 << 20;

    public static void Write(Span<byte> frame, ReadOnlySpan<byte> magic, int size)
    {
        magic.CopyTo(frame);
        BinaryPrimitives.WriteInt32LittleEndian(frame[4..], size);
    }

    public static bool TryRead(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> magic, out int size)
    {
        size = BinaryPrimitives.ReadInt32LittleEndian(frame[4..]);
        return frame[..4].SequenceEqual(magic) && size is > 0 and <= LargestRecord;
    }
}
