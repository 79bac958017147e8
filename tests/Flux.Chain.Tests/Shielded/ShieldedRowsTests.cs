using Flux.Chain.Store;
using Flux.Chain.Store.Rocks;
using Flux.Chain.Store.Rows;
using Flux.Consensus.Shielded;
using Flux.Primitives;
using Flux.TestKit.Shielded;

namespace Flux.Chain.Tests.Shielded;

public sealed class ShieldedRowsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Changes_are_seen_before_and_after_they_are_written_and_not_after_they_were_taken_back()
    {
        using var database = Open();
        var rows = new ShieldedRows(database);
        var tree = TreeOf(3);
        var changes = new ShieldedChanges(
            [new Nullifier(ShieldedPool.Sprout, ShieldedDraft.SproutNullifier(1, 0)), new Nullifier(ShieldedPool.Sapling, ShieldedDraft.SaplingNullifier(1))],
            tree, NoteTree.EmptySapling.Append(ShieldedDraft.SaplingCommitment(1)));

        rows.Add(changes);
        ShouldHold(rows, changes);
        Write(database, rows);
        ShouldHold(rows, changes);
        ShouldHold(new ShieldedRows(database), changes);
        rows.Remove(changes);
        ShouldLack(rows, changes);
        Write(database, rows);
        ShouldLack(new ShieldedRows(database), changes);
    }

    [Fact]
    public void A_damaged_tree_is_noticed()
    {
        using var database = Open();
        var (good, other) = (TreeOf(3), TreeOf(5));
        foreach (var value in (byte[][])[[], [1, 2, 3], ValueOf(other)])
        {
            using var batch = new RocksBatch();
            batch.Put(database.Family(StoreFamilies.Anchors), [(byte)ShieldedPool.Sprout, .. good.Root.Bytes], value);
            database.Write(batch);

            var thrown = Should.Throw<ChainStoreException>(() => new ShieldedRows(database).FindSproutTree(good.Root));
            thrown.Fault.ShouldBe(ChainStoreFault.Corrupt);
            thrown.Message.ShouldContain(good.Root.ToString());
        }
    }

    private RocksDatabase Open() => RocksDatabase.Open(_directory.In("rows"), new RocksSettings(1 << 20, 1 << 20), StoreFamilies.All);

    private static NoteTree TreeOf(int notes) =>
        Enumerable.Range(0, notes).Aggregate(NoteTree.EmptySprout, (tree, note) => tree.Append(ShieldedDraft.SproutCommitment(note, 0)));

    private static byte[] ValueOf(NoteTree tree)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        NoteTreeCodec.Write(new Primitives.Wire.WireWriter(buffer), tree);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(RocksDatabase database, ShieldedRows rows)
    {
        using var batch = new RocksBatch();
        foreach (var buffer in rows.Buffers) buffer.WriteTo(batch);
        database.Write(batch);
        foreach (var buffer in rows.Buffers) buffer.Clear();
    }

    private static void ShouldHold(ShieldedRows rows, ShieldedChanges changes)
    {
        changes.Nullifiers.ShouldAllBe(nullifier => rows.IsSpent(nullifier));
        rows.IsSpent(changes.Nullifiers[0] with { Pool = ShieldedPool.Sapling }).ShouldBeFalse();
        rows.FindSproutTree(changes.SproutTree!.Root).ShouldBe(changes.SproutTree);
        rows.HasSaplingRoot(changes.SaplingTree!.Root).ShouldBeTrue();
        rows.HasSaplingRoot(changes.SproutTree.Root).ShouldBeFalse();
    }

    private static void ShouldLack(ShieldedRows rows, ShieldedChanges changes)
    {
        changes.Nullifiers.ShouldAllBe(nullifier => !rows.IsSpent(nullifier));
        rows.FindSproutTree(changes.SproutTree!.Root).ShouldBeNull();
        rows.HasSaplingRoot(changes.SaplingTree!.Root).ShouldBeFalse();
    }
}
