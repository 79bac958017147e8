using System.Globalization;
using System.Text;
using Flux.Crypto.Curves;
using Flux.Crypto.Hashing;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Messages;
using Flux.Wallets.Keys;

namespace Flux.Wallets.Messages;

/// <summary>Signs and checks texts in the three ways that Flux users meet (wallet reference §1.4).</summary>
public static class WalletMessage
{
    private const byte BitcoinVersion = 0;
    private const int SignatureBytes = 65;

    /// <summary>Base64 for Flux and Bitcoin texts, <c>0x</c> and hex for Ethereum ones.</summary>
    public static string Sign(MessageKind kind, string text, WalletKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var bytes = Encoding.UTF8.GetBytes(text);
        return kind switch
        {
            MessageKind.Flux => Convert.ToBase64String(SignedMessage.Sign(bytes, SignedMessage.FluxMagic, key.Secret, key.IsCompressed)),
            MessageKind.Bitcoin => Convert.ToBase64String(SignedMessage.Sign(bytes, SignedMessage.BitcoinMagic, key.Secret, key.IsCompressed)),
            _ => SignEthereum(bytes, key),
        };
    }

    /// <summary>The signer's name in a kind: a FLUX address, a Bitcoin address, or a checksummed Ethereum address.</summary>
    public static string AddressOf(MessageKind kind, ReadOnlySpan<byte> publicKey, AddressPrefixes prefixes) => kind switch
    {
        MessageKind.Flux => Address.OfPublicKey(publicKey).ToText(prefixes),
        MessageKind.Bitcoin => Base58Check.Encode([BitcoinVersion], Hash160.Of(publicKey).Bytes),
        _ => EthereumAddress.OfPublicKey(publicKey),
    };

    /// <summary>Which kind an address belongs to; null when it is none of them.</summary>
    public static MessageKind? KindOf(string address, AddressPrefixes prefixes) =>
        EthereumAddress.IsOne(address) ? MessageKind.Ethereum
        : Address.TryParse(address, prefixes, out _) ? MessageKind.Flux
        : Base58Check.TryDecode(address, [BitcoinVersion], Hash160.Size, out _) ? MessageKind.Bitcoin
        : null;

    /// <summary>True when that address's key signed the text.</summary>
    public static bool Verify(MessageKind kind, string address, string text, string signature, AddressPrefixes prefixes)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (kind == MessageKind.Ethereum)
            return TryRecoverEthereum(bytes, signature, out var signer) && string.Equals(EthereumAddress.OfPublicKey(signer), address, StringComparison.OrdinalIgnoreCase);
        Span<byte> compact = stackalloc byte[SignatureBytes];
        return signature.Length <= 2 * SignatureBytes && Convert.TryFromBase64String(signature, compact, out var length) && length == SignatureBytes
            && SignedMessage.TryRecover(bytes, kind == MessageKind.Flux ? SignedMessage.FluxMagic : SignedMessage.BitcoinMagic, compact, out var key)
            && AddressOf(kind, key, prefixes) == address;
    }

    private static string SignEthereum(byte[] text, WalletKey key)
    {
        var compact = Secp256k1.SignCompact(EthereumDigest(text), key.Secret, compressed: false);
        // Bitcoin puts the recovery byte first, Ethereum last.
        return "0x" + Convert.ToHexStringLower([.. compact.AsSpan(1), compact[0]]);
    }

    private static bool TryRecoverEthereum(byte[] text, string signature, out byte[] publicKey)
    {
        publicKey = [];
        Span<byte> given = stackalloc byte[SignatureBytes];
        if (!signature.StartsWith("0x", StringComparison.Ordinal) || signature.Length != 2 + (2 * SignatureBytes)
            || Convert.FromHexString(signature.AsSpan(2), given, out _, out _) != System.Buffers.OperationStatus.Done) return false;
        var recovery = given[^1] >= 27 ? given[^1] - 27 : given[^1];
        return recovery <= 1 && Secp256k1.TryRecoverCompact(EthereumDigest(text), [(byte)(27 + recovery), .. given[..^1]], out publicKey);
    }

    private static byte[] EthereumDigest(byte[] text)
    {
        var prefix = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\u0019Ethereum Signed Message:\n{text.Length}"));
        var digest = new byte[Hash256.Size];
        Hashes.Keccak256([.. prefix, .. text], digest);
        return digest;
    }
}
