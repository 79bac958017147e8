using System.Runtime.InteropServices;

namespace Flux.Chain.Store.Rocks;

/// <summary>Walks one family in key order, over the rows as they were when the cursor was made. Not thread-safe.</summary>
internal sealed class RocksCursor : IDisposable
{
    private readonly nint _iterator;
    private readonly nint _readOptions;
    private readonly string _path;
    private byte[] _key = new byte[64];
    private byte[] _value = new byte[128];

    internal RocksCursor(nint database, RocksFamily family, RocksSnapshot? snapshot, string path)
    {
        _path = path;
        _readOptions = RocksImports.CreateReadOptions();
        RocksImports.SetFillCache(_readOptions, 0);
        if (snapshot is not null) RocksImports.SetSnapshot(_readOptions, snapshot.Native);
        _iterator = RocksImports.CreateIterator(database, _readOptions, family.Native);
    }

    /// <summary>
    /// True while on a row. False at the end, which is the family's <see cref="FlushMark"/> or the end of its rows; throws when it is the end because
    /// reading failed.
    /// </summary>
    public bool IsValid
    {
        get
        {
            if (RocksImports.IsValid(_iterator) != 0) return !IsMark();
            RocksImports.IteratorError(_iterator, out var error);
            RocksStatus.Check(error, _path);
            return false;
        }
    }

    /// <summary>A copy of the row's key.</summary>
    public byte[] Key => Copy(RocksImports.IteratorKey(_iterator, out var length), length);

    /// <summary>A copy of the row's value.</summary>
    public byte[] Value => Copy(RocksImports.IteratorValue(_iterator, out var length), length);

    /// <summary>The row's key, until the next move.</summary>
    public ReadOnlySpan<byte> KeyHere => Copy(RocksImports.IteratorKey(_iterator, out var length), length, ref _key);

    /// <summary>The row's value, until the next move.</summary>
    public ReadOnlySpan<byte> ValueHere => Copy(RocksImports.IteratorValue(_iterator, out var length), length, ref _value);

    /// <summary>Goes to the first row at or after the key.</summary>
    public void Seek(ReadOnlySpan<byte> key) => RocksImports.Seek(_iterator, in MemoryMarshal.GetReference(key), (nuint)key.Length);

    /// <summary>Goes to the last row at or before the key.</summary>
    public void SeekForPrevious(ReadOnlySpan<byte> key) =>
        RocksImports.SeekForPrevious(_iterator, in MemoryMarshal.GetReference(key), (nuint)key.Length);

    /// <summary>Goes to the next row.</summary>
    public void Next() => RocksImports.Next(_iterator);

    /// <summary>Goes to the row before.</summary>
    public void Previous() => RocksImports.Previous(_iterator);

    public void Dispose()
    {
        RocksImports.DestroyIterator(_iterator);
        RocksImports.DestroyReadOptions(_readOptions);
    }

    private bool IsMark()
    {
        RocksImports.IteratorKey(_iterator, out var length);
        return length == (nuint)FlushMark.Key.Length && Key.AsSpan().SequenceEqual(FlushMark.Key);
    }

    private static ReadOnlySpan<byte> Copy(nint memory, nuint length, ref byte[] into)
    {
        var size = checked((int)length);
        if (into.Length < size) into = new byte[2 * size];
        if (size > 0) Marshal.Copy(memory, into, 0, size);
        return into.AsSpan(0, size);
    }

    private static byte[] Copy(nint memory, nuint length)
    {
        var bytes = new byte[checked((int)length)];
        if (bytes.Length > 0) Marshal.Copy(memory, bytes, 0, bytes.Length);
        return bytes;
    }
}
