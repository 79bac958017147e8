using System.Buffers.Binary;
using Flux.Primitives;

namespace Flux.Chain.Snapshots;

/// <summary>The first bytes of a snapshot file: whose state after which block it holds. Decision 0011 has the format.</summary>
/// <param name="Genesis">Genesis block of the network.</param>
/// <param name="Base">The block whose state it is.</param>
/// <param name="Height">Height of that block.</param>
internal sealed record SnapshotHead(BlockHash Genesis, BlockHash Base, int Height)
{
    /// <summary>Bytes in the file.</summary>
    public const int Size = 8 + 4 + Hash256.Size + Hash256.Size + 4;

    private const int CurrentVersion = 1;

    private static ReadOnlySpan<byte> Magic => "fluxsnap"u8;

    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), CurrentVersion);
        Genesis.Value.Bytes.CopyTo(bytes.AsSpan(12));
        Base.Value.Bytes.CopyTo(bytes.AsSpan(44));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(76), Height);
        return bytes;
    }

    /// <exception cref="SnapshotFormatException">They are not the first bytes of a snapshot that this program reads.</exception>
    public static SnapshotHead Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Size || !bytes.StartsWith(Magic)) throw new SnapshotFormatException("it does not begin like a snapshot");
        var version = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        if (version != CurrentVersion) throw new SnapshotFormatException($"it has format {version}, this program reads {CurrentVersion}");
        var height = BinaryPrimitives.ReadInt32LittleEndian(bytes[76..]);
        if (height < 1) throw new SnapshotFormatException($"its height is {height}");
        return new SnapshotHead(new BlockHash(new Hash256(bytes[12..44])), new BlockHash(new Hash256(bytes[44..76])), height);
    }
}
