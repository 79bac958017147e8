using Flux.Crypto.Hashing;

namespace Flux.Crypto.Edwards;

/// <summary>
/// Ed25519 verification exactly as libsodium 1.0.15 does it, which fluxd links and which decides about JoinSplit signatures: S below the
/// group order; eleven encodings of R refused; a key of 32 zero bytes refused; other keys may be of small order and not in canonical form; R is
/// computed and compared byte by byte, without the cofactor. RFC 8032 and newer libraries differ in these corners.
/// </summary>
public static class Ed25519
{
    /// <summary>Size of a public key in bytes.</summary>
    public const int KeySize = 32;

    /// <summary>Size of a signature in bytes.</summary>
    public const int SignatureSize = 64;

    private static readonly EdwardsPoint<Curve25519> BasePoint = Decoded("5866666666666666666666666666666666666666666666666666666666666666");

    /// <summary>Encodings of points of small order, as listed (incompletely) by that version.</summary>
    private static readonly byte[][] RefusedCommitments =
    [
        .. new[]
        {
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "13e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
            "b4176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "d9ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "daffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        }.Select(Convert.FromHexString),
    ];

    /// <summary>True when the signature is the message's by this key.</summary>
    /// <param name="key32">Public key, exactly 32 bytes.</param>
    /// <param name="message">Any bytes.</param>
    /// <param name="signature64">R ‖ S, exactly 64 bytes.</param>
    public static bool Verify(ReadOnlySpan<byte> key32, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature64)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key32.Length, KeySize, nameof(key32));
        ArgumentOutOfRangeException.ThrowIfNotEqual(signature64.Length, SignatureSize, nameof(signature64));
        var commitment = signature64[..KeySize];
        var scalar = signature64[KeySize..];
        if (!Residue<Order25519>.TryRead(scalar, out _) || IsRefused(commitment) || !key32.ContainsAnyExcept((byte)0)) return false;
        if (!EdwardsPoint<Curve25519>.TryDecode(key32, reduces: true, out var key)) return false;
        Span<byte> digest = stackalloc byte[64];
        Hashes.Sha512([.. commitment, .. key32, .. message], digest);
        Span<byte> challenge = stackalloc byte[32];
        Residue<Order25519>.Reduce(digest).Write(challenge);
        Span<byte> expected = stackalloc byte[KeySize];
        EdwardsPoint<Curve25519>.Sum(scalar, BasePoint, challenge, -key).Encode(expected);
        return expected.SequenceEqual(commitment);
    }

    private static bool IsRefused(ReadOnlySpan<byte> commitment)
    {
        foreach (var refused in RefusedCommitments) if (commitment.SequenceEqual(refused)) return true;
        return false;
    }

    private static EdwardsPoint<Curve25519> Decoded(string hex) => EdwardsPoint<Curve25519>.TryDecode(Convert.FromHexString(hex), reduces: false, out var point)
        ? point
        : throw new InvalidOperationException("The base point is not on the curve.");
}
