namespace Flux.Primitives.Scripts;

/// <summary>Numbers of the script language: little-endian, sign in the top bit of the last byte, empty is zero (chain reference §2).</summary>
public static class ScriptNumber
{
    /// <summary>Longest encoding that is written: a 64-bit magnitude and a sign.</summary>
    public const int MaxSize = 9;

    /// <summary>The shortest encoding of <paramref name="value"/>.</summary>
    public static byte[] ToBytes(long value)
    {
        Span<byte> bytes = stackalloc byte[MaxSize];
        return bytes[..Write(value, bytes)].ToArray();
    }

    /// <summary>Writes the shortest encoding and returns its length, at most <see cref="MaxSize"/>.</summary>
    public static int Write(long value, Span<byte> target)
    {
        if (value == 0) return 0;
        var magnitude = value < 0 ? (ulong)-(value + 1) + 1 : (ulong)value;
        var length = 0;
        for (; magnitude != 0; magnitude >>= 8) target[length++] = (byte)magnitude;
        if ((target[length - 1] & 0x80) != 0) target[length++] = 0;
        if (value < 0) target[length - 1] |= 0x80;
        return length;
    }

    /// <summary>Reads at most <paramref name="maxSize"/> (≤ 8) bytes; with <paramref name="requireMinimal"/> only the shortest encoding. Negative zero is zero.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, int maxSize, bool requireMinimal, out long value)
    {
        value = 0;
        if (bytes.Length > maxSize || (requireMinimal && !IsMinimal(bytes))) return false;
        if (bytes.IsEmpty) return true;
        for (var i = bytes.Length - 1; i >= 0; i--) value = (value << 8) | (i == bytes.Length - 1 ? (uint)(bytes[i] & 0x7f) : bytes[i]);
        if ((bytes[^1] & 0x80) != 0) value = -value;
        return true;
    }

    private static bool IsMinimal(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || (bytes[^1] & 0x7f) != 0) return true;
        return bytes.Length > 1 && (bytes[^2] & 0x80) != 0;
    }
}
