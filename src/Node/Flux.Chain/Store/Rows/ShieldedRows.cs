using System.Buffers;
using Flux.Chain.Store.Rocks;
using Flux.Consensus.Shielded;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Chain.Store.Rows;

/// <summary>
/// Nullifiers and anchors. Keys: pool u8 ‖ 32 bytes. A nullifier's row is empty, and so is that of a Sapling anchor; a Sprout anchor's holds its tree,
/// because JoinSplits may build on it. Changes wait in memory for the next batch. For the writer only.
/// </summary>
internal sealed class ShieldedRows(RocksDatabase database) : IShieldedView
{
    private readonly RowBuffer _nullifiers = new(database.Family(StoreFamilies.Nullifiers));
    private readonly RowBuffer _anchors = new(database.Family(StoreFamilies.Anchors));

    /// <summary>Rough memory of what waits.</summary>
    public long WaitingBytes => _nullifiers.Bytes + _anchors.Bytes;

    public IEnumerable<RowBuffer> Buffers => [_nullifiers, _anchors];

    public bool IsSpent(Nullifier nullifier) => Find(_nullifiers, Key(nullifier.Pool, nullifier.Value)) is not null;

    public bool HasSaplingRoot(Hash256 root) => Find(_anchors, Key(ShieldedPool.Sapling, root)) is not null;

    public NoteTree? FindSproutTree(Hash256 root)
    {
        if (Find(_anchors, Key(ShieldedPool.Sprout, root)) is not { } value) return null;
        var reader = new WireReader(value);
        return NoteTreeCodec.TryRead(ref reader, NoteTree.EmptySprout, out var tree) && tree.Root == root
            ? tree
            : throw ChainStoreException.Corrupt($"the note tree of Sprout anchor {root} cannot be read ({reader.Error ?? "it has another root"})");
    }

    /// <summary>Takes in what a block adds.</summary>
    public void Add(ShieldedChanges changes)
    {
        foreach (var nullifier in changes.Nullifiers) _nullifiers.Put(Key(nullifier.Pool, nullifier.Value), []);
        if (changes.SproutTree is { } sprout) _anchors.Put(Key(ShieldedPool.Sprout, sprout.Root), TreeValue(sprout));
        if (changes.SaplingTree is { } sapling) _anchors.Put(Key(ShieldedPool.Sapling, sapling.Root), []);
    }

    /// <summary>Takes out what a block had added.</summary>
    public void Remove(ShieldedChanges changes)
    {
        foreach (var nullifier in changes.Nullifiers) _nullifiers.Delete(Key(nullifier.Pool, nullifier.Value));
        if (changes.SproutTree is { } sprout) _anchors.Delete(Key(ShieldedPool.Sprout, sprout.Root));
        if (changes.SaplingTree is { } sapling) _anchors.Delete(Key(ShieldedPool.Sapling, sapling.Root));
    }

    private byte[]? Find(RowBuffer buffer, byte[] key) => buffer.TryFind(key, out var waiting) ? waiting : database.Get(buffer.Family, key);

    private static byte[] Key(ShieldedPool pool, Hash256 value) => [(byte)pool, .. value.Bytes];

    private static byte[] TreeValue(NoteTree tree)
    {
        var buffer = new ArrayBufferWriter<byte>();
        NoteTreeCodec.Write(new WireWriter(buffer), tree);
        return buffer.WrittenSpan.ToArray();
    }
}
