using System.Buffers.Binary;
using System.Text;
using Flux.Apps.Specs;
using Flux.Crypto.Ciphers;
using Flux.Crypto.Curves;
using Flux.Crypto.Hashing;

namespace Flux.Apps.Secrets;

/// <summary>
/// The <c>enterprise</c> field of own networks: an app's secrets under one data key, and that key wrapped for the node keys of the first
/// ranks. Text: <c>flux-secrets:1:</c> and base64 of
/// <c>key 33 ‖ count LE16 ‖ count × (id 8 ‖ wrapped key 48) ‖ nonce 12 ‖ ciphertext ‖ tag 16</c>; <c>key</c> is an ephemeral public key and
/// <c>id</c> the first 8 bytes of the SHA-256 of a node key. A wrapped key is sealed under HKDF-SHA256(ECDH, "flux-secrets:1",
/// "wrap" ‖ 0 ‖ lower-case name ‖ 0 ‖ owner ‖ 0 ‖ node key); everything before the nonce, name and owner are authenticated.
/// </summary>
public sealed class SecretSeal
{
    /// <summary>How the field begins.</summary>
    public const string Start = "flux-secrets:1:";

    /// <summary>Bytes of a wrapped key on its own: ephemeral key and sealed data key.</summary>
    public const int LooseWrapSize = PublicKeySize + WrapSize;

    /// <summary>Most nodes a key is wrapped for.</summary>
    public const int MaxWraps = 256;

    private const int PublicKeySize = 33, IdSize = 8, WrapSize = AuthenticatedCipher.KeySize + AuthenticatedCipher.TagSize;
    private const int HeadSize = PublicKeySize + 2, EntrySize = IdSize + WrapSize;
    private static readonly byte[] WrapNonce = new byte[AuthenticatedCipher.NonceSize];
    private readonly byte[] _bytes;
    private readonly int _count;

    private SecretSeal(byte[] bytes, int count) => (_bytes, _count) = (bytes, count);

    private int Head => HeadSize + (_count * EntrySize);

    /// <summary>Seals secrets for nodes.</summary>
    /// <param name="secrets">What is sealed.</param>
    /// <param name="app">Name of the app.</param>
    /// <param name="owner">Owner as the specification names it.</param>
    /// <param name="nodeKeys">Public node keys, 33 or 65 bytes, at most <see cref="MaxWraps"/>; invalid ones are an error.</param>
    /// <param name="random">76 unpredictable bytes: ephemeral private key, data key, nonce.</param>
    /// <exception cref="ArgumentException">Too many nodes, a key that is no point, or too few random bytes.</exception>
    public static string Seal(AppSecrets secrets, string app, string owner, IReadOnlyList<byte[]> nodeKeys, ReadOnlySpan<byte> random)
    {
        if (nodeKeys.Count is 0 or > MaxWraps) throw new ArgumentException($"{nodeKeys.Count} node keys; 1 to {MaxWraps} are possible", nameof(nodeKeys));
        if (random.Length != 76) throw new ArgumentException("76 random bytes are needed", nameof(random));
        var ephemeral = random[..32];
        var dataKey = random[32..64];
        var nonce = random[64..];
        if (!Secp256k1.TryGetPublicKey(ephemeral, compressed: true, out var ephemeralPublic)) throw new ArgumentException("the random bytes are no private key; draw others", nameof(random));
        var head = new byte[HeadSize + (nodeKeys.Count * EntrySize)];
        ephemeralPublic.CopyTo(head, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(PublicKeySize), (ushort)nodeKeys.Count);
        for (var i = 0; i < nodeKeys.Count; i++)
        {
            var entry = head.AsSpan(HeadSize + (i * EntrySize), EntrySize);
            IdOf(nodeKeys[i]).CopyTo(entry);
            Wrap(dataKey, ephemeral, nodeKeys[i], app, owner).CopyTo(entry[IdSize..]);
        }
        var body = AuthenticatedCipher.Seal(dataKey, nonce, secrets.ToBytes(), Associated(head, app, owner));
        return Start + Convert.ToBase64String([.. head, .. nonce, .. body]);
    }

