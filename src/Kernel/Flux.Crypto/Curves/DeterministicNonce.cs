using System.Security.Cryptography;

namespace Flux.Crypto.Curves;

/// <summary>The nonces of RFC 6979 §3.2 with HMAC-SHA256: a stream of candidates for one key and digest.</summary>
internal ref struct DeterministicNonce
{
    private readonly Span<byte> _key, _value;
    private bool _used;

    /// <summary>
    /// Starts the stream. <paramref name="workspace"/> needs 64 bytes; the caller clears it after use. The digest is reduced modulo n
    /// first (bits2octets).
    /// </summary>
    internal DeterministicNonce(ReadOnlySpan<byte> privateKey32, in Scalar digest, Span<byte> workspace)
    {
        _key = workspace[..32];
        _value = workspace.Slice(32, 32);
        _key.Clear();
        _value.Fill(1);
        Span<byte> input = stackalloc byte[97];
        privateKey32.CopyTo(input[33..]);
        digest.Write(input[65..]);
        for (byte round = 0; round < 2; round++)
        {
            _value.CopyTo(input);
            input[32] = round;
            HMACSHA256.HashData(_key, input, _key);
            HMACSHA256.HashData(_key, _value, _value);
        }

        CryptographicOperations.ZeroMemory(input);
    }

    /// <summary>The next candidate in 1…n−1; others are skipped.</summary>
    internal Scalar Next()
    {
        while (true)
        {
            if (_used)
            {
                Restart();
            }

            _used = true;
            HMACSHA256.HashData(_key, _value, _value);
            if (Scalar.Read(_value, out Scalar nonce) && !nonce.IsZero)
            {
                return nonce;
            }
        }
    }

    private readonly void Restart()
    {
        Span<byte> input = stackalloc byte[33];
        _value.CopyTo(input);
        input[32] = 0;
        HMACSHA256.HashData(_key, input, _key);
        HMACSHA256.HashData(_key, _value, _value);
    }
}
