using System.Buffers;
using System.Buffers.Binary;

namespace Flux.Primitives.Wire;

/// <summary>Writes the Bitcoin-family wire encoding (chain reference §2) into a buffer.</summary>
public readonly ref struct WireWriter(IBufferWriter<byte> output)
{
    private readonly IBufferWriter<byte> _output = output;

    /// <summary>Raw bytes.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes) => _output.Write(bytes);

    /// <summary>One byte.</summary>
    public void WriteByte(byte value)
    {
        _output.GetSpan(1)[0] = value;
        _output.Advance(1);
    }

    /// <summary>One byte, 0 or 1.</summary>
    public void WriteBool(bool value) => WriteByte(value ? (byte)1 : (byte)0);

    /// <summary>LE16.</summary>
    public void WriteUInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_output.GetSpan(2), value);
        _output.Advance(2);
    }

    /// <summary>LE32.</summary>
    public void WriteUInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_output.GetSpan(4), value);
        _output.Advance(4);
    }

    /// <summary>LE32, signed.</summary>
    public void WriteInt32(int value) => WriteUInt32(unchecked((uint)value));

    /// <summary>LE64.</summary>
    public void WriteUInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_output.GetSpan(8), value);
        _output.Advance(8);
    }

    /// <summary>LE64, signed.</summary>
    public void WriteInt64(long value) => WriteUInt64(unchecked((ulong)value));

    /// <summary>32 bytes.</summary>
    public void WriteHash(in Hash256 hash) => _output.Write(hash.Bytes);

    /// <summary>36 bytes.</summary>
    public void WriteOutPoint(in OutPoint outPoint)
    {
        WriteHash(outPoint.Transaction.Value);
        WriteUInt32(outPoint.Index);
    }

    /// <summary>Bytes that <see cref="WriteCompactSize"/> writes.</summary>
    public static int SizeOfCompactSize(int value) => value < 0xfd ? 1 : value <= 0xffff ? 3 : 5;

    /// <summary>CompactSize in its minimal form.</summary>
    public void WriteCompactSize(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        if (value < 0xfd) WriteByte((byte)value);
        else if (value <= 0xffff)
        {
            WriteByte(0xfd);
            WriteUInt16((ushort)value);
        }
        else
        {
            WriteByte(0xfe);
            WriteUInt32((uint)value);
        }
    }

    /// <summary>CompactSize length and the bytes.</summary>
    public void WriteVarBytes(ReadOnlySpan<byte> bytes)
    {
        WriteCompactSize(bytes.Length);
        WriteBytes(bytes);
    }
}