    /// <summary>Reads the field's text; false with the reason. Nothing is decrypted.</summary>
    public static bool TryRead(string text, out SecretSeal seal, out string problem)
    {
        seal = null!;
        problem = $"does not begin with {Start}";
        if (!text.StartsWith(Start, StringComparison.Ordinal)) return false;
        var bytes = new byte[text.Length];
        problem = "is not base64";
        if (text.Length > MaxText || !Convert.TryFromBase64String(text[Start.Length..], bytes, out var length)) return false;
        problem = "is too short for its envelope";
        if (length < HeadSize) return false;
        var count = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(PublicKeySize));
        if (count is 0 or > MaxWraps || length < HeadSize + (count * EntrySize) + AuthenticatedCipher.NonceSize + AuthenticatedCipher.TagSize) return false;
        problem = "does not hold a public key";
        if (!Secp256k1.IsValidPublicKey(bytes.AsSpan(0, PublicKeySize))) return false;
        seal = new SecretSeal(bytes[..length], count);
        problem = "";
        return true;
    }

    /// <summary>Longest text.</summary>
    public const int MaxText = 128 * 1024;

    /// <summary>The data key, when it was wrapped for that node key.</summary>
    public bool TryUnwrap(ReadOnlySpan<byte> nodePrivateKey, ReadOnlySpan<byte> nodeKey, string app, string owner, out byte[] dataKey)
    {
        dataKey = [];
        var id = IdOf(nodeKey);
        for (var i = 0; i < _count; i++)
        {
            var entry = _bytes.AsSpan(HeadSize + (i * EntrySize), EntrySize);
            if (entry[..IdSize].SequenceEqual(id)) return TryOpenWrap(_bytes.AsSpan(0, PublicKeySize), entry[IdSize..], nodePrivateKey, nodeKey, app, owner, out dataKey);
        }
        return false;
    }

    /// <summary>The secrets; false when the key is another one or the text was changed.</summary>
    public bool TryOpen(ReadOnlySpan<byte> dataKey, string app, string owner, out AppSecrets secrets)
    {
        secrets = AppSecrets.None;
        var nonce = _bytes.AsSpan(Head, AuthenticatedCipher.NonceSize);
        var body = _bytes.AsSpan(Head + AuthenticatedCipher.NonceSize);
        return AuthenticatedCipher.TryOpen(dataKey, nonce, body, Associated(_bytes.AsSpan(0, Head), app, owner), out var plaintext)
            && AppSecrets.TryRead(Encoding.UTF8.GetString(plaintext), out secrets, out _);
    }

    /// <summary>Wraps a data key for one more node: ephemeral public key and sealed key, <see cref="LooseWrapSize"/> bytes.</summary>
    public static byte[] WrapFor(ReadOnlySpan<byte> dataKey, ReadOnlySpan<byte> nodeKey, string app, string owner, ReadOnlySpan<byte> ephemeralPrivateKey) =>
        Secp256k1.TryGetPublicKey(ephemeralPrivateKey, compressed: true, out var ephemeral)
            ? [.. ephemeral, .. Wrap(dataKey, ephemeralPrivateKey, nodeKey, app, owner)]
            : throw new ArgumentException("no private key; draw another", nameof(ephemeralPrivateKey));

    /// <summary>Opens what <see cref="WrapFor"/> made.</summary>
    public static bool TryUnwrapLoose(ReadOnlySpan<byte> wrap, ReadOnlySpan<byte> nodePrivateKey, ReadOnlySpan<byte> nodeKey, string app, string owner, out byte[] dataKey)
    {
        dataKey = [];
        return wrap.Length == LooseWrapSize && TryOpenWrap(wrap[..PublicKeySize], wrap[PublicKeySize..], nodePrivateKey, nodeKey, app, owner, out dataKey);
    }

    private static bool TryOpenWrap(ReadOnlySpan<byte> ephemeral, ReadOnlySpan<byte> wrap, ReadOnlySpan<byte> nodePrivateKey, ReadOnlySpan<byte> nodeKey, string app, string owner, out byte[] dataKey)
    {
        dataKey = [];
        return Secp256k1.TryEcdh(nodePrivateKey, ephemeral, out var shared)
            && AuthenticatedCipher.TryOpen(WrapKey(shared, nodeKey, app, owner), WrapNonce, wrap, [], out dataKey);
    }

    // The nonce may be constant: the key is used once.
    private static byte[] Wrap(ReadOnlySpan<byte> dataKey, ReadOnlySpan<byte> ephemeral, ReadOnlySpan<byte> nodeKey, string app, string owner) =>
        Secp256k1.TryEcdh(ephemeral, nodeKey, out var shared)
            ? AuthenticatedCipher.Seal(WrapKey(shared, nodeKey, app, owner), WrapNonce, dataKey, [])
            : throw new ArgumentException("a node key is no public key", nameof(nodeKey));

    private static byte[] WrapKey(ReadOnlySpan<byte> shared, ReadOnlySpan<byte> nodeKey, string app, string owner) =>
        AuthenticatedCipher.DeriveKey(shared, "flux-secrets:1"u8, [.. "wrap\0"u8, .. Encoding.UTF8.GetBytes($"{AppSpec.KeyOf(app)}\0{owner}\0"), .. nodeKey]);

    private static byte[] Associated(ReadOnlySpan<byte> head, string app, string owner) => [.. head, .. Encoding.UTF8.GetBytes($"{AppSpec.KeyOf(app)}\0{owner}")];

    private static byte[] IdOf(ReadOnlySpan<byte> nodeKey)
    {
        Span<byte> digest = stackalloc byte[32];
        Hashes.Sha256(nodeKey, digest);
        return digest[..IdSize].ToArray();
    }
}
