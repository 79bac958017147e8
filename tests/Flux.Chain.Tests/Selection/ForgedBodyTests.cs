using Flux.Consensus.Networks;
using Flux.Primitives;
using Flux.Primitives.Wire;
using Flux.TestKit.Recorded;

namespace Flux.Chain.Tests.Selection;

/// <summary>
/// Signatures of FluxNode transactions are outside the block hash (chain reference §13.22b): a forged body must not spoil the block that it
/// pretends to be, in whatever order things come and over a restart.
/// </summary>
public sealed class ForgedBodyTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Network _network = RecordedNetwork.Of(SharedData.ReadJson("recorded/chains/eras.json").GetProperty("parameters"));
    private readonly StandingClock _clock = new(DateTimeOffset.UnixEpoch);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_honest_body_is_taken_after_a_forged_one()
    {
        var node = await OpenAsync();
        var (good, children) = await FeedUntilNodeTransactionAsync(node);

        var refused = await node.SubmitAsync(Forged(good));
        refused.Kind.ShouldBe(SubmitKind.Invalid);
        refused.Verdict.Message.ShouldBe("bad-txns-fluxnode-tx-invalid-signature");
        node.Snapshot.Tip.Hash.ShouldBe(good.Header.Previous);
        node.MissingBlocks(5).Select(entry => entry.Hash).ShouldBe([good.Hash], "it is wanted again");

        // The children came before anybody noticed, and wait.
        await node.SubmitHeadersAsync([.. children.Select(child => child.Header)], TestContext.Current.CancellationToken);
        await node.SubmitAllAsync(children);
        (await node.SubmitAsync(Forged(good))).Kind.ShouldBe(SubmitKind.Invalid);
        node.Snapshot.Tip.Hash.ShouldBe(good.Header.Previous);

        await node.DisposeAsync();
        node = await OpenAsync();
        node.Snapshot.Tip.Hash.ShouldBe(good.Header.Previous);
        (await node.SubmitAsync(good)).IsConnected.ShouldBeTrue();
        node.Snapshot.Tip.Hash.ShouldBe(children[^1].Hash);
        (await node.CountAsync()).AreConsistent.ShouldBeTrue();
        await node.DisposeAsync();
    }

    private async Task<(Block Block, List<Block> Children)> FeedUntilNodeTransactionAsync(ChainNode node)
    {
        using var blocks = RecordedChain.Blocks("recorded/chains/eras.dat").GetEnumerator();
        while (blocks.MoveNext())
        {
            var block = blocks.Current;
            _clock.Now = DateTimeOffset.FromUnixTimeSeconds(block.Header.Time);
            if (!block.Transactions[^1].IsFluxNode)
            {
                (await node.SubmitAsync(block)).IsConnected.ShouldBeTrue();
                continue;
            }
            var children = new List<Block>();
            while (children.Count < 3 && blocks.MoveNext()) children.Add(blocks.Current);
            _clock.Now = DateTimeOffset.FromUnixTimeSeconds(children[^1].Header.Time);
            return (block, children);
        }
        throw new InvalidOperationException("no block of the recording ends with a FluxNode transaction");
    }

    /// <summary>The same header and ids, with one bit of the last signature changed.</summary>
    private static Block Forged(Block good)
    {
        var bytes = good.ToBytes();
        bytes[^1] ^= 1;
        BlockCodec.TryParse(bytes, out var forged, out var error).ShouldBeTrue(error);
        forged!.Hash.ShouldBe(good.Hash);
        forged.Transactions.Select(transaction => transaction.Id).ShouldBe(good.Transactions.Select(transaction => transaction.Id));
        return forged;
    }

    private Task<ChainNode> OpenAsync() => TestNode.OpenAsync(TestNode.Options(_directory.In("chain"), _network), _clock);
}
