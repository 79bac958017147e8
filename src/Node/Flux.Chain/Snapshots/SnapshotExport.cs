using Flux.Chain.Selection;
using Flux.Chain.Store;
using Flux.Chain.Store.Rocks;
using Flux.Chain.Store.Rows;
using Flux.Primitives.Wire;

namespace Flux.Chain.Snapshots;

/// <summary>Writes the state of one moment to a file, away from the writer.</summary>
internal sealed class SnapshotExport : IDisposable
{
    private readonly ChainStore _store;
    private readonly HeaderEntry _base;
    private readonly RocksSnapshot _rows;
    private readonly byte[] _block;
    private readonly byte[] _undo;

    /// <summary>Freezes the flushed state; to be made by the writer, right after a flush.</summary>
    public SnapshotExport(ChainStore store, HeaderEntry tip)
    {
        (_store, _base, _rows) = (store, tip, store.Database.Snapshot());
        _block = new BlockReader(store.Archive).BlockBytes(tip);
        _undo = store.Archive.ReadUndo(tip.UndoPosition, tip.Hash);
    }

    /// <summary>Writes the file; a half-written one never has the final name.</summary>
    public SnapshotResult Run(string path, UseGate gate, CancellationToken cancellationToken)
    {
        using var use = gate.Enter();
        var partial = path + ".partial";
        try
        {
            using var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
            using var writer = new SnapshotWriter(file);
            Write(writer, cancellationToken);
            file.Flush(flushToDisk: true);
            file.Dispose();
            File.Move(partial, path, overwrite: false);
            return new SnapshotResult(path, _base.Height, _base.Hash, writer.FinishHash(), writer.Length);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    public void Dispose() => _rows.Dispose();

    private void Write(SnapshotWriter writer, CancellationToken cancellationToken)
    {
        writer.Head(new SnapshotHead(_store.Meta!.Genesis, _base.Hash, _base.Height));
        var reader = new BlockReader(_store.Archive);
        foreach (var entry in MainChain())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var header = new System.Buffers.ArrayBufferWriter<byte>(256);
            BlockCodec.WriteHeader(header, reader.Header(entry));
            writer.Header(new SnapshotHeader(header.WrittenSpan.ToArray(), entry.TransactionCount, entry.BlockBytes));
        }
        foreach (var family in StoreFamilies.State) WriteFamily(writer, family, cancellationToken);
        writer.End(_block, _undo);
    }

    private IEnumerable<HeaderEntry> MainChain()
    {
        var next = 1;
        using var cursor = _store.Database.Cursor(_store.Database.Family(StoreFamilies.Headers), _rows);
        for (cursor.Seek(HeaderRowCodec.HeightKey(next)); cursor.IsValid; cursor.Next())
        {
            var entry = HeaderRowCodec.Read(cursor.Key, cursor.Value);
            if (entry.Height > _base.Height) break;
            if (!entry.IsOnMainChain) continue;
            if (entry.Height != next++) throw ChainStoreException.Corrupt($"the main chain has no header at height {next - 1}");
            yield return entry;
        }
        if (next != _base.Height + 1) throw ChainStoreException.Corrupt($"the main chain has no header at height {next}");
    }

    private void WriteFamily(SnapshotWriter writer, string family, CancellationToken cancellationToken)
    {
        writer.BeginFamily(family);
        using var cursor = _store.Database.Cursor(_store.Database.Family(family), _rows);
        for (cursor.Seek([]); cursor.IsValid; cursor.Next())
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.Row(cursor.Key, cursor.Value);
        }
        writer.EndFamily();
    }
}
