using System.Collections.Immutable;
using Flux.Chain.Mempool;
using Flux.Chain.Templates;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Shielded;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.TestKit;
using Flux.TestKit.Shielded;

namespace Flux.Chain.Tests.Shielded;

/// <summary>Shielded parts in a whole node: pool, template, store, reorganisation. Coins are such that anyone may spend them.</summary>
public sealed class ShieldedNodeTests : IDisposable
{
    private const int Purse = 6;

    private static readonly Script Anyone = new([0x51]);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_template_takes_waiting_shielded_transactions_and_holds_the_root_after_them()
    {
        await using var node = await OpenAsync();
        var (hide, shield) = (Hide(node, 1, note: 1), Shield(node, 2, note: 1));
        (await node.SubmitAsync(hide)).Kind.ShouldBe(PoolResultKind.Accepted);
        (await node.SubmitAsync(shield)).Kind.ShouldBe(PoolResultKind.Accepted);

        var block = await MineAsync(node);

        block.Transactions.Length.ShouldBe(3);
        block.Header.StateRoot.ShouldBe(NoteTree.EmptySapling.Append(ShieldedDraft.SaplingCommitment(1)).Root);
        node.Snapshot.Ledger.Totals.Sprout.Satoshis.ShouldBeGreaterThan(0);
        node.Snapshot.Ledger.Totals.Sapling.Satoshis.ShouldBeGreaterThan(0);
        (await node.CountAsync()).AreConsistent.ShouldBeTrue();
        node.ReadUndo(block.Hash)!.SproutRoot.ShouldBe(node.Snapshot.Ledger.Sprout.Root);
    }

    [Fact]
    public async Task A_hidden_note_is_spent_once_in_the_pool_and_not_again_after_it_was_mined()
    {
        await using var node = await OpenAsync();
        await node.SubmitAsync(Hide(node, 1, note: 1));
        await node.SubmitAsync(Shield(node, 2, note: 1));
        await MineAsync(node);
        var (sapling, sprout) = (Reveal(node, 1, 5), Release(node, 2, 5));

        (await node.SubmitAsync(sapling)).Kind.ShouldBe(PoolResultKind.Accepted);
        (await node.SubmitAsync(sprout)).Kind.ShouldBe(PoolResultKind.Accepted);
        var (again, twice) = (await node.SubmitAsync(Reveal(node, 1, 6)), await node.SubmitAsync(Release(node, 2, 6)));
        again.Kind.ShouldBe(PoolResultKind.Dropped);
        again.Verdict.Message.ShouldBe("txn-mempool-conflict");
        twice.Verdict.Message.ShouldBe("txn-mempool-conflict");
        node.Mempool.SpenderOf(new Nullifier(ShieldedPool.Sapling, ShieldedDraft.SaplingNullifier(1)))!.Id.ShouldBe(sapling.Id);

        await MineAsync(node);
        node.Mempool.Count.ShouldBe(0);
        (await node.SubmitAsync(Reveal(node, 1, 6))).Verdict.Reject.ShouldBe(RejectTable.LooseShieldedRequirements);
        (await node.SubmitAsync(Release(node, 2, 6))).Verdict.Reject.ShouldBe(RejectTable.LooseShieldedRequirements);
    }

    [Fact]
    public async Task The_pool_refuses_unknown_anchors_and_bad_signatures()
    {
        await using var node = await OpenAsync();
        var unknown = new ShieldedDraft { JoinSplits = [new JoinSplitDraft(1, ShieldedDraft.SproutNullifier(7, 0))] }.Seal();
        var good = Hide(node, 1, note: 1);
        var forged = ShieldedDraft.With(good, good.Shielded! with { BindingSignature = new byte[64] });

        (await node.SubmitAsync(unknown)).Verdict.Reject.ShouldBe(RejectTable.LooseShieldedRequirements);
        (await node.SubmitAsync(forged)).Verdict.Reject.ShouldBe(RejectTable.BindingSignatureInvalid);
        node.Mempool.Count.ShouldBe(0);
    }

