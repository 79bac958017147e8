using System.Buffers.Binary;

namespace Flux.Primitives.Scripts;

/// <summary>
/// Walks through the operations of a script. <see cref="MoveNext"/> is false at the end and at a push that wants more bytes than there are; the
/// two differ in <see cref="IsTruncated"/>.
/// </summary>
public ref struct ScriptReader(ReadOnlySpan<byte> script)
{
    private readonly ReadOnlySpan<byte> _script = script;

    /// <summary>The operation just read.</summary>
    public Opcode Code { get; private set; }

    /// <summary>What it pushes: bytes for 0x00–0x4e, nothing for all others.</summary>
    public ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>Offset of the next operation.</summary>
    public int Position { get; private set; }

    /// <summary>True after a push ran past the end.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>True when everything was read.</summary>
    public readonly bool IsAtEnd => Position == _script.Length;

    /// <summary>True when the operation just read is a push in the widest sense: up to OP_16, OP_RESERVED included.</summary>
    public readonly bool IsPush => Code <= Opcode.Op16;

    /// <summary>For <c>foreach</c>.</summary>
    public readonly ScriptReader GetEnumerator() => this;

    /// <summary>The reader itself, for <c>foreach</c>.</summary>
    public readonly ScriptReader Current => this;

    /// <summary>Reads the next operation.</summary>
    public bool MoveNext()
    {
        Data = default;
        if (Position >= _script.Length || IsTruncated) return false;
        Code = (Opcode)_script[Position++];
        if (Code > Opcode.PushData4) return true;
        if (!TryReadLength(out var length) || length > (uint)(_script.Length - Position))
        {
            IsTruncated = true;
            return false;
        }
        Data = _script.Slice(Position, (int)length);
        Position += (int)length;
        return true;
    }

    private bool TryReadLength(out uint length)
    {
        length = (uint)Code;
        if (Code < Opcode.PushData1) return true;
        var size = Code == Opcode.PushData1 ? 1 : Code == Opcode.PushData2 ? 2 : 4;
        if (size > _script.Length - Position) return false;
        var bytes = _script[Position..];
        length = size switch
        {
            1 => bytes[0],
            2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            _ => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        };
        Position += size;
        return true;
    }
}
