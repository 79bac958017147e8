using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Crypto.Ciphers;
using Flux.Wallets.Keys;

namespace Flux.Wallets.Keystore;

/// <summary>
/// An opened keystore without a file: bytes in, content out, bytes again. This is what a browser uses; <see cref="KeystoreFile"/> adds
/// the file system.
/// </summary>
public sealed class KeystoreSeal : IDisposable
{
    private const string Format = "flux-keystore";
    private const int CurrentVersion = 2;
    private const int SaltBytes = 16;

    /// <summary>Larger input is not looked at.</summary>
    public const long LargestFile = 16 << 20;

    private readonly KeystoreDocument _header;
    private byte[] _contentKey;

    private KeystoreSeal(KeystoreDocument header, byte[] contentKey, KeystoreContent content) =>
        (_header, _contentKey, Content) = (header, contentKey, content);

    /// <summary>Name of the network whose addresses the wallet shows; in the clear, authenticated.</summary>
    public string Network => _header.Network;

    /// <summary>What is protected; to change it see <see cref="Seal"/>.</summary>
    public KeystoreContent Content { get; private set; }

    /// <summary>Cost of the password's key.</summary>
    public KeyDerivation Kdf => _header.Kdf;

    /// <summary>A new keystore.</summary>
    public static KeystoreSeal Create(string network, string password, KeystoreContent content, KeyDerivation? kdf = null)
    {
        var contentKey = RandomNumberGenerator.GetBytes(AuthenticatedCipher.KeySize);
        return new KeystoreSeal(Wrap(network, password, kdf ?? KeyDerivation.Default, contentKey), contentKey, content);
    }

    /// <summary>Opens bytes; <paramref name="name"/> stands in messages.</summary>
    /// <exception cref="KeystoreException">With the reason.</exception>
    public static KeystoreSeal Open(ReadOnlySpan<byte> json, string password, string name = "The wallet")
    {
        if (json.Length > LargestFile) throw KeystoreFile.Damaged(name, "it is larger than any keystore");
        var document = KeystoreDocument.Parse(json, name);
        if (document.Format != Format) throw KeystoreFile.Damaged(name, "it does not say that it is a flux-keystore");
        if (document.Version > CurrentVersion)
            throw new KeystoreException(KeystoreErrorKind.TooNew, $"{name} has version {document.Version}; this program reads up to {CurrentVersion}. Update it.");
        if (document.Version < 1) throw KeystoreFile.Damaged(name, $"version {document.Version} does not exist");
        var fileKey = document.Kdf.DeriveKey(password, document.Salt);
        try
        {
            return document.Version == 1 ? OpenFirstVersion(document, fileKey, password, name) : OpenCurrent(document, fileKey, name);
        }
        finally
        {
            SecretBytes.Wipe(fileKey);
        }
    }

    /// <summary>The bytes of a new content. It counts from <see cref="Accept"/> on, so that a failed write changes nothing.</summary>
    public byte[] Seal(KeystoreContent content)
    {
        ObjectDisposedException.ThrowIf(_contentKey.Length == 0, this);
        var plain = JsonSerializer.SerializeToUtf8Bytes(content, KeystoreJson.Default.KeystoreContent);
        var nonce = RandomNumberGenerator.GetBytes(AuthenticatedCipher.NonceSize);
        try
        {
            return (_header with { Nonce = nonce, Ciphertext = AuthenticatedCipher.Seal(_contentKey, nonce, plain, Encoding.UTF8.GetBytes(_header.ContentText())) }).ToJson();
        }
        finally
        {
            SecretBytes.Wipe(plain);
        }
    }

    /// <summary>Takes over a content whose bytes are safe.</summary>
    public void Accept(KeystoreContent content) => Content = content;

    /// <summary>The same content under a new password and a new random key; the old file and the old password do not open it.</summary>
    public KeystoreSeal WithPassword(string password, KeyDerivation? kdf = null) => Create(Network, password, Content, kdf ?? Kdf);

    /// <summary>Empties the key.</summary>
    public void Dispose()
    {
        SecretBytes.Wipe(_contentKey);
        (_contentKey, Content) = ([], new KeystoreContent());
    }

    private static KeystoreDocument Wrap(string network, string password, KeyDerivation kdf, byte[] contentKey)
    {
        var document = new KeystoreDocument
        {
            Format = Format,
            Version = CurrentVersion,
            Network = network,
            Kdf = kdf,
            Salt = RandomNumberGenerator.GetBytes(SaltBytes),
            KeyNonce = RandomNumberGenerator.GetBytes(AuthenticatedCipher.NonceSize),
        };
        var fileKey = kdf.DeriveKey(password, document.Salt);
        try
        {
            return document with { WrappedKey = AuthenticatedCipher.Seal(fileKey, document.KeyNonce, contentKey, Encoding.UTF8.GetBytes(document.HeaderText())) };
        }
        finally
        {
            SecretBytes.Wipe(fileKey);
        }
    }

    private static KeystoreSeal OpenCurrent(KeystoreDocument document, byte[] fileKey, string name)
    {
        var contentKey = Decrypt(fileKey, document.KeyNonce, document.HeaderText(), document.WrappedKey, KeystoreErrorKind.WrongPassword, name);
        if (contentKey.Length != AuthenticatedCipher.KeySize) throw KeystoreFile.Damaged(name, "its key has a wrong length");
        var plain = Decrypt(contentKey, document.Nonce, document.ContentText(), document.Ciphertext, KeystoreErrorKind.Damaged, name);
        return new KeystoreSeal(document with { Ciphertext = [] }, contentKey, Read(plain, name));
    }

    /// <summary>Version 1 becomes version 2 with the next write.</summary>
    private static KeystoreSeal OpenFirstVersion(KeystoreDocument document, byte[] fileKey, string password, string name)
    {
        var content = Read(Decrypt(fileKey, document.Nonce, document.HeaderText(), document.Ciphertext, KeystoreErrorKind.WrongPassword, name), name);
        return Create(document.Network, password, content, document.Kdf);
    }

    private static byte[] Decrypt(byte[] key, byte[] nonce, string authenticated, byte[] sealedBytes, KeystoreErrorKind kind, string name)
    {
        if (AuthenticatedCipher.TryOpen(key, nonce, sealedBytes, Encoding.UTF8.GetBytes(authenticated), out var plain)) return plain;
        throw kind == KeystoreErrorKind.WrongPassword
            ? new KeystoreException(kind, $"The password does not open {name} (or the file was changed).")
            : KeystoreFile.Damaged(name, "the password fits, but the content was changed");
    }

    /// <summary>What an earlier version did not write yet gets its default; the generated reader would make it null.</summary>
    private static void Complete(JsonObject content, JsonObject defaults)
    {
        foreach (var (member, value) in defaults)
        {
            if (content[member] is null) content[member] = value?.DeepClone();
            else if (content[member] is JsonObject inner && value is JsonObject innerDefaults) Complete(inner, innerDefaults);
        }
    }

    private static KeystoreContent Read(byte[] plain, string name)
    {
        try
        {
            if (JsonNode.Parse(plain) is not JsonObject content) throw KeystoreFile.Damaged(name, "its content is empty");
            Complete(content, JsonSerializer.SerializeToNode(new KeystoreContent(), KeystoreJson.Default.KeystoreContent)!.AsObject());
            return content.Deserialize(KeystoreJson.Default.KeystoreContent)!;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new KeystoreException(KeystoreErrorKind.Damaged, $"{name} opens but its content is not readable by this version.", e);
        }
        finally
        {
            SecretBytes.Wipe(plain);
        }
    }
}
