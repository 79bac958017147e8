using System.Buffers.Binary;

namespace Flux.Chain.Store.Files;

/// <summary>How many bytes of one pair of block and undo files belong to the flushed state, and which blocks they hold.</summary>
/// <param name="File">Number of the pair.</param>
/// <param name="BlockBytes">Length of the block file.</param>
/// <param name="UndoBytes">Length of the undo file.</param>
internal readonly record struct FileExtent(int File, long BlockBytes, long UndoBytes)
{
    public const int KeySize = 4;
    public const int ValueSize = 28;

    /// <summary>Lowest height of a block in the pair; greater than <see cref="Highest"/> while there is none.</summary>
    public int Lowest { get; init; } = int.MaxValue;

    /// <summary>Highest height of a block in the pair.</summary>
    public int Highest { get; init; } = -1;

    /// <summary>The pair was deleted to save space.</summary>
    public bool IsPruned { get; init; }

    /// <summary>With one more block.</summary>
    public FileExtent With(int height) => this with { Lowest = Math.Min(Lowest, height), Highest = Math.Max(Highest, height) };

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
        BinaryPrimitives.WriteInt32LittleEndian(value.AsSpan(16), Lowest);
        BinaryPrimitives.WriteInt32LittleEndian(value.AsSpan(20), Highest);
        BinaryPrimitives.WriteInt32LittleEndian(value.AsSpan(24), IsPruned ? 1 : 0);
        return value;
    }

    public static FileExtent Read(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (key.Length != KeySize || value.Length != ValueSize) throw ChainStoreException.Corrupt("a row of the file table has a wrong size");
        return new FileExtent(
            BinaryPrimitives.ReadInt32BigEndian(key), BinaryPrimitives.ReadInt64LittleEndian(value), BinaryPrimitives.ReadInt64LittleEndian(value[8..]))
        {
            Lowest = BinaryPrimitives.ReadInt32LittleEndian(value[16..]),
            Highest = BinaryPrimitives.ReadInt32LittleEndian(value[20..]),
            IsPruned = BinaryPrimitives.ReadInt32LittleEndian(value[24..]) != 0,
        };
    }
}
