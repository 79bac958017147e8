using System.Runtime.InteropServices;
using System.Text;

namespace Flux.Chain.Store.Rocks;

/// <summary>
/// One open RocksDB with its column families. Reads are thread-safe; close it when no reader is left. Every failure is a
/// <see cref="ChainStoreException"/>.
/// </summary>
internal sealed class RocksDatabase : IDisposable
{
    private const string DefaultFamily = "default";

    private readonly RocksOptions _options;
    private readonly nint _database;
    private readonly nint _readOptions;
    private readonly nint _syncWrites;
    private readonly Dictionary<string, RocksFamily> _families;
    private bool _closed;

    private RocksDatabase(string path, RocksOptions options, nint database, Dictionary<string, RocksFamily> families)
    {
        Path = path;
        _options = options;
        _database = database;
        _families = families;
        _readOptions = RocksImports.CreateReadOptions();
        _syncWrites = RocksImports.CreateWriteOptions();
        RocksImports.SetSync(_syncWrites, 1);
    }

    /// <summary>Directory of the database.</summary>
    public string Path { get; }

    /// <summary>Opens or creates the database with at least these families; families that it has besides are opened too.</summary>
    public static RocksDatabase Open(string path, RocksSettings settings, IReadOnlyList<string> families)
    {
        Directory.CreateDirectory(path);
        var options = new RocksOptions(settings);
        try
        {
            var names = Existing(options, path).Union(families).Union([DefaultFamily]).ToArray();
            return new RocksDatabase(path, options, OpenNative(options, path, names, out var handles), Bind(names, handles));
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }

    private static nint OpenNative(RocksOptions options, string path, string[] names, out nint[] handles)
    {
        handles = new nint[names.Length];
        var nativeNames = names.Select(Marshal.StringToCoTaskMemUTF8).ToArray();
        try
        {
            var familyOptions = Enumerable.Repeat(options.Database, names.Length).ToArray();
            var database = RocksImports.Open(options.Database, CString(path), names.Length, nativeNames, familyOptions, handles, out var error);
            RocksStatus.Check(error, path);
            return database;
        }
        finally
        {
            foreach (var name in nativeNames) Marshal.FreeCoTaskMem(name);
        }
    }

    private static Dictionary<string, RocksFamily> Bind(string[] names, nint[] handles) =>
        names.Zip(handles, (name, handle) => new RocksFamily(name, handle)).ToDictionary(family => family.Name);

    private static List<string> Existing(RocksOptions options, string path)
    {
        if (!File.Exists(System.IO.Path.Combine(path, "CURRENT"))) return [];
        var list = RocksImports.ListColumnFamilies(options.Database, CString(path), out var count, out var error);
        RocksStatus.Check(error, path);
        var names = new List<string>((int)count);
        for (var i = 0; i < (int)count; i++) names.Add(Marshal.PtrToStringUTF8(Marshal.ReadIntPtr(list, i * nint.Size))!);
        RocksImports.DestroyColumnFamilyList(list, count);
        return names;
    }

    /// <summary>A family named when the database was opened.</summary>
    public RocksFamily Family(string name) => _families[name];

    /// <summary>The row's value, or null.</summary>
    public byte[]? Get(RocksFamily family, ReadOnlySpan<byte> key)
    {
        var slice = RocksImports.Get(_database, _readOptions, family.Native, in MemoryMarshal.GetReference(key), (nuint)key.Length, out var error);
        RocksStatus.Check(error, Path);
        return slice == 0 ? null : Take(slice);
    }

    /// <summary>Values of many keys at once, null where there is none; reads overlap inside RocksDB.</summary>
    /// <param name="family">Where.</param>
    /// <param name="keys">The keys one behind the other.</param>
    /// <param name="keySize">Bytes of each.</param>
    public byte[]?[] MultiGet(RocksFamily family, byte[] keys, int keySize)
    {
        var count = keys.Length / keySize;
        var (pointers, lengths) = (new nint[count], new nuint[count]);
        var (slices, errors) = (new nint[count], new nint[count]);
        var pin = GCHandle.Alloc(keys, GCHandleType.Pinned);
        try
        {
            for (var i = 0; i < count; i++) (pointers[i], lengths[i]) = (pin.AddrOfPinnedObject() + (i * keySize), (nuint)keySize);
            RocksImports.MultiGet(_database, _readOptions, family.Native, (nuint)count, pointers, lengths, slices, errors, 0);
        }
        finally
        {
            pin.Free();
        }
        var values = Array.ConvertAll(slices, slice => slice == 0 ? null : Take(slice));
        foreach (var error in errors) RocksStatus.Check(error, Path);
        return values;
    }

    /// <summary>Applies the batch all or not at all and returns when it is on the disk itself.</summary>
    public void Write(RocksBatch batch)
    {
        RocksImports.Write(_database, _syncWrites, batch.Native, out var error);
        RocksStatus.Check(error, Path);
    }

    /// <summary>Freezes the present rows for readers.</summary>
    public RocksSnapshot Snapshot() => new(_database);

    /// <summary>A cursor over one family, as of <paramref name="snapshot"/> or as of now.</summary>
    public RocksCursor Cursor(RocksFamily family, RocksSnapshot? snapshot = null) => new(_database, family, snapshot, Path);

    public void Dispose()
    {
        if (_closed) return;
        _closed = true;
        foreach (var family in _families.Values) RocksImports.DestroyFamily(family.Native);
        RocksImports.Close(_database);
        RocksImports.DestroyReadOptions(_readOptions);
        RocksImports.DestroyWriteOptions(_syncWrites);
        _options.Dispose();
    }

    private static byte[] Take(nint slice)
    {
        var memory = RocksImports.SliceValue(slice, out var length);
        var bytes = new byte[checked((int)length)];
        if (bytes.Length > 0) Marshal.Copy(memory, bytes, 0, bytes.Length);
        RocksImports.DestroySlice(slice);
        return bytes;
    }

    private static byte[] CString(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
