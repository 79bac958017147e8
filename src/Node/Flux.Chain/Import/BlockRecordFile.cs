using Flux.Chain.Store.Files;
using Microsoft.Win32.SafeHandles;

namespace Flux.Chain.Import;

/// <summary>
/// A file of blocks as fluxd writes and reads them (<c>bootstrap.dat</c>, <c>blkNNNNN.dat</c>): four magic bytes, LE32 size, raw block, again
/// and again. Garbage between records, such as the zeros that fluxd reserves at the end, is passed over.
/// </summary>
internal sealed class BlockRecordFile : IDisposable
{
    private const int Window = 1 << 20;

    private readonly string _path;
    private readonly byte[] _magic;
    private readonly SafeFileHandle _handle;
    private readonly byte[] _window = new byte[Window];
    private long _windowStart;
    private int _windowLength;

    /// <exception cref="ImportException">The file cannot be opened.</exception>
    public BlockRecordFile(string path, ReadOnlySpan<byte> magic)
    {
        (_path, _magic) = (path, magic.ToArray());
        try
        {
            _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, FileOptions.SequentialScan);
            Length = RandomAccess.GetLength(_handle);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"{path} cannot be read: {cause.Message}", cause);
        }
    }

    /// <summary>Length of the file in bytes.</summary>
    public long Length { get; }

    /// <summary>Bytes of the file that were passed over because no whole record stands there.</summary>
    public long SkippedBytes { get; private set; }

    /// <summary>Every whole record, in order.</summary>
    public IEnumerable<BlockRecord> Records()
    {
        long at = 0;
        while (NextMagic(at) is { } found)
        {
            SkippedBytes += found - at;
            if (!TryReadFrame(found, out var size) || found + BlockFrame.Size + size > Length)
            {
                (at, SkippedBytes) = (found + 1, SkippedBytes + 1);
                continue;
            }
            var bytes = ReadExactly(found + BlockFrame.Size, size);
            yield return new BlockRecord(_path, found + BlockFrame.Size, bytes);
            at = found + BlockFrame.Size + size;
        }
        SkippedBytes += Length - at;
    }

    /// <summary>A record met before, once more.</summary>
    public byte[] ReadExactly(long offset, int size)
    {
        var bytes = new byte[size];
        var inWindow = offset >= _windowStart && offset + size <= _windowStart + _windowLength;
        if (inWindow) _window.AsSpan((int)(offset - _windowStart), size).CopyTo(bytes);
        else if (Fill(bytes, offset) < size) throw new ImportException($"{_path} became shorter while it was being read.", null);
        return bytes;
    }

    public void Dispose() => _handle.Dispose();

    private bool TryReadFrame(long at, out int size)
    {
        size = 0;
        Span<byte> frame = stackalloc byte[BlockFrame.Size];
        return Fill(frame, at) == frame.Length && BlockFrame.TryRead(frame, _magic, out size);
    }

    private long? NextMagic(long from)
    {
        while (from + BlockFrame.Size <= Length)
        {
            if (from < _windowStart || from + BlockFrame.Size > _windowStart + _windowLength) Load(from);
            var part = _window.AsSpan((int)(from - _windowStart), (int)(_windowStart + _windowLength - from));
            var at = part.IndexOf(_magic);
            if (at >= 0) return from + at;
            // The magic may lie across the end of the window.
            from += part.Length - _magic.Length + 1;
        }
        return null;
    }

    private void Load(long from)
    {
        _windowStart = from;
        _windowLength = Fill(_window, from);
        if (_windowLength < BlockFrame.Size) throw new ImportException($"{_path} became shorter while it was being read.", null);
    }

    private int Fill(Span<byte> into, long offset)
    {
        var done = 0;
        try
        {
            while (done < into.Length && RandomAccess.Read(_handle, into[done..], offset + done) is var count and > 0) done += count;
            return done;
        }
        catch (IOException cause)
        {
            throw new ImportException($"{_path} cannot be read: {cause.Message}", cause);
        }
    }
}
