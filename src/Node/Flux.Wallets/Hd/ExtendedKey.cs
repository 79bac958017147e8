using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Flux.Crypto.Curves;
using Flux.Crypto.Hashing;
using Flux.Primitives.Addresses;
using Flux.Wallets.Keys;

namespace Flux.Wallets.Hd;

/// <summary>A BIP32 key with its chain code: private (32 bytes) or public only (33 bytes).</summary>
public sealed class ExtendedKey : IDisposable
{
    /// <summary>Depth, parent, child number, chain code, key; the version goes before it.</summary>
    private const int PayloadBytes = 74;
    private const int PrivateKeyBytes = 32;
    private readonly byte[] _key;
    private readonly byte[] _chainCode;
    private byte[]? _publicKey;

    private ExtendedKey(byte[] key, byte[] chainCode, byte depth, uint parentFingerprint, uint childNumber)
    {
        (_chainCode, Depth, ParentFingerprint, ChildNumber) = (chainCode, depth, parentFingerprint, childNumber);
        _key = key.Length == PrivateKeyBytes ? SecretBytes.Copy(key) : key;
        if (key.Length == PrivateKeyBytes) SecretBytes.Wipe(key);
    }

    /// <summary>Steps from the master key.</summary>
    public byte Depth { get; }

    /// <summary>First four bytes of the parent's key hash; 0 for the master.</summary>
    public uint ParentFingerprint { get; }

    /// <summary>The last step, with the hardened bit.</summary>
    public uint ChildNumber { get; }

    /// <summary>Whether private keys can be derived.</summary>
    public bool IsPrivate => _key.Length == PrivateKeyBytes;

    /// <summary>The 32-byte private key; only on private keys.</summary>
    public ReadOnlySpan<byte> PrivateKey => IsPrivate ? _key : throw new InvalidOperationException("This key is public only.");

    /// <summary>The 33-byte public key.</summary>
    public byte[] PublicKey => IsPrivate ? [.. _publicKey ??= PublicKeyOf(_key)] : [.. _key];

    /// <summary>The master key of a seed of 16 to 64 bytes.</summary>
    public static ExtendedKey FromSeed(ReadOnlySpan<byte> seed)
    {
        if (seed.Length is < 16 or > 64) throw new ArgumentException("A seed has 16 to 64 bytes.", nameof(seed));
        Span<byte> digest = stackalloc byte[64];
        HMACSHA512.HashData("Bitcoin seed"u8, seed, digest);
        if (!Secp256k1.IsValidPrivateKey(digest[..32])) throw new ArgumentException("This seed has no master key; take another.", nameof(seed));
        var key = new ExtendedKey(digest[..32].ToArray(), digest[32..].ToArray(), 0, 0, 0);
        CryptographicOperations.ZeroMemory(digest);
        return key;
    }

    /// <summary>The key at a path below this one.</summary>
    public ExtendedKey Derive(DerivationPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var key = this;
        foreach (var step in path.Steps) key = key.Child(step);
        return key;
    }

    /// <summary>One step down. Hardened steps need a private key.</summary>
    public ExtendedKey Child(uint step)
    {
        var hardened = (step & DerivationPath.Hardened) != 0;
        if (hardened && !IsPrivate) throw new InvalidOperationException("A hardened step needs the private key.");
        var publicKey = PublicKey;
        Span<byte> data = stackalloc byte[37];
        if (hardened) _key.CopyTo(data[1..]);
        else publicKey.CopyTo(data);
        BinaryPrimitives.WriteUInt32BigEndian(data[33..], step);
        Span<byte> digest = stackalloc byte[64];
        HMACSHA512.HashData(_chainCode, data, digest);
        var ok = IsPrivate
            ? Secp256k1.TryTweakAddPrivate(_key, digest[..32], out var child)
            : Secp256k1.TryTweakAddPublic(_key, digest[..32], out child);
        // Probability below 2^-127 (BIP32): the wallet would skip this index, which no wallet has ever had to do.
        if (!ok) throw new InvalidOperationException($"Step {step} has no key.");
        if (!IsPrivate && child.Length != 33) throw new InvalidOperationException("A public key here is compressed.");
        var result = new ExtendedKey(child, digest[32..].ToArray(), checked((byte)(Depth + 1)), FingerprintOf(publicKey), step);
        CryptographicOperations.ZeroMemory(data);
        CryptographicOperations.ZeroMemory(digest);
        return result;
    }

    /// <summary>The same key without its private part.</summary>
    public ExtendedKey Neuter() => new(PublicKey, _chainCode, Depth, ParentFingerprint, ChildNumber);

    /// <summary>First four bytes of this key's hash: how signers name it in containers.</summary>
    public uint Fingerprint => FingerprintOf(PublicKey);

    /// <summary>Same public key and chain code, private or not.</summary>
    public bool IsSameAs(ExtendedKey other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return PublicKey.AsSpan().SequenceEqual(other.PublicKey) && _chainCode.AsSpan().SequenceEqual(other._chainCode);
    }

    /// <summary>xpub/xprv text (Base58Check, version of <paramref name="prefixes"/>).</summary>
    public string ToText(AddressPrefixes prefixes)
    {
        ArgumentNullException.ThrowIfNull(prefixes);
        Span<byte> payload = stackalloc byte[PayloadBytes];
        payload[0] = Depth;
        BinaryPrimitives.WriteUInt32BigEndian(payload[1..], ParentFingerprint);
        BinaryPrimitives.WriteUInt32BigEndian(payload[5..], ChildNumber);
        _chainCode.CopyTo(payload[9..]);
        _key.CopyTo(payload[(PayloadBytes - _key.Length)..]);
        return Base58Check.Encode((IsPrivate ? prefixes.ExtendedPrivateKey : prefixes.ExtendedPublicKey).AsSpan(), payload);
    }

    /// <summary>Reads xpub/xprv text of the network's prefixes.</summary>
    public static bool TryParse(string? text, AddressPrefixes prefixes, [NotNullWhen(true)] out ExtendedKey? key)
    {
        ArgumentNullException.ThrowIfNull(prefixes);
        key = null;
        var isPrivate = Base58Check.TryDecode(text, prefixes.ExtendedPrivateKey.AsSpan(), PayloadBytes, out var payload);
        if (!isPrivate && !Base58Check.TryDecode(text, prefixes.ExtendedPublicKey.AsSpan(), PayloadBytes, out payload)) return false;
        var keyBytes = payload![(isPrivate ? 42 : 41)..];
        if (isPrivate ? payload[41] != 0 || !Secp256k1.IsValidPrivateKey(keyBytes) : !Secp256k1.IsValidPublicKey(keyBytes)) return false;
        key = new ExtendedKey(
            keyBytes, payload[9..41], payload[0], BinaryPrimitives.ReadUInt32BigEndian(payload.AsSpan(1)), BinaryPrimitives.ReadUInt32BigEndian(payload.AsSpan(5)));
        return true;
    }

    /// <summary>Empties a private key; it can't derive afterwards.</summary>
    public void Dispose()
    {
        if (IsPrivate) SecretBytes.Wipe(_key);
    }

    private static byte[] PublicKeyOf(ReadOnlySpan<byte> privateKey) =>
        Secp256k1.TryGetPublicKey(privateKey, compressed: true, out var publicKey) ? publicKey : throw new InvalidOperationException("The private key is out of range.");

    private static uint FingerprintOf(ReadOnlySpan<byte> publicKey)
    {
        Span<byte> hash = stackalloc byte[20];
        Hashes.Hash160(publicKey, hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash);
    }
}
