using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Flux.Crypto.Ciphers;

namespace Flux.Wallets.Keystore;

/// <summary>The keystore file's JSON. Version 1 encrypts the content with the password's key, version 2 with a random key that the password's key wraps.</summary>
internal sealed record KeystoreDocument
{
    public string Format { get; init; } = "";

    public int Version { get; init; }

    public string Network { get; init; } = "";

    public KeyDerivation Kdf { get; init; } = KeyDerivation.Default;

    public byte[] Salt { get; init; } = [];

    /// <summary>Version 2: nonce of the wrapped key.</summary>
    public byte[] KeyNonce { get; init; } = [];

    /// <summary>Version 2: the content's key, sealed with the password's key.</summary>
    public byte[] WrappedKey { get; init; } = [];

    public byte[] Nonce { get; init; } = [];

    public byte[] Ciphertext { get; init; } = [];

    /// <summary>The header in one fixed line: what the password's key authenticates besides what it encrypts.</summary>
    public string HeaderText() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Format}|{Version}|{Network}|argon2id|{Kdf.MemoryKiB}|{Kdf.Iterations}|{Kdf.Parallelism}|{Convert.ToHexStringLower(Salt)}|aes-256-gcm");

    /// <summary>Version 2: what the content's key authenticates besides the content.</summary>
    public string ContentText() => string.Create(CultureInfo.InvariantCulture, $"{Format}|{Version}|{Network}|content");

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, KeystoreJson.Default.KeystoreDocument);

    public static KeystoreDocument Parse(ReadOnlySpan<byte> json, string path)
    {
        KeystoreDocument? document;
        try
        {
            document = JsonSerializer.Deserialize(json, KeystoreJson.Default.KeystoreDocument);
        }
        catch (JsonException e)
        {
            throw new KeystoreException(KeystoreErrorKind.Damaged, $"{path} is not JSON ({e.Message}). Restore it from a backup or from the recovery words.", e);
        }
        if (document?.Kdf is null || document.Salt is null || document.Nonce is null || document.Ciphertext is null || document.Network is null
            || (document.Version >= 2 && (document.KeyNonce is null || document.WrappedKey is null))) throw KeystoreFile.Damaged(path, "a part is missing");
        if (document.Kdf.Problem is { } problem) throw KeystoreFile.Damaged(path, problem);
        if (document.Salt.Length is < 8 or > 64) throw KeystoreFile.Damaged(path, "salt does not have 8 to 64 bytes");
        if (document.Nonce.Length != AuthenticatedCipher.NonceSize) throw KeystoreFile.Damaged(path, "nonce does not have 12 bytes");
        if (document.Version >= 2 && document.KeyNonce.Length != AuthenticatedCipher.NonceSize) throw KeystoreFile.Damaged(path, "keyNonce does not have 12 bytes");
        return document;
    }
}

/// <summary>Source-generated serialization, so that trimming and browsers keep it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(KeystoreDocument))]
[JsonSerializable(typeof(KeystoreContent))]
internal sealed partial class KeystoreJson : JsonSerializerContext;
