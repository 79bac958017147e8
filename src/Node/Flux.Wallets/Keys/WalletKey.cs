using System.Diagnostics.CodeAnalysis;
using Flux.Crypto.Curves;
using Flux.Primitives.Addresses;

namespace Flux.Wallets.Keys;

/// <summary>A private key and how its public key is written. Never logged: <see cref="ToString"/> shows nothing.</summary>
public sealed class WalletKey : IDisposable
{
    private readonly byte[] _secret;

    /// <param name="secret">32 bytes within the curve's order.</param>
    /// <param name="compressed">Whether the public key has 33 bytes (else 65).</param>
    public WalletKey(ReadOnlySpan<byte> secret, bool compressed = true)
    {
        if (!Secp256k1.TryGetPublicKey(secret, compressed, out var publicKey)) throw new ArgumentException("Not a private key of secp256k1.", nameof(secret));
        _secret = SecretBytes.Copy(secret);
        PublicKey = publicKey;
        IsCompressed = compressed;
    }

    /// <summary>Whether the public key has 33 bytes.</summary>
    public bool IsCompressed { get; }

    /// <summary>33 or 65 bytes.</summary>
    public byte[] PublicKey { get; }

    /// <summary>The 32-byte private key.</summary>
    public ReadOnlySpan<byte> Secret => _secret;

    /// <summary>Its P2PKH address.</summary>
    public Address Address => Address.OfPublicKey(PublicKey);

    /// <summary>A new random key.</summary>
    public static WalletKey Generate(bool compressed = true)
    {
        Span<byte> secret = stackalloc byte[32];
        do System.Security.Cryptography.RandomNumberGenerator.Fill(secret);
        while (!Secp256k1.IsValidPrivateKey(secret));
        return new WalletKey(secret, compressed);
    }

    /// <summary>Reads WIF text.</summary>
    public static bool TryParseWif(string? text, AddressPrefixes prefixes, [NotNullWhen(true)] out WalletKey? key)
    {
        key = null;
        if (!Wif.TryDecode(text, prefixes, out var secret, out var compressed) || !Secp256k1.IsValidPrivateKey(secret)) return false;
        key = new WalletKey(secret, compressed);
        return true;
    }

    /// <summary>WIF text.</summary>
    public string ToWif(AddressPrefixes prefixes) => Wif.Encode(_secret, IsCompressed, prefixes);

    /// <summary>Empties the secret; the key can't sign afterwards.</summary>
    public void Dispose() => SecretBytes.Wipe(_secret);

    /// <summary>The public key only.</summary>
    public override string ToString() => Convert.ToHexStringLower(PublicKey);
}
