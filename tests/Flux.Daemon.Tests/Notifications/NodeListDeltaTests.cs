using System.Buffers.Binary;
using System.Text;
using Flux.Consensus.FluxNodes;
using Flux.Daemon.Notifications;
using Flux.Primitives;
using Flux.Primitives.Wire;
using Flux.TestKit;

namespace Flux.Daemon.Tests.Notifications;

/// <summary>A subscriber that knows only the page (chain reference §12.11) keeps its list equal to the daemon's through lives of a chain.</summary>
public sealed class NodeListDeltaTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_list_that_follows_every_message_is_the_daemons_list(int seed)
    {
        var random = new Random(seed);
        var held = new Dictionary<string, string>();
        var (before, at) = (FluxNodeList.Empty, (Height: 0, Hash: BlockHash.Zero));
        var (added, removed, updated) = (0, 0, 0);
        var scenario = new RandomScenario
        {
            AfterEach = chain =>
            {
                var to = (chain.Height, chain.Ancestry.At(chain.Height).Hash);
                var body = NodeListDelta.Of(at, before, to, chain.State.Nodes, isReorganisation: chain.Height < at.Height);
                var counts = Apply(held, body, at, to);
                (added, removed, updated) = (added + counts.Added, removed + counts.Removed, updated + counts.Updated);
                (before, at) = (chain.State.Nodes, to);
                held.OrderBy(pair => pair.Key, StringComparer.Ordinal).ShouldBe(Confirmed(chain.State.Nodes).OrderBy(pair => pair.Key, StringComparer.Ordinal));
            },
        };
        scenario.Run(Enumerable.Range(0, 400).Select(_ => random.Next(12 * 64)));
        added.ShouldBeGreaterThan(0);
        removed.ShouldBeGreaterThan(0);
        updated.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_node_that_is_nowhere_is_expired()
    {
        var body = NodeStatusBody.Of(7, new OutPoint(TxId.Parse(new string('a', 63) + "b"), 3), null);
        Convert.ToHexStringLower(body).ShouldBe("07000000" + "05" + "00" + "00000000" + "00000000" + "00000000" + new string('a', 63) + "b" + "03000000" + "00");
    }

    private static IEnumerable<KeyValuePair<string, string>> Confirmed(FluxNodeList nodes) => nodes.Records.Where(record => record.State == NodeState.Confirmed).Select(record => new KeyValuePair<string, string>(
        record.Collateral.ToString(),
        $"{Convert.ToHexStringLower(record.CollateralPubKey.Span)} {Convert.ToHexStringLower(record.NodePubKey.Span)} {record.ConfirmedHeight} {record.LastPaidHeight} {(int)record.Tier} 3 {Encoding.ASCII.GetString(record.Ip.Span)}"));

    private static (int Added, int Removed, int Updated) Apply(Dictionary<string, string> held, byte[] body, (int Height, BlockHash Hash) from, (int Height, BlockHash Hash) to)
    {
        BinaryPrimitives.ReadInt32LittleEndian(body).ShouldBe(from.Height);
        BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(4)).ShouldBe(to.Height);
        Convert.ToHexStringLower(body.AsSpan(8, 32)).ShouldBe(from.Hash.ToString());
        Convert.ToHexStringLower(body.AsSpan(40, 32)).ShouldBe(to.Hash.ToString());
        body[72].ShouldBe(to.Height < from.Height ? (byte)1 : (byte)0);
        var reader = new WireReader(body.AsSpan(73));
        reader.TryReadCompactSize(out var added).ShouldBeTrue();
        for (var i = 0; i < added; i++) ReadEntry(ref reader, held, isNew: true);
        reader.TryReadCompactSize(out var removed).ShouldBeTrue();
        for (var i = 0; i < removed; i++) held.Remove(ReadOutPoint(ref reader)).ShouldBeTrue();
        reader.TryReadCompactSize(out var updated).ShouldBeTrue();
        for (var i = 0; i < updated; i++) ReadEntry(ref reader, held, isNew: false);
        reader.IsAtEnd.ShouldBeTrue();
        return (added, removed, updated);
    }

    private static void ReadEntry(ref WireReader reader, Dictionary<string, string> held, bool isNew)
    {
        var key = ReadOutPoint(ref reader);
        held.ContainsKey(key).ShouldBe(!isNew);
        reader.TryReadVarBytes(out var collateralKey).ShouldBeTrue();
        reader.TryReadVarBytes(out var nodeKey).ShouldBeTrue();
        reader.TryReadInt32(out var confirmed).ShouldBeTrue();
        reader.TryReadInt32(out var paid).ShouldBeTrue();
        reader.TryReadByte(out var tier).ShouldBeTrue();
        reader.TryReadByte(out var state).ShouldBeTrue();
        reader.TryReadVarBytes(out var ip).ShouldBeTrue();
        held[key] = $"{Convert.ToHexStringLower(collateralKey)} {Convert.ToHexStringLower(nodeKey)} {confirmed} {paid} {tier} {state} {Encoding.ASCII.GetString(ip)}";
    }

    private static string ReadOutPoint(ref WireReader reader)
    {
        reader.TryReadBytes(Hash256.Size, out var id).ShouldBeTrue();
        reader.TryReadUInt32(out var index).ShouldBeTrue();
        return $"{Convert.ToHexStringLower(id)}:{index}";
    }
}
