namespace Flux.Wallets.Keystore;

/// <summary>
/// The wallet on disk: one JSON file, Argon2id → AES-256-GCM, everything outside the ciphertext authenticated with it. Writes go to a new
/// file that replaces the old one, so a kill leaves the old or the new content, never a mixture.
/// </summary>
public sealed class KeystoreFile : IDisposable
{
    private KeystoreSeal _seal;

    private KeystoreFile(string path, KeystoreSeal seal) => (Path, _seal) = (path, seal);

    /// <summary>Where the file is.</summary>
    public string Path { get; }

    /// <summary>Name of the network whose addresses the wallet shows; in the clear, authenticated.</summary>
    public string Network => _seal.Network;

    /// <summary>What is protected.</summary>
    public KeystoreContent Content => _seal.Content;

    /// <summary>Writes a new keystore; an existing file is never overwritten.</summary>
    public static KeystoreFile Create(string path, string network, string password, KeystoreContent content, KeyDerivation? kdf = null)
    {
        if (File.Exists(path)) throw new KeystoreException(KeystoreErrorKind.AlreadyExists, $"{path} exists already; move it away first, it may hold money.");
        var seal = KeystoreSeal.Create(network, password, content, kdf);
        AtomicFile.Write(path, seal.Seal(content));
        return new KeystoreFile(path, seal);
    }

    /// <summary>Opens and decrypts; throws <see cref="KeystoreException"/> with the reason.</summary>
    public static KeystoreFile Open(string path, string password) => new(path, KeystoreSeal.Open(ReadAll(path), password, path));

    /// <summary>The network that a file says it is for, without its password; null when it is no keystore.</summary>
    public static string? TryReadNetwork(string path)
    {
        try
        {
            return KeystoreDocument.Parse(ReadAll(path), path).Network is { Length: > 0 } network ? network : null;
        }
        catch (KeystoreException)
        {
            return null;
        }
    }

    /// <summary>Replaces the content on disk and in memory.</summary>
    public void Save(KeystoreContent content)
    {
        AtomicFile.Write(Path, _seal.Seal(content));
        _seal.Accept(content);
    }

    /// <summary>Changes the password. Earlier copies of the file still open with the earlier one.</summary>
    public void ChangePassword(string password, KeyDerivation? kdf = null)
    {
        var next = _seal.WithPassword(password, kdf);
        AtomicFile.Write(Path, next.Seal(next.Content));
        _seal.Dispose();
        _seal = next;
    }

    /// <summary>Writes a copy for keeping elsewhere, and opens it again to be sure that it can be restored.</summary>
    public void BackUp(string path, string password)
    {
        if (File.Exists(path)) throw new KeystoreException(KeystoreErrorKind.AlreadyExists, $"{path} exists already; choose another name for the backup.");
        AtomicFile.Write(path, _seal.Seal(Content));
        using var check = Open(path, password);
        if (check.Content.Words != Content.Words || !check.Content.ImportedKeys.SequenceEqual(Content.ImportedKeys))
            throw new KeystoreException(KeystoreErrorKind.Io, $"The copy {path} does not hold what was written; the disk is not to be trusted.");
    }

    /// <summary>Forgets the key and the content.</summary>
    public void Dispose() => _seal.Dispose();

    private static byte[] ReadAll(string path)
    {
        try
        {
            if (new FileInfo(path).Length > KeystoreSeal.LargestFile) throw Damaged(path, "it is larger than any keystore");
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
