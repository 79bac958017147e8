using Flux.Crypto.Hashing;

namespace Flux.Crypto.Edwards;

/// <summary>Schnorr signatures on Jubjub (Zcash protocol specification §5.4.7), judged as before ZIP 216: encodings with a superfluous sign are accepted.</summary>
internal static class RedJubjub
{
    internal const int SignatureSize = 64;

    private const int Half = 32;

    /// <summary>True when <paramref name="signature64"/> is one of the message by the key over the base point.</summary>
    internal static bool Verify(in EdwardsPoint<Jubjub> key, in EdwardsPoint<Jubjub> basePoint, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature64)
    {
        if (!EdwardsPoint<Jubjub>.TryDecode(signature64[..Half], reduces: false, out var commitment)) return false;
        if (!Residue<JubjubOrder>.TryRead(signature64[Half..], out _)) return false;
        Span<byte> challenge = stackalloc byte[Half];
        Challenge(signature64[..Half], message).Write(challenge);
        return (EdwardsPoint<Jubjub>.Sum(signature64[Half..], basePoint, challenge, -key) - commitment).IsSmall;
    }

    /// <summary>The digest of commitment ‖ message as a scalar.</summary>
    internal static Residue<JubjubOrder> Challenge(ReadOnlySpan<byte> commitment, ReadOnlySpan<byte> message)
    {
        var hash = new Blake2b("Zcash_RedJubjubH"u8, 2 * Half);
        hash.Update(commitment);
        hash.Update(message);
        Span<byte> digest = stackalloc byte[2 * Half];
        hash.Finish(digest);
        return Residue<JubjubOrder>.Reduce(digest);
    }
}
