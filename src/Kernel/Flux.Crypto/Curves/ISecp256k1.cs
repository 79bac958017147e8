namespace Flux.Crypto.Curves;

/// <summary>
/// ECDSA and key arithmetic on secp256k1. Keys, hashes and tweaks are 32 bytes big-endian; public keys 33 bytes (02/03) or 65
/// (04, or hybrid 06/07 with the right parity). Implementations agree on every input; both refuse, never throw, on data that can come
/// from outside. <see cref="ArgumentException"/> means a caller's bug: a span of the wrong fixed length, or signing with an invalid key.
/// </summary>
public interface ISecp256k1
{
    /// <summary>
    /// Verifies a DER signature (without hash type) as libsecp256k1's parser reads it: strict DER, integers outside 1…n−1 refuse,
    /// a high S is normalised first. False for a malformed signature or key.
    /// </summary>
    bool VerifyDer(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> derSignature, ReadOnlySpan<byte> publicKey);

    /// <summary>Signs with the RFC 6979 nonce (HMAC-SHA256, no extra data) and low S; DER, at most 72 bytes.</summary>
    byte[] SignDer(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> privateKey32);

    /// <summary>Recoverable signature: header 27 + recid (+ 4 for a compressed key) ‖ r ‖ s, 65 bytes; nonce and S as <see cref="SignDer"/>.</summary>
    byte[] SignCompact(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> privateKey32, bool compressed);

    /// <summary>
    /// Recovers the key of a 65-byte recoverable signature, compressed as its header says. The header is only masked:
    /// recid = (b − 27) &amp; 3, compressed = ((b − 27) &amp; 4) ≠ 0. False when no key fits or the length is not 65.
    /// </summary>
    bool TryRecoverCompact(ReadOnlySpan<byte> hash32, ReadOnlySpan<byte> signature65, out byte[] publicKey);

    /// <summary>The public key, 33 or 65 bytes. False for an invalid private key.</summary>
    bool TryGetPublicKey(ReadOnlySpan<byte> privateKey32, bool compressed, out byte[] publicKey);

    /// <summary>True for 32 bytes that are a number in 1…n−1.</summary>
    bool IsValidPrivateKey(ReadOnlySpan<byte> privateKey32);

    /// <summary>True for an encoding (33 or 65 bytes) of a point on the curve.</summary>
    bool IsValidPublicKey(ReadOnlySpan<byte> publicKey);

    /// <summary>(key + tweak) mod n. False when the key is invalid, the tweak is not below n, or the sum is zero.</summary>
    bool TryTweakAddPrivate(ReadOnlySpan<byte> privateKey32, ReadOnlySpan<byte> tweak32, out byte[] result);

    /// <summary>point + tweak·G in the encoding length given (33 → 33, 65 → 65). False like <see cref="TryTweakAddPrivate"/>.</summary>
    bool TryTweakAddPublic(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> tweak32, out byte[] result);

    /// <summary>SHA-256 of the compressed shared point (libsecp256k1's default), 32 bytes. False for an invalid key.</summary>
    bool TryEcdh(ReadOnlySpan<byte> privateKey32, ReadOnlySpan<byte> publicKey, out byte[] secret32);
}
