using Flux.P2P.Tests.Support;
using Flux.P2P.Wire;
using Flux.Primitives;

namespace Flux.P2P.Tests.Relay;

public sealed class FilterServingTests
{
    [Fact]
    public async Task A_filtered_block_is_a_proof_and_its_transactions()
    {
        var wanted = TestBlocks.Spend(MemoryPool.Mined);
        var block = TestBlocks.With(TestBlocks.Genesis, TestBlocks.Spend(MemoryPool.Mined), wanted, TestBlocks.Spend(MemoryPool.Mined));
        await using var node = await TestNode.StartAsync();
        node.Chain.Add([block]);
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        await peer.SendAsync(FilterOf(wanted.Id));
        await peer.SendAsync(Filtered(block));

        var proof = await peer.ExpectAsync<MerkleBlockMessage>();
        proof.Total.ShouldBe(4u);
        var (root, proven) = MerkleProof.Read(proof);
        root.ShouldBe(block.Header.MerkleRoot);
        proven.ShouldBe([wanted.Id.Value]);
        (await peer.SettleAsync()).OfType<TxMessage>().Select(message => message.Transaction.Id).ShouldBe([wanted.Id]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(33)]
    public async Task Proofs_hold_for_blocks_of_any_size(int count)
    {
        var transactions = Enumerable.Range(1, count).Select(_ => TestBlocks.Spend(MemoryPool.Mined)).ToArray();
        var block = TestBlocks.With(TestBlocks.Genesis, transactions);
        await using var node = await TestNode.StartAsync();
        node.Chain.Add([block]);
        await using var peer = await ScriptedPeer.ReadyAsync(node);
        foreach (var chosen in new[] { transactions[0], transactions[^1] })
        {
            await peer.SendAsync(FilterOf(chosen.Id));
            await peer.SendAsync(Filtered(block));
            var (root, proven) = MerkleProof.Read(await peer.ExpectAsync<MerkleBlockMessage>());
            root.ShouldBe(block.Header.MerkleRoot);
            proven.ShouldBe([chosen.Id.Value]);
        }
    }

    [Fact]
    public async Task Only_matching_transactions_are_announced_and_listed_until_the_filter_is_cleared()
    {
        // The clock stands still: own transactions are not announced again.
        await using var node = await TestNode.StartAsync(time: new ManualTime());
        await using var peer = await ScriptedPeer.ReadyAsync(node, ScriptedPeer.Version with { Relay = false });
        var (first, second, third) = (TestBlocks.Spend(MemoryPool.Mined), TestBlocks.Spend(MemoryPool.Mined), TestBlocks.Spend(MemoryPool.Mined));
        await peer.SendAsync(FilterOf(second.Id));
        await peer.SettleAsync();
        foreach (var transaction in new[] { first, second })
        {
            node.Pool.AddOwn(transaction);
            node.Network.AnnounceTransaction(transaction.Id);
        }
        (await peer.ExpectAsync<InvMessage>()).Items.ShouldBe([InventoryItem.Of(second.Id)]);
        await peer.SendAsync(MempoolMessage.Instance);
        (await peer.ExpectAsync<InvMessage>()).Items.ShouldBe([InventoryItem.Of(second.Id)]);

        await peer.SendAsync(FilterClearMessage.Instance);
        await peer.SettleAsync();
        node.Pool.AddOwn(third);
        node.Network.AnnounceTransaction(third.Id);
        (await peer.ExpectAsync<InvMessage>()).Items.ShouldContain(InventoryItem.Of(third.Id));
    }

    private static FilterLoadMessage FilterOf(TxId id)
    {
        var bits = new byte[512];
        for (uint i = 0; i < 8; i++)
        {
            var bit = Flux.P2P.Relay.MurmurHash3.Compute(unchecked((i * 0xFBA4C795) + 9), id.Value.Bytes) % 4096;
            bits[bit / 8] |= (byte)(1 << (int)(bit % 8));
        }
        return new FilterLoadMessage(bits, 8, 9, 0);
    }

    private static GetDataMessage Filtered(Block block) => new([new InventoryItem(InventoryKind.FilteredBlock, block.Hash.Value)]);
}
