using Flux.Chain.Store.Files;

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
        var path = Path.Combine(directory, FileName);
        try
        {
            Directory.CreateDirectory(directory);
            return new DirectoryLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new ChainStoreException(ChainStoreFault.InputOutput, $"{directory} cannot be written to. Check its owner and permissions.", cause);
        }
        catch (IOException cause) when (FileErrors.IsFull(cause) || !File.Exists(path))
        {
            throw FileErrors.Map(cause, directory);
        }
        catch (IOException cause)
        {
            throw new ChainStoreException(
                ChainStoreFault.InUse, $"{directory} is in use by another running daemon. Stop that one, or choose another -datadir.", cause);
        }
    }

    public void Dispose() => _file.Dispose();
}
