namespace Flux.Crypto.Curves;

/// <summary>Public keys as bytes (SEC 1 §2.3): 02/03 ‖ x, 04 ‖ x ‖ y, and hybrid 06/07 ‖ x ‖ y whose prefix must tell y's parity.</summary>
internal static class PublicKeyEncoding
{
    internal const int CompressedBytes = 33;
    internal const int UncompressedBytes = 65;

    internal static bool TryRead(ReadOnlySpan<byte> bytes, out AffinePoint point)
    {
        point = default;
        return bytes.Length switch
        {
            CompressedBytes => bytes[0] is 2 or 3 && FieldElement.TryRead(bytes.Slice(1, 32), out FieldElement x)
                && AffinePoint.TryFromX(x, bytes[0] == 3, out point),
            UncompressedBytes => bytes[0] is 4 or 6 or 7 && TryReadBoth(bytes, out point),
            _ => false,
        };
    }

    internal static byte[] Write(in AffinePoint point, bool compressed)
    {
        byte[] bytes = new byte[compressed ? CompressedBytes : UncompressedBytes];
        point.X.Write(bytes.AsSpan(1, 32));
        if (compressed)
        {
            bytes[0] = (byte)(point.Y.IsOdd ? 3 : 2);
        }
        else
        {
            bytes[0] = 4;
            point.Y.Write(bytes.AsSpan(33, 32));
        }

        return bytes;
    }

    private static bool TryReadBoth(ReadOnlySpan<byte> bytes, out AffinePoint point)
    {
        point = default;
        if (!FieldElement.TryRead(bytes.Slice(1, 32), out point.X) || !FieldElement.TryRead(bytes.Slice(33, 32), out point.Y))
        {
            return false;
        }

        bool parityFits = bytes[0] == 4 || point.Y.IsOdd == (bytes[0] == 7);
        return parityFits && point.IsOnCurve();
    }
}
