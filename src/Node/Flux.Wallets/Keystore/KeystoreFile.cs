using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Flux.Wallets.Keystore;

/// <summary>
/// The wallet on disk: one JSON file, Argon2id → AES-256-GCM. Everything outside the ciphertext is authenticated with
/// it. Writes go to a new file that replaces the old one, so a kill leaves the old or the new content, never a mixture.
/// </summary>
/// <remarks>AES-GCM comes from BouncyCastle because the in-box one does not exist in a browser.</remarks>
public sealed class KeystoreFile
{
    private const string Format = "flux-keystore";
    private const int CurrentVersion = 1;
    private const int SaltBytes = 16, NonceBytes = 12, TagBits = 128;
    private const long LargestFile = 16 << 20;

    private readonly byte[] _fileKey;
    private readonly byte[] _salt;
    private readonly KeyDerivation _kdf;

    private KeystoreFile(string path, string network, KeyDerivation kdf, byte[] salt, byte[] fileKey, KeystoreContent content)
    {
        (Path, Network, _kdf, _salt, _fileKey, Content) = (path, network, kdf, salt, fileKey, content);
    }

    /// <summary>Where the file is.</summary>
    public string Path { get; }

    /// <summary>Name of the network whose addresses the wallet shows; in the clear, authenticated.</summary>
    public string Network { get; }

    /// <summary>What is protected.</summary>
    public KeystoreContent Content { get; private set; }

    /// <summary>Writes a new keystore; an existing file is never overwritten.</summary>
    public static KeystoreFile Create(string path, string network, string password, KeystoreContent content, KeyDerivation? kdf = null)
    {
        if (File.Exists(path)) throw new KeystoreException(KeystoreErrorKind.AlreadyExists, $"{path} exists already; move it away first, it may hold money.");
        kdf ??= KeyDerivation.Default;
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var keystore = new KeystoreFile(path, network, kdf, salt, kdf.DeriveKey(password, salt), content);
        keystore.Write(content);
        return keystore;
    }

    /// <summary>Opens and decrypts; throws <see cref="KeystoreException"/> with the reason.</summary>
    public static KeystoreFile Open(string path, string password)
    {
        var document = KeystoreDocument.Parse(ReadAll(path), path);
        if (document.Format != Format) throw Damaged(path, "it does not say that it is a flux-keystore");
        if (document.Version > CurrentVersion)
            throw new KeystoreException(KeystoreErrorKind.TooNew, $"{path} has version {document.Version}; this program reads up to {CurrentVersion}. Update it.");
        var fileKey = document.Kdf.DeriveKey(password, document.Salt);
        var content = Decrypt(document, fileKey, path);
        return new KeystoreFile(path, document.Network, document.Kdf, document.Salt, fileKey, content);
    }

    /// <summary>Replaces the content on disk and in memory.</summary>
    public void Save(KeystoreContent content)
    {
        Write(content);
        Content = content;
    }

    private void Write(KeystoreContent content)
    {
        var document = new KeystoreDocument
        {
            Format = Format,
            Version = CurrentVersion,
            Network = Network,
            Kdf = _kdf,
            Salt = _salt,
            Nonce = RandomNumberGenerator.GetBytes(NonceBytes),
        };
        var plain = JsonSerializer.SerializeToUtf8Bytes(content, KeystoreJson.Default.KeystoreContent);
        var sealedDocument = document with { Ciphertext = Crypt(encrypt: true, _fileKey, document, plain) };
        CryptographicOperations.ZeroMemory(plain);
        AtomicFile.Write(Path, sealedDocument.ToJson());
    }

    private static KeystoreContent Decrypt(KeystoreDocument document, byte[] fileKey, string path)
    {
        byte[] plain;
        try
        {
            plain = Crypt(encrypt: false, fileKey, document, document.Ciphertext);
        }
        catch (InvalidCipherTextException e)
        {
            throw new KeystoreException(KeystoreErrorKind.WrongPassword, $"The password does not open {path} (or the file was changed).", e);
        }
        try
        {
            return JsonSerializer.Deserialize(plain, KeystoreJson.Default.KeystoreContent) ?? throw Damaged(path, "its content is empty");
        }
        catch (JsonException e)
        {
            throw new KeystoreException(KeystoreErrorKind.Damaged, $"{path} opens but its content is not readable by this version.", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static byte[] Crypt(bool encrypt, byte[] key, KeystoreDocument header, byte[] input)
    {
        var cipher = new GcmBlockCipher(new AesEngine());
        cipher.Init(encrypt, new AeadParameters(new KeyParameter(key), TagBits, header.Nonce, Encoding.UTF8.GetBytes(header.AuthenticatedText())));
        var output = new byte[cipher.GetOutputSize(input.Length)];
        var written = cipher.ProcessBytes(input, 0, input.Length, output, 0);
        cipher.DoFinal(output, written);
        return output;
    }

    private static byte[] ReadAll(string path)
    {
        try
        {
            if (new FileInfo(path).Length > LargestFile) throw Damaged(path, "it is larger than any keystore");
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new KeystoreException(KeystoreErrorKind.NotFound, $"There is no wallet at {path}. Create one with: flux wallet create", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeystoreException(KeystoreErrorKind.Io, $"Cannot read {path}: {e.Message}", e);
        }
    }

    internal static KeystoreException Damaged(string path, string reason) =>
        new(KeystoreErrorKind.Damaged, $"{path} is not a usable keystore: {reason}. Restore it from a backup or from the recovery words.");
}
