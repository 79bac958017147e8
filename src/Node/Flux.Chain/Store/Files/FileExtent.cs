using System.Buffers.Binary;

namespace Flux.Chain.Store.Files;

/// <summary>How many bytes of one pair of block and undo files belong to the flushed state.</summary>
/// <param name="File">Number of the pair.</param>
/// <param name="BlockBytes">Length of the block file.</param>
/// <param name="UndoBytes">Length of the undo file.</param>
internal readonly record struct FileExtent(int File, long BlockBytes, long UndoBytes)
{
    public const int KeySize = 4;
    public const int ValueSize = 16;

    public byte[] Key()
    {
        var key = new byte[KeySize];
        BinaryPrimitives.WriteInt32BigEndian(key, File);
        return key;
    }

    public byte[] Value()
    {
        var value = new byte[ValueSize];
        BinaryPrimitives.WriteInt64LittleEndian(value, BlockBytes);
        BinaryPrimitives.WriteInt64LittleEndian(value.AsSpan(8), UndoBytes);
        return value;
    }

    public static FileExtent Read(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (key.Length != KeySize || value.Length != ValueSize) throw ChainStoreException.Corrupt("a row of the file table has a wrong size");
        return new FileExtent(
            BinaryPrimitives.ReadInt32BigEndian(key), BinaryPrimitives.ReadInt64LittleEndian(value), BinaryPrimitives.ReadInt64LittleEndian(value[8..]));
    }
}
