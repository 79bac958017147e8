using System.Buffers;
using System.Text;
using Flux.Crypto.Curves;
using Flux.Crypto.Hashing;
using Flux.Primitives.Addresses;
using Flux.Primitives.Wire;

namespace Flux.Primitives.Messages;

/// <summary>
/// Text signed with a key, verified against the key's hash (chain reference §2). The magic separates the users: <see cref="FluxMagic"/> for
/// <c>signmessage</c> and all node signatures, <see cref="BitcoinMagic"/> for ZelIDs and FluxOS.
/// </summary>
public static class SignedMessage
{
    /// <summary>Length of a recoverable signature.</summary>
    public const int SignatureSize = 65;

    /// <summary>The chain's magic.</summary>
    public static ReadOnlySpan<byte> FluxMagic => "Zelcash Signed Message:\n"u8;

    /// <summary>Bitcoin's magic.</summary>
    public static ReadOnlySpan<byte> BitcoinMagic => "Bitcoin Signed Message:\n"u8;

    /// <summary>dSHA256(varstr(magic) ‖ varstr(message)).</summary>
    public static Hash256 Digest(ReadOnlySpan<byte> message, ReadOnlySpan<byte> magic)
    {
        var buffer = new ArrayBufferWriter<byte>(message.Length + magic.Length + 10);
        var writer = new WireWriter(buffer);
        writer.WriteVarBytes(magic);
        writer.WriteVarBytes(message);
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Hashes.DoubleSha256(buffer.WrittenSpan, digest);
        return new Hash256(digest);
    }

    /// <summary>Signs UTF-8 text under the chain's magic; 65 bytes.</summary>
    public static byte[] Sign(string message, ReadOnlySpan<byte> privateKey, bool compressed) =>
        Sign(Encoding.UTF8.GetBytes(message), FluxMagic, privateKey, compressed);

    /// <summary>Signs; 65 bytes. The key must be valid.</summary>
    public static byte[] Sign(ReadOnlySpan<byte> message, ReadOnlySpan<byte> magic, ReadOnlySpan<byte> privateKey, bool compressed) =>
        Secp256k1.SignCompact(Digest(message, magic).Bytes, privateKey, compressed);

    /// <summary>The key that signed, 33 or 65 bytes as the signature says. False when no key fits or the length is not 65.</summary>
    public static bool TryRecover(ReadOnlySpan<byte> message, ReadOnlySpan<byte> magic, ReadOnlySpan<byte> signature, out byte[] publicKey)
    {
        publicKey = [];
        return signature.Length == SignatureSize && Secp256k1.TryRecoverCompact(Digest(message, magic).Bytes, signature, out publicKey);
    }

    /// <summary>True when the recovered key has this hash.</summary>
    public static bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> magic, Hash160 keyHash, ReadOnlySpan<byte> signature) =>
        TryRecover(message, magic, signature, out var key) && Hash160.Of(key) == keyHash;

    /// <summary>As <c>verifymessage</c>: UTF-8 text, the chain's magic, a P2PKH address, a Base64 signature.</summary>
    public static bool Verify(string message, Address address, string base64Signature)
    {
        Span<byte> signature = stackalloc byte[SignatureSize];
        return address.Kind == AddressKind.PubKeyHash
            && Convert.TryFromBase64String(base64Signature, signature, out var length) && length == SignatureSize
            && Verify(Encoding.UTF8.GetBytes(message), FluxMagic, address.Hash, signature);
    }
}
