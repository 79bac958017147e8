using System.Globalization;

namespace Flux.Chain.Store.Files;

/// <summary>
/// Numbered files of one kind (<c>blk00000.dat</c>, <c>blk00001.dat</c> …) in one folder. One writer; readers on any thread.
/// Keeps at most <see cref="MostOpen"/> files open.
/// </summary>
internal sealed class FlatFileSeries(string folder, string prefix) : IDisposable
{
    private const int MostOpen = 24;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, FlatFile> _open = [];
    private readonly Queue<int> _order = new();
    private readonly HashSet<int> _unsynced = [];

    public string Folder { get; } = folder;

    /// <summary>Path of a file of the series.</summary>
    public string PathOf(int number) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{prefix}{number:D5}.dat"));

    public bool Exists(int number) => File.Exists(PathOf(number));

    public long Length(int number) => Exists(number) ? new FileInfo(PathOf(number)).Length : 0;

    /// <summary>Appends to the numbered file and returns where the first byte went.</summary>
    public long Append(int number, ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            _unsynced.Add(number);
            return Get(number).Append(bytes);
        }
    }

    /// <summary>Fills the span; false when there is no such file or it ends before.</summary>
    public bool TryRead(int number, long offset, Span<byte> into)
    {
        lock (_gate)
        {
            return (_open.ContainsKey(number) || Exists(number)) && Get(number).TryRead(offset, into);
        }
    }

    /// <summary>Cuts the numbered file; creates nothing.</summary>
    public void Truncate(int number, long length)
    {
        lock (_gate)
        {
            if (Exists(number)) Get(number).Truncate(length);
        }
    }

    /// <summary>Deletes the numbered file, if there is one.</summary>
    public void Delete(int number)
    {
        lock (_gate)
        {
            if (_open.Remove(number, out var file)) file.Dispose();
            _unsynced.Remove(number);
            try
            {
                File.Delete(PathOf(number));
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                throw new ChainStoreException(ChainStoreFault.InputOutput, $"{PathOf(number)} cannot be deleted: {cause.Message} Check the permissions of the directory.", cause);
            }
        }
    }

    /// <summary>Returns when everything appended is on the disk itself.</summary>
    public void Sync()
    {
        lock (_gate)
        {
            foreach (var number in _unsynced) Get(number).Sync();
            _unsynced.Clear();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var file in _open.Values) file.Dispose();
            _open.Clear();
        }
    }

    private FlatFile Get(int number)
    {
        if (_open.TryGetValue(number, out var file)) return file;
        while (_open.Count >= MostOpen) CloseOldest();
        file = new FlatFile(PathOf(number));
        _open.Add(number, file);
        _order.Enqueue(number);
        return file;
    }

    private void CloseOldest()
    {
        // A number may stand in the order twice, or not be open any more: files are deleted, too.
        if (!_open.Remove(_order.Dequeue(), out var file)) return;
        file.Sync();
        file.Dispose();
    }
}
