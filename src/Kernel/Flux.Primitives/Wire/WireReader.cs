using System.Buffers.Binary;

namespace Flux.Primitives.Wire;

/// <summary>
/// Reads the Bitcoin-family wire encoding (chain reference §2) from a span. Every method returns false at the first
/// violation and leaves the reason in <see cref="Error"/>; after that the reader is spent.
/// </summary>
public ref struct WireReader(ReadOnlySpan<byte> data)
{
    /// <summary>Largest value a CompactSize may have (0x02000000).</summary>
    public const uint MaxCompactSize = 0x0200_0000;

    /// <summary>The reason given for an overwintered transaction of unknown version and group; a peer that sends one is banned at once (chain reference §6.1).</summary>
    public const string UnknownFormat = "unknown transaction format";

    private readonly ReadOnlySpan<byte> _data = data;

    /// <summary>Bytes consumed so far.</summary>
    public int Position { get; private set; }

    /// <summary>What was wrong and at which offset; null while all is well.</summary>
    public string? Error { get; private set; }

    /// <summary>Bytes not yet read.</summary>
    public readonly int Remaining => _data.Length - Position;

    /// <summary>True when everything was read and nothing failed.</summary>
    public readonly bool IsAtEnd => Error is null && Position == _data.Length;

    /// <summary>Records a failure; always returns false.</summary>
    public bool Fail(string reason)
    {
        Error ??= $"{reason} at offset {Position}";
        return false;
    }

    /// <summary>The next <paramref name="count"/> bytes, without a copy.</summary>
    public bool TryReadBytes(int count, out ReadOnlySpan<byte> bytes)
    {
        if ((uint)count > (uint)Remaining || Error is not null)
        {
            bytes = default;
            return Fail($"need {count} bytes, have {Remaining}");
        }
        bytes = _data.Slice(Position, count);
        Position += count;
        return true;
    }

    /// <summary>What was read since <paramref name="start"/>.</summary>
    public readonly ReadOnlySpan<byte> Since(int start) => _data[start..Position];

    /// <summary>One byte.</summary>
    public bool TryReadByte(out byte value)
    {
        var ok = TryReadBytes(1, out var bytes);
        value = ok ? bytes[0] : (byte)0;
        return ok;
    }

    /// <summary>One byte as bool: any non-zero value is true.</summary>
    public bool TryReadBool(out bool value)
    {
        var ok = TryReadByte(out var b);
        value = b != 0;
        return ok;
    }

    /// <summary>LE16.</summary>
    public bool TryReadUInt16(out ushort value)
    {
        var ok = TryReadBytes(2, out var bytes);
        value = ok ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : (ushort)0;
        return ok;
    }

    /// <summary>LE32.</summary>
    public bool TryReadUInt32(out uint value)
    {
        var ok = TryReadBytes(4, out var bytes);
        value = ok ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;
        return ok;
    }

    /// <summary>LE32, signed.</summary>
    public bool TryReadInt32(out int value)
    {
        var ok = TryReadUInt32(out var raw);
        value = unchecked((int)raw);
        return ok;
    }

    /// <summary>LE64.</summary>
    public bool TryReadUInt64(out ulong value)
    {
        var ok = TryReadBytes(8, out var bytes);
        value = ok ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : 0;
        return ok;
    }

    /// <summary>LE64, signed.</summary>
    public bool TryReadInt64(out long value)
    {
        var ok = TryReadUInt64(out var raw);
        value = unchecked((long)raw);
        return ok;
    }

    /// <summary>32 bytes.</summary>
    public bool TryReadHash(out Hash256 hash)
    {
        var ok = TryReadBytes(Hash256.Size, out var bytes);
        hash = ok ? new Hash256(bytes) : default;
        return ok;
    }

    /// <summary>36 bytes.</summary>
    public bool TryReadOutPoint(out OutPoint outPoint)
    {
        outPoint = default;
        if (!TryReadHash(out var hash) || !TryReadUInt32(out var index)) return false;
        outPoint = new OutPoint(new TxId(hash), index);
        return true;
    }

    /// <summary>CompactSize: non-minimal forms and values above <see cref="MaxCompactSize"/> are refused.</summary>
    public bool TryReadCompactSize(out int value)
    {
        value = 0;
        if (!TryReadByte(out var first)) return false;
        ulong raw;
        ulong least;
        switch (first)
        {
            case < 0xfd:
                value = first;
                return true;
            case 0xfd:
                if (!TryReadUInt16(out var small)) return false;
                (raw, least) = (small, 0xfd);
                break;
            case 0xfe:
                if (!TryReadUInt32(out var medium)) return false;
                (raw, least) = (medium, 0x1_0000);
                break;
            default:
                if (!TryReadUInt64(out var large)) return false;
                (raw, least) = (large, 0x1_0000_0000);
                break;
        }
        if (raw < least) return Fail("non-canonical CompactSize");
        if (raw > MaxCompactSize) return Fail("CompactSize too large");
        value = (int)raw;
        return true;
    }

    /// <summary>
    /// A vector's element count: bounded by what the remaining bytes can hold, so nothing is allocated on a lie.
    /// </summary>
    public bool TryReadCount(int minimumElementSize, out int count) =>
        TryReadCompactSize(out count)
        && ((long)count * minimumElementSize <= Remaining || Fail($"{count} elements cannot fit in {Remaining} bytes"));

    /// <summary>Moves on by <paramref name="count"/> bytes.</summary>
    public bool TrySkip(int count)
    {
        if ((uint)count > (uint)Remaining || Error is not null) return Fail($"need {count} bytes, have {Remaining}");
        Position += count;
        return true;
    }

    /// <summary>Moves over a CompactSize length and that many bytes.</summary>
    public bool TrySkipVarBytes() => TryReadCompactSize(out var length) && TrySkip(length);

    /// <summary>CompactSize length and that many bytes, copied.</summary>
    public bool TryReadVarBytes(out byte[] bytes)
    {
        bytes = [];
        if (!TryReadCompactSize(out var length) || !TryReadBytes(length, out var span)) return false;
        bytes = span.ToArray();
        return true;
    }
}
