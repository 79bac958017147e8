using System.Text;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Flux.Wallets.Keystore;

/// <summary>AES-256-GCM with a text that is authenticated but not encrypted. From BouncyCastle, because the in-box one does not exist in a browser.</summary>
internal static class KeystoreCipher
{
    public const int KeyBytes = 32, NonceBytes = 12;
    private const int TagBits = 128;

    public static byte[] Seal(byte[] key, byte[] nonce, string authenticated, byte[] plain) => Run(encrypt: true, key, nonce, authenticated, plain);

    /// <exception cref="Org.BouncyCastle.Crypto.InvalidCipherTextException">Key, text or ciphertext do not belong together.</exception>
    public static byte[] Open(byte[] key, byte[] nonce, string authenticated, byte[] sealedBytes) => Run(encrypt: false, key, nonce, authenticated, sealedBytes);

    private static byte[] Run(bool encrypt, byte[] key, byte[] nonce, string authenticated, byte[] input)
    {
        var cipher = new GcmBlockCipher(new AesEngine());
        cipher.Init(encrypt, new AeadParameters(new KeyParameter(key), TagBits, nonce, Encoding.UTF8.GetBytes(authenticated)));
        var output = new byte[cipher.GetOutputSize(input.Length)];
        var written = cipher.ProcessBytes(input, 0, input.Length, output, 0);
        cipher.DoFinal(output, written);
        return output;
    }
}