    [Fact]
    public async Task What_a_block_spends_leaves_the_pool()
    {
        await using var node = await OpenAsync();
        await node.SubmitAsync(Hide(node, 1, note: 1));
        await MineAsync(node);
        var other = Reveal(node, 1, 6);
        await node.SubmitAsync(Reveal(node, 1, 5));

        await MineAsync(node, other);

        node.Mempool.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Everything_is_there_after_a_restart_and_after_a_reindex()
    {
        string shielded, ledger;
        await using (var node = await OpenAsync())
        {
            await node.SubmitAsync(Hide(node, 1, note: 1));
            await node.SubmitAsync(Shield(node, 2, note: 1));
            await MineAsync(node);
            await node.SubmitAsync(Reveal(node, 1, 5));
            await node.SubmitAsync(Release(node, 2, 5));
            await MineAsync(node);
            (shielded, ledger) = await PrintAsync(node);
        }

        foreach (var reindex in (bool[])[false, true])
        {
            await using var node = await TestNode.OpenAsync(TestNode.Options(_directory.Path, ShieldedNetwork.Value) with { Reindex = reindex });
            (await PrintAsync(node)).ShouldBe((shielded, ledger));
            // Nullifiers and anchors are read from disk now.
            (await node.SubmitAsync(Reveal(node, 1, 6))).Verdict.Reject.ShouldBe(RejectTable.LooseShieldedRequirements);
            var first = NoteTree.EmptySprout.Append(ShieldedDraft.SproutCommitment(1, 0)).Append(ShieldedDraft.SproutCommitment(1, 1));
            var old = new ShieldedDraft { JoinSplits = [new JoinSplitDraft(3, first.Root, Out: 4)], Outputs = To(4) }.Seal();
            (await node.TestBlockAsync(await BlockOfAsync(node, old), TestContext.Current.CancellationToken)).ShouldBe(Verdict.Ok);
        }
    }

    [Fact]
    public async Task What_was_not_flushed_comes_back_after_a_power_cut()
    {
        var lazy = TestNode.Options(_directory.In("lazy"), ShieldedNetwork.Value) with { FlushInterval = TimeSpan.FromHours(1) };
        await using var node = await TestNode.OpenAsync(lazy);
        while (node.Snapshot.Height < Purse) await MineAsync(node);
        await node.FlushAsync(TestContext.Current.CancellationToken);
        await node.SubmitAsync(Hide(node, 1, note: 1));
        await node.SubmitAsync(Shield(node, 2, note: 1));
        await MineAsync(node);
        await node.SubmitAsync(Reveal(node, 1, 5));
        await MineAsync(node);
        var copy = _directory.In("copy");
        TemporaryDirectory.Copy(_directory.In("lazy"), copy);

        await using var again = await TestNode.OpenAsync(TestNode.Options(copy, ShieldedNetwork.Value));

        (await PrintAsync(again)).ShouldBe(await PrintAsync(node));
        (await again.SubmitAsync(Reveal(again, 1, 6))).Verdict.Reject.ShouldBe(RejectTable.LooseShieldedRequirements);
    }

    [Fact]
    public async Task A_reorganisation_takes_nullifiers_and_anchors_back()
    {
        await using var node = await OpenAsync();
        var before = await PrintAsync(node);
        await node.SubmitAsync(Hide(node, 1, note: 1));
        var first = await MineAsync(node);
        var root = node.Snapshot.Ledger.Sapling.Root;
        var reveal = Reveal(node, 1, 5);
        await node.SubmitAsync(reveal);
        await MineAsync(node);
        var after = await PrintAsync(node);
        await node.FlushAsync(TestContext.Current.CancellationToken);

        await node.InvalidateAsync(first.Hash, TestContext.Current.CancellationToken);
        (await PrintAsync(node)).ShouldBe(before);
        node.Mempool.Find(first.Transactions[1].Id).ShouldNotBeNull();
        node.Mempool.Find(reveal.Id).ShouldBeNull(); // its anchor is gone
        await node.ReconsiderAsync(first.Hash, TestContext.Current.CancellationToken);

        (await PrintAsync(node)).ShouldBe(after);
        node.Snapshot.Ledger.Sapling.Root.ShouldBe(root);
    }

    [Fact]
    public async Task A_node_that_refuses_unshielding_takes_neither_the_transaction_nor_its_block()
    {
        Block[] blocks;
        Transaction reveal;
        await using (var node = await OpenAsync())
        {
            await node.SubmitAsync(Hide(node, 1, note: 1));
            await MineAsync(node);
            reveal = Reveal(node, 1, 5);
            await MineAsync(node, reveal);
            blocks = [.. TestNode.MainChain(node)];
        }

        var refusing = ShieldedNetwork.Value with { Unshielding = UnshieldRule.Refuse };
        await using var other = await TestNode.OpenAsync(_directory.In("other"), refusing);
        await other.SubmitAllAsync(blocks[..^1]);
        (await other.SubmitAsync(reveal)).Verdict.Reject.ShouldBe(RejectTable.TxUnshields);
        var result = await other.SubmitAsync(blocks[^1]);

        result.Kind.ShouldBe(SubmitKind.Invalid);
        result.Verdict.Message.ShouldBe("bad-txns-unshields");
        other.Snapshot.Height.ShouldBe(blocks.Length - 1);
    }

    private async Task<ChainNode> OpenAsync()
    {
        var node = await TestNode.OpenAsync(_directory.Path, ShieldedNetwork.Value);
        while (node.Snapshot.Height < Purse) await MineAsync(node);
        return node;
    }

    private static async Task<Block> MineAsync(ChainNode node, params Transaction[] instead)
    {
        var block = instead.Length == 0 ? (await TemplateAsync(node)).Block : await BlockOfAsync(node, instead);
        var result = await node.SubmitAsync(block);
        result.Kind.ShouldBe(SubmitKind.Accepted, result.Verdict.ToString());
        return block;
    }

    /// <summary>A block with exactly these transactions, which must not pay fees.</summary>
    private static async Task<Block> BlockOfAsync(ChainNode node, params Transaction[] transactions)
    {
        var template = await TemplateAsync(node, new TemplateOptions { MostBytes = 5_000 });
        ImmutableArray<Transaction> all = [template.Block.Transactions[0], .. transactions];
        var root = transactions.Aggregate(node.Snapshot.Ledger.Sapling, ShieldedNotes.AddSapling).Root;
        return new Block(template.Block.Header with { MerkleRoot = BlockDraft.MerkleRootOf(all), StateRoot = root }, all);
    }

    private static Task<BlockTemplate> TemplateAsync(ChainNode node, TemplateOptions? options = null) =>
        node.BuildTemplateAsync(Anyone, options ?? new TemplateOptions(), TestContext.Current.CancellationToken);

    private static async Task<(string Shielded, string Ledger)> PrintAsync(ChainNode node)
    {
        var totals = await node.CountAsync();
        totals.AreConsistent.ShouldBeTrue();
        return (totals.ShieldedHash.ToString(), totals.LedgerHash.ToString());
    }

    private static ImmutableArray<TxOutput> To(long value) => [new TxOutput(new Amount(value), Anyone)];

    private static (TxInput Input, long Value) Coin(ChainNode node, int height)
    {
        var coinbase = node.ReadBlock(node.HeaderAt(height)!.Hash)!.Transactions[0];
        return (new TxInput(new OutPoint(coinbase.Id, 0), Script.Empty, TxInput.FinalSequence), coinbase.Outputs[0].Value.Satoshis);
    }

    private static Transaction Hide(ChainNode node, int height, int note)
    {
        var (input, value) = Coin(node, height);
        return new ShieldedDraft { Inputs = [input], Hides = [new HiddenOutput(note, value)] }.Seal();
    }

    private static Transaction Shield(ChainNode node, int height, int note)
    {
        var (input, value) = Coin(node, height);
        return new ShieldedDraft { Inputs = [input], JoinSplits = [new JoinSplitDraft(note, node.Snapshot.Ledger.Sprout.Root, In: value)] }.Seal();
    }

    private static Transaction Reveal(ChainNode node, int note, long value) =>
        new ShieldedDraft { Spends = [new HiddenSpend(note, value, node.Snapshot.Ledger.Sapling.Root)], Outputs = To(value) }.Seal();

    private static Transaction Release(ChainNode node, int note, long value) =>
        new ShieldedDraft { JoinSplits = [new JoinSplitDraft(note, node.Snapshot.Ledger.Sprout.Root, Out: value)], Outputs = To(value) }.Seal();
}
