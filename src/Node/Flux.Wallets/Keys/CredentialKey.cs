using System.Security.Cryptography;
using System.Text;

namespace Flux.Wallets.Keys;

/// <summary>
/// Keys of the oldest Zelcore accounts: SHA-256 of a phrase, with an uncompressed public key (wallet reference §1.3, zelcorejs).
/// Anyone who guesses the phrase has the money, so such a key is only imported to move its coins away.
/// </summary>
public static class CredentialKey
{
    /// <summary>The key of a phrase, taken as UTF-8 exactly as it is.</summary>
    /// <param name="phrase">Not empty.</param>
    /// <param name="compressed">False for what Zelcore made.</param>
    public static WalletKey FromPhrase(string phrase, bool compressed = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(phrase);
        var bytes = Encoding.UTF8.GetBytes(phrase);
        Span<byte> secret = stackalloc byte[32];
        SHA256.HashData(bytes, secret);
        try
        {
            return new WalletKey(secret, compressed);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            CryptographicOperations.ZeroMemory(secret);
        }
    }
}
