using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Flux.Wallets.Keystore;

/// <summary>The keystore file's JSON.</summary>
internal sealed record KeystoreDocument
{
    public string Format { get; init; } = "";

    public int Version { get; init; }

    public string Network { get; init; } = "";

    public KeyDerivation Kdf { get; init; } = KeyDerivation.Default;

    public byte[] Salt { get; init; } = [];

    public byte[] Nonce { get; init; } = [];

    public byte[] Ciphertext { get; init; } = [];

    /// <summary>The header in one fixed line: what the tag protects besides the ciphertext.</summary>
    public string AuthenticatedText() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Format}|{Version}|{Network}|argon2id|{Kdf.MemoryKiB}|{Kdf.Iterations}|{Kdf.Parallelism}|{Convert.ToHexStringLower(Salt)}|aes-256-gcm");

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, KeystoreJson.Default.KeystoreDocument);

    public static KeystoreDocument Parse(byte[] json, string path)
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
        if (document?.Kdf is null || document.Salt is null || document.Nonce is null || document.Ciphertext is null) throw KeystoreFile.Damaged(path, "a part is missing");
        if (document.Kdf.Problem is { } problem) throw KeystoreFile.Damaged(path, problem);
        if (document.Salt.Length < 8) throw KeystoreFile.Damaged(path, "salt is shorter than 8 bytes");
        if (document.Nonce.Length != 12) throw KeystoreFile.Damaged(path, "nonce does not have 12 bytes");
        return document;
    }
}

/// <summary>Source-generated serialization, so that trimming and browsers keep it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(KeystoreDocument))]
[JsonSerializable(typeof(KeystoreContent))]
internal sealed partial class KeystoreJson : JsonSerializerContext;
