using System.Runtime.InteropServices;

namespace Flux.Primitives.Scripts;

/// <summary>
/// The bytes of a script, never interpreted here. Equal when the bytes are equal. The scripts of a parsed transaction share its one buffer:
/// whoever keeps a script for long after the transaction is gone keeps <see cref="ToOwned"/>.
/// </summary>
public readonly struct Script : IEquatable<Script>
{
    private readonly byte[]? _buffer;
    private readonly int _offset;
    private readonly int _length;

    /// <summary>Takes over <paramref name="bytes"/>, which must not change afterwards.</summary>
    public Script(byte[] bytes)
    {
        _buffer = bytes;
        _length = bytes?.Length ?? 0;
    }

    internal Script(byte[] buffer, int offset, int length)
    {
        _buffer = buffer;
        _offset = offset;
        _length = length;
    }

    /// <summary>A script over memory that does not change afterwards; copied only when no array is behind it.</summary>
    public static Script Over(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Array is not null
            ? new Script(segment.Array, segment.Offset, segment.Count)
            : new Script(bytes.ToArray());

    /// <summary>No bytes.</summary>
    public static Script Empty => default;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => new(_buffer, _offset, _length);

    /// <summary>The bytes as memory, without a copy.</summary>
    public ReadOnlyMemory<byte> Memory => new(_buffer, _offset, _length);

    /// <summary>Length in bytes.</summary>
    public int Length => _length;

    /// <summary>The operations in order; see <see cref="ScriptReader"/> for what happens at a truncated push.</summary>
    public ScriptReader Operations => new(Bytes);

    /// <summary>The same script in a buffer of its own (itself when it has one already).</summary>
    public Script ToOwned() => _buffer is null || _buffer.Length == _length ? this : new Script(Bytes.ToArray());

    /// <summary>Reads hex, upper or lower case.</summary>
    public static bool TryParseHex(string? hex, out Script script)
    {
        script = default;
        if (hex is null || hex.Length % 2 != 0) return false;
        var bytes = new byte[hex.Length / 2];
        if (Convert.FromHexString(hex, bytes, out _, out _) != System.Buffers.OperationStatus.Done) return false;
        script = new Script(bytes);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(Script other) => Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Script other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    /// <summary>Lower-case hex.</summary>
    public override string ToString() => Convert.ToHexStringLower(Bytes);

    /// <summary>Same bytes.</summary>
    public static bool operator ==(Script left, Script right) => left.Equals(right);

    /// <summary>Different bytes.</summary>
    public static bool operator !=(Script left, Script right) => !left.Equals(right);
}
