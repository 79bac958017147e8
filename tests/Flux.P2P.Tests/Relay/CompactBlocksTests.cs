using Flux.P2P.Relay;
using Flux.P2P.Tests.Wire;
using Flux.P2P.Wire;

namespace Flux.P2P.Tests.Relay;

public sealed class CompactBlocksTests
{
    [Fact]
    public void Short_ids_are_those_that_fluxd_computed()
    {
        Assert.SkipUnless(RecordedSession.Names.Contains("client-compact-with-transactions"), "shared/golden/recorded is not beside this checkout");
        var frames = RecordedSession.Load("client-compact-with-transactions").Frames;
        var compact = Read<CompactBlockMessage>(frames);
        var transactions = Read<BlockTransactionsMessage>(frames).Transactions;
        var (k0, k1) = CompactBlocks.Keys(compact.Header, compact.Nonce);

        // Indices 1 and 3 of the block were asked for; the coinbase has no short id.
        CompactBlocks.ShortId(k0, k1, transactions[0].Id).ShouldBe(compact.ShortIds[0]);
        CompactBlocks.ShortId(k0, k1, transactions[1].Id).ShouldBe(compact.ShortIds[2]);
    }

    private static T Read<T>(IReadOnlyList<RecordedFrame> frames)
        where T : class, IMessage<T> =>
        (T)MessageCatalog.Read(T.Name, frames.First(frame => frame.Command == T.Name).Payload, out _)!;
}
