using System.Runtime.InteropServices;

namespace Flux.Chain.Store.Rocks;

/// <summary>Turns RocksDB's status text into the store's typed exception.</summary>
internal static class RocksStatus
{
    /// <summary>Throws when <paramref name="error"/> holds a text, and frees it.</summary>
    public static void Check(nint error, string path)
    {
        if (error == 0) return;
        var text = Marshal.PtrToStringUTF8(error) ?? "unknown error";
        RocksImports.Free(error);
        throw Map(text, path);
    }

    internal static ChainStoreException Map(string text, string path)
    {
        if (text.Contains("No space left", StringComparison.OrdinalIgnoreCase) || text.Contains("Disk quota", StringComparison.OrdinalIgnoreCase))
            return ChainStoreException.Full(path);
        if (text.StartsWith("IO error: While lock", StringComparison.Ordinal) || text.StartsWith("IO error: lock", StringComparison.Ordinal))
            return new ChainStoreException(ChainStoreFault.InUse, $"{path} is open in another program ({text}). Stop that one first.");
        if (text.StartsWith("Corruption", StringComparison.Ordinal)) return ChainStoreException.Corrupt($"{path}: {text}");
        // RocksDB makes its folder itself, so what it misses was there once.
        if (text.Contains("No such file", StringComparison.Ordinal))
            return ChainStoreException.Corrupt($"{path}: a file is missing ({text})");
        return new ChainStoreException(ChainStoreFault.InputOutput, $"{path}: {text}. Check the disk and the permissions of the directory.");
    }
}
