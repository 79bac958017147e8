using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Flux.Crypto.Ciphers;

/// <summary>AES-256 in Galois/counter mode (NIST SP 800-38D) and HKDF-SHA256 (RFC 5869), managed so that they also run in a browser.</summary>
public static class AuthenticatedCipher
{
    /// <summary>Bytes of a key.</summary>
    public const int KeySize = 32;

    /// <summary>Bytes of a nonce; never used twice with one key.</summary>
    public const int NonceSize = 12;

    /// <summary>Bytes that a sealed text is longer than the open one.</summary>
    public const int TagSize = 16;

    /// <summary>Ciphertext followed by the tag.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> key32, ReadOnlySpan<byte> nonce12, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associated) =>
        Run(forEncryption: true, key32, nonce12, plaintext, associated);

    /// <summary>The plaintext; false when key, nonce, text or associated data is not the one that was sealed.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> key32, ReadOnlySpan<byte> nonce12, ReadOnlySpan<byte> sealedText, ReadOnlySpan<byte> associated, out byte[] plaintext)
    {
        plaintext = [];
        if (sealedText.Length < TagSize) return false;
        try
        {
            plaintext = Run(forEncryption: false, key32, nonce12, sealedText, associated);
            return true;
        }
        catch (InvalidCipherTextException)
        {
            return false;
        }
    }

    /// <summary>A key from shared secret, salt and a text that says what it is for.</summary>
    public static byte[] DeriveKey(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info)
    {
        var generator = new HkdfBytesGenerator(new Sha256Digest());
        generator.Init(new HkdfParameters(secret.ToArray(), salt.ToArray(), info.ToArray()));
        var key = new byte[KeySize];
        generator.GenerateBytes(key, 0, key.Length);
        return key;
    }

    private static byte[] Run(bool forEncryption, ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> input, ReadOnlySpan<byte> associated)
    {
        var cipher = new GcmBlockCipher(new AesEngine());
        cipher.Init(forEncryption, new AeadParameters(new KeyParameter(key), TagSize * 8, nonce.ToArray(), associated.ToArray()));
        var output = new byte[cipher.GetOutputSize(input.Length)];
        var written = cipher.ProcessBytes(input, output);
        cipher.DoFinal(output.AsSpan(written));
        return output;
    }
}
