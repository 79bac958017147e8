namespace Flux.Chain.Store.Files;

/// <summary>Turns an I/O failure into the store's typed exception.</summary>
internal static class FileErrors
{
    private const int UnixNoSpace = 28;
    private const int UnixQuota = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    public static bool IsFull(IOException cause) => cause.HResult is UnixNoSpace or UnixQuota or WindowsDiskFull;

    public static ChainStoreException Map(IOException cause, string path) =>
        IsFull(cause)
            ? ChainStoreException.Full(path, cause)
            : new ChainStoreException(ChainStoreFault.InputOutput, $"{path}: {cause.Message} Check the disk and the permissions of the directory.", cause);
}
