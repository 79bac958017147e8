namespace Flux.Chain.Store;

/// <summary>
/// Keeps a second program out of a chain directory. The lock belongs to the process: the system releases it however that ends.
/// </summary>
internal sealed class DirectoryLock : IDisposable
{
    private const string FileName = ".lock";

    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <summary>Takes the lock or throws <see cref="ChainStoreFault.InUse"/>.</summary>
    public static DirectoryLock Take(string directory)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, FileName);
        try
        {
            return new DirectoryLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
        }
        catch (IOException cause)
        {
            throw new ChainStoreException(
                ChainStoreFault.InUse, $"{directory} is in use by another running daemon. Stop that one, or choose another -datadir.", cause);
        }
    }

    public void Dispose() => _file.Dispose();
}
