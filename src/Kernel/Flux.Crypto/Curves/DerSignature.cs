namespace Flux.Crypto.Curves;

/// <summary>
/// The DER form of a signature (SEQUENCE of two INTEGERs), as strict as libsecp256k1's parser: definite shortest lengths, no padding
/// beyond a sign byte, nothing after or inside besides the two numbers.
/// </summary>
internal static class DerSignature
{
    /// <summary>Two 33-byte integers with their headers and the sequence header.</summary>
    internal const int MaxBytes = 72;

    private const byte SequenceTag = 0x30;
    private const byte IntegerTag = 0x02;

    /// <summary>
    /// Parses a signature. False for a malformed one; a well-formed integer that is negative or not below n gives the scalar 0, which
    /// never verifies.
    /// </summary>
    internal static bool TryRead(ReadOnlySpan<byte> der, out Scalar r, out Scalar s)
    {
        s = default;
        r = default;
        return TryTakeHeader(ref der, SequenceTag, out int length) && length == der.Length
            && TryTakeInteger(ref der, out r) && TryTakeInteger(ref der, out s) && der.IsEmpty;
    }

    /// <summary>Writes r and s with the shortest encodings.</summary>
    internal static byte[] Write(in Scalar r, in Scalar s)
    {
        Span<byte> body = stackalloc byte[MaxBytes];
        int used = WriteInteger(r, body[2..]);
        used += WriteInteger(s, body[(2 + used)..]);
        body[0] = SequenceTag;
        body[1] = (byte)used;
        return body[..(2 + used)].ToArray();
    }

    private static int WriteInteger(in Scalar value, Span<byte> output)
    {
        Span<byte> number = stackalloc byte[33];
        number[0] = 0;
        value.Write(number[1..]);
        int skip = 0;
        while (skip < 32 && number[skip] == 0 && number[skip + 1] < 0x80)
        {
            skip++;
        }

        number = number[skip..];
        output[0] = IntegerTag;
        output[1] = (byte)number.Length;
        number.CopyTo(output[2..]);
        return 2 + number.Length;
    }

    private static bool TryTakeInteger(ref ReadOnlySpan<byte> der, out Scalar value)
    {
        value = default;
        if (!TryTakeHeader(ref der, IntegerTag, out int length) || length == 0 || length > der.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> number = der[..length];
        der = der[length..];
        if (IsPadded(number))
        {
            return false;
        }

        value = ReadNumber(number);
        return true;
    }

    /// <summary>A first byte that only repeats the sign bit of the second.</summary>
    private static bool IsPadded(ReadOnlySpan<byte> number) =>
        number.Length > 1 && ((number[0] == 0x00 && number[1] < 0x80) || (number[0] == 0xff && number[1] >= 0x80));

    private static Scalar ReadNumber(ReadOnlySpan<byte> number)
    {
        bool negative = number[0] >= 0x80;
        if (number[0] == 0)
        {
            number = number[1..];
        }

        if (negative || number.Length > 32)
        {
            return default;
        }

        Span<byte> padded = stackalloc byte[32];
        padded.Clear();
        number.CopyTo(padded[(32 - number.Length)..]);
        return Scalar.Read(padded, out Scalar value) ? value : default;
    }

    /// <summary>Takes tag and length. The length may exceed what is left only as far as the caller checks it.</summary>
    private static bool TryTakeHeader(ref ReadOnlySpan<byte> der, byte tag, out int length)
    {
        length = 0;
        if (der.Length < 2 || der[0] != tag)
        {
            return false;
        }

        byte first = der[1];
        der = der[2..];
        length = first;
        return first < 0x80 || TryTakeLongLength(ref der, first & 0x7f, out length);
    }

    /// <summary>The long form: at least one octet (0x80 is the indefinite form), no leading zero, 128 or more, not beyond the data.</summary>
    private static bool TryTakeLongLength(ref ReadOnlySpan<byte> der, int octets, out int length)
    {
        length = 0;
        if (octets == 0 || octets > sizeof(int) || octets > der.Length || der[0] == 0)
        {
            return false;
        }

        long value = 0;
        foreach (byte octet in der[..octets])
        {
            value = (value << 8) | octet;
        }

        der = der[octets..];
        length = (int)Math.Min(value, int.MaxValue);
        return value >= 0x80 && value <= der.Length;
    }
}
