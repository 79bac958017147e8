using Org.BouncyCastle.Crypto.Digests;

namespace Flux.Crypto.Edwards;

/// <summary>Points of Jubjub's large subgroup whose discrete logarithms nobody knows (Zcash protocol specification §5.4.9.5).</summary>
internal static class GroupHash
{
    /// <summary>The public randomness of Zcash's ceremony, which every input begins with, as hexadecimal text.</summary>
    private static ReadOnlySpan<byte> Randomness => "096b36a5804bfacef1691e173c366a47ff5ba84a44f26ddd7e8d9f79d5b42df0"u8;

    /// <summary>The first point among those that message ‖ 0, message ‖ 1, … lead to.</summary>
    /// <param name="personalization8">Exactly eight bytes.</param>
    /// <param name="message">A few bytes.</param>
    internal static EdwardsPoint<Jubjub> Find(ReadOnlySpan<byte> personalization8, ReadOnlySpan<byte> message)
    {
        for (var i = 0; i <= byte.MaxValue; i++)
        {
            if (TryHash(personalization8, [.. message, (byte)i], out var point)) return point;
        }
        throw new ArgumentException("No point for this message.", nameof(message));
    }

    private static bool TryHash(ReadOnlySpan<byte> personalization8, ReadOnlySpan<byte> message, out EdwardsPoint<Jubjub> point)
    {
        var hash = new Blake2sDigest(null, EdwardsPoint<Jubjub>.EncodedSize, null, personalization8.ToArray());
        hash.BlockUpdate(Randomness);
        hash.BlockUpdate(message);
        Span<byte> digest = stackalloc byte[EdwardsPoint<Jubjub>.EncodedSize];
        hash.DoFinal(digest);
        if (!EdwardsPoint<Jubjub>.TryDecode(digest, reduces: false, out point)) return false;
        point = point.TimesCofactor();
        return !point.IsNeutral;
    }
}
