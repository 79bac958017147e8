using System.Buffers;
using System.Globalization;
using System.Text;
using Flux.Crypto.Curves;
using Flux.Crypto.Hashing;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Messages;

namespace Flux.Apps.Messages;

/// <summary>
/// Signatures of identities over texts (fluxos-protocol §2.3): Bitcoin signed messages (base64 of 65 bytes) by addresses <c>1…</c> and by
/// node keys, Ethereum signed messages (<c>0x</c> and 65 bytes in hexadecimal) by addresses <c>0x…</c>. Used for app messages, gossip
/// envelopes and login phrases alike.
/// </summary>
public static class OwnerSignature
{
    /// <summary>Longest signature text that is looked at.</summary>
    public const int MaxLength = 200;

    private const int CompactLength = 65;
    private const int MaxAddress = 36;
    private const byte BitcoinVersion = 0;
    private const string EthereumStart = "0x";

    /// <summary>True when the key of that address, or that public key in hexadecimal, signed the text.</summary>
    public static bool Verify(string owner, string text, string signature) => IsFlux(owner)
        ? FluxSignature.Verify(owner, text, signature)
        : TryRecover(text, signature, out var address) && IsSame(address, owner);

    /// <summary>True when a recovered address is that owner; only Ethereum addresses are compared without regard to case.</summary>
    public static bool IsSame(string recovered, string owner) =>
        string.Equals(recovered, AddressOf(owner), IsEthereum(recovered) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    /// <summary>The address whose key made the signature: <c>1…</c> for a Bitcoin signature, lower-case <c>0x…</c> for an Ethereum one.</summary>
    public static bool TryRecover(string text, string signature, out string address)
    {
        address = "";
        if (signature.Length > MaxLength) return false;
        return IsEthereum(signature) ? TryRecoverEthereum(text, signature[2..], out address) : TryRecoverBitcoin(text, signature, out address);
    }

    /// <summary>An owner as an address: a text longer than any Bitcoin address is a public key in hexadecimal.</summary>
    public static string AddressOf(string owner)
    {
        if (IsEthereum(owner) || owner.Length is <= MaxAddress or > 2 * CompactLength || owner.Length % 2 != 0) return owner;
        var key = new byte[owner.Length / 2];
        return Convert.FromHexString(owner, key, out _, out _) == OperationStatus.Done ? OfKey(key) : owner;
    }

    /// <summary>The Bitcoin P2PKH address of a public key of 33 or 65 bytes: how owners and node keys are named.</summary>
    public static string OfKey(ReadOnlySpan<byte> publicKey) => Base58Check.Encode([BitcoinVersion], Hash160.Of(publicKey).Bytes);

    /// <summary>
    /// True for an address that can own an app: Bitcoin P2PKH with a right checksum, 0x and 40 hexadecimal digits, or a FLUX address.
    /// </summary>
    public static bool IsOwnerAddress(string text) => IsFlux(text) ? FluxSignature.IsAddress(text) : IsEthereum(text)
        ? text.Length == 42 && text.Skip(2).All(char.IsAsciiHexDigit)
        : text.Length <= MaxAddress && !text.Any(char.IsWhiteSpace) && Base58Check.TryDecode(text, [BitcoinVersion], Hash160.Size, out _);

    /// <summary>Base64 of the Bitcoin signed-message signature over a text; the address belongs to the compressed key.</summary>
    public static string Sign(string text, ReadOnlySpan<byte> privateKey32, bool compressed = true) =>
        Convert.ToBase64String(SignedMessage.Sign(Encoding.UTF8.GetBytes(text), SignedMessage.BitcoinMagic, privateKey32, compressed));

    private static bool IsFlux(string text) => text.StartsWith('t');

    /// <summary>True for what is written as an Ethereum address or signature.</summary>
    internal static bool IsEthereum(string text) => text.StartsWith(EthereumStart, StringComparison.Ordinal);

    private static bool TryRecoverBitcoin(string text, string signature, out string address)
    {
        address = "";
        Span<byte> compact = stackalloc byte[MaxLength];
        if (!Convert.TryFromBase64String(signature, compact, out var length) || length != CompactLength || compact[0] is < 27 or > 34) return false;
        if (!SignedMessage.TryRecover(Encoding.UTF8.GetBytes(text), SignedMessage.BitcoinMagic, compact[..CompactLength], out var key)) return false;
        address = OfKey(key);
        return true;
    }

    // Ethereum puts the recovery byte last (0, 1, 27 or 28) and hashes the uncompressed key.
    private static bool TryRecoverEthereum(string text, string hex, out string address)
    {
        address = "";
        Span<byte> given = stackalloc byte[CompactLength];
        if (hex.Length != 2 * CompactLength || Convert.FromHexString(hex, given, out _, out _) != OperationStatus.Done) return false;
        var recovery = given[^1] >= 27 ? given[^1] - 27 : given[^1];
        if (recovery > 1) return false;
        byte[] compact = [(byte)(27 + recovery), .. given[..^1]];
        if (!Secp256k1.TryRecoverCompact(EthereumDigest(text), compact, out var key)) return false;
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Hashes.Keccak256(key.AsSpan(1), digest);
        address = EthereumStart + Convert.ToHexStringLower(digest[12..]);
        return true;
    }

    private static byte[] EthereumDigest(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        var prefix = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\u0019Ethereum Signed Message:\n{body.Length}"));
        var digest = new byte[Hash256.Size];
        Hashes.Keccak256([.. prefix, .. body], digest);
        return digest;
    }
}
