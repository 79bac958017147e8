namespace Flux.Crypto.Tests.Curves;

/// <summary>An independent, plain DER writer for tests.</summary>
internal static class Der
{
    internal static byte[] Encode(ReadOnlySpan<byte> r, ReadOnlySpan<byte> s) => Sequence([.. Integer(r), .. Integer(s)]);

    internal static byte[] Sequence(byte[] body) => [0x30, (byte)body.Length, .. body];

    internal static byte[] Integer(ReadOnlySpan<byte> bigEndian)
    {
        ReadOnlySpan<byte> digits = bigEndian.TrimStart((byte)0);
        byte[] content = digits.IsEmpty || digits[0] >= 0x80 ? [0, .. digits] : digits.ToArray();
        return [0x02, (byte)content.Length, .. content];
    }
}
