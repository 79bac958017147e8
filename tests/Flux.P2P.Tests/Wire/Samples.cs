using System.Net;
using Flux.P2P.Tests.Support;
using Flux.P2P.Wire;
using Flux.Primitives;

namespace Flux.P2P.Tests.Wire;

/// <summary>One message of every kind, with something in every field.</summary>
internal static class Samples
{
    private static readonly Transaction Transaction = TestBlocks.Spend(new TxId(TestBlocks.Fill(3)));
    private static readonly NetAddress Address = NetAddress.Of(IPEndPoint.Parse("9.8.7.6:16125"), 5);
    private static readonly BlockHeader Pow = TestBlocks.Genesis.Header with { Solution = new byte[36] };
    private static readonly BlockHeader Pon = new()
    {
        Version = 100,
        Previous = new BlockHash(TestBlocks.Fill(4)),
        MerkleRoot = TestBlocks.Fill(5),
        StateRoot = TestBlocks.Fill(6),
        Time = 7,
        Bits = 8,
        ProducerCollateral = new OutPoint(new TxId(TestBlocks.Fill(9)), 10),
        ProducerSignature = new byte[65],
    };

    public static IReadOnlyList<IMessage> All { get; } =
    [
        ScriptedPeer.Version with { Sender = Address },
        VerackMessage.Instance,
        new AddrMessage([new TimedAddress(1, Address), new TimedAddress(2, NetAddress.Of(IPEndPoint.Parse("[2a00::1]:9"), 1))]),
        GetAddrMessage.Instance,
        new InvMessage([new InventoryItem(InventoryKind.Transaction, TestBlocks.Fill(1)), new InventoryItem((InventoryKind)77, TestBlocks.Fill(2))]),
        new GetDataMessage([new InventoryItem(InventoryKind.CompactBlock, TestBlocks.Fill(1))]),
        new NotFoundMessage([new InventoryItem(InventoryKind.Transaction, TestBlocks.Fill(1))]),
        new GetBlocksMessage(new BlockLocator(170021, [TestBlocks.Fill(1), TestBlocks.Fill(2)], new BlockHash(TestBlocks.Fill(3)))),
        new GetHeadersMessage(new BlockLocator(170021, [TestBlocks.Fill(1)], default)),
        new HeadersMessage([Pow, Pon]),
        new CompactHeadersMessage([new CompactHeader(Pow with { Solution = default }, new BlockHash(TestBlocks.Fill(1))), new CompactHeader(Pon, default)]),
        new TxMessage(Transaction),
        new BlockMessage(TestBlocks.Genesis),
        SendHeadersMessage.Instance,
        new SendCompactMessage(true, 1),
        new CompactBlockMessage(Pow, 11, [0x1234_5678_9abc, 0], [new PrefilledTransaction(0, Transaction), new PrefilledTransaction(2, Transaction)]),
        new GetBlockTransactionsMessage(new BlockHash(TestBlocks.Fill(1)), [0, 5, 300]),
        new BlockTransactionsMessage(new BlockHash(TestBlocks.Fill(1)), [Transaction, Transaction]),
        MempoolMessage.Instance,
        new PingMessage(12),
        new PongMessage(13),
        new RejectMessage("tx", RejectCode.Dust, "dust", TestBlocks.Fill(1)),
        new AlertMessage(new byte[] { 1, 2 }, new byte[] { 3 }),
        new FilterLoadMessage(new byte[] { 1, 2, 3 }, 4, 5, 2),
        new FilterAddMessage(new byte[] { 1 }),
        FilterClearMessage.Instance,
        new MerkleBlockMessage(Pow, 9, [TestBlocks.Fill(1)], new byte[] { 1 }),
    ];
}
