using Microsoft.Win32.SafeHandles;

namespace Flux.Chain.Store.Files;

/// <summary>
/// One append-only file. One writer appends; any thread may read what was appended. A failed append leaves the file as it was.
/// </summary>
internal sealed class FlatFile : IDisposable
{
    private readonly SafeFileHandle _handle;
    private long _length;
    private bool _dirty;

    public FlatFile(string path)
    {
        Path = path;
        try
        {
            _handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, FileOptions.RandomAccess);
            _length = RandomAccess.GetLength(_handle);
        }
        catch (IOException cause)
        {
            throw FileErrors.Map(cause, path);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new ChainStoreException(ChainStoreFault.InputOutput, $"{path} cannot be opened for writing. Check the permissions of the directory.", cause);
        }
    }

    public string Path { get; }

    /// <summary>Bytes appended so far.</summary>
    public long Length => Volatile.Read(ref _length);

    /// <summary>Appends and returns the offset of the first byte. Not on the disk itself before <see cref="Sync"/>.</summary>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        var start = _length;
        try
        {
            _dirty = true;
            RandomAccess.Write(_handle, bytes, start);
        }
        catch (IOException cause)
        {
            Truncate(start);
            throw FileErrors.Map(cause, Path);
        }
        Volatile.Write(ref _length, start + bytes.Length);
        return start;
    }

    /// <summary>Fills the span from the offset; false when the file ends before.</summary>
    public bool TryRead(long offset, Span<byte> into)
    {
        try
        {
            while (into.Length > 0)
            {
                var count = RandomAccess.Read(_handle, into, offset);
                if (count == 0) return false;
                into = into[count..];
                offset += count;
            }
            return true;
        }
        catch (IOException cause)
        {
            throw FileErrors.Map(cause, Path);
        }
    }

    /// <summary>Cuts everything from the offset on.</summary>
    public void Truncate(long length)
    {
        try
        {
            RandomAccess.SetLength(_handle, length);
            _dirty = true;
            Volatile.Write(ref _length, length);
        }
        catch (IOException cause)
        {
            throw FileErrors.Map(cause, Path);
        }
    }

    /// <summary>Returns when what was appended is on the disk itself.</summary>
    public void Sync()
    {
        if (!_dirty) return;
        try
        {
            RandomAccess.FlushToDisk(_handle);
            _dirty = false;
        }
        catch (IOException cause)
        {
            throw FileErrors.Map(cause, Path);
        }
    }

    public void Dispose() => _handle.Dispose();
}
