using System.Collections.Immutable;
using System.Globalization;
using Flux.Apps.Messages;
using Flux.Os.Following;
using Flux.Os.Peers;
using Flux.Primitives;

namespace Flux.Os.Tests.Peers;

/// <summary>Whom a node dials (FluxOS reference §4.7).</summary>
public sealed class PeerChoiceTests
{
    private static readonly Random Chance = new(7);

    [Fact]
    public void Dials_the_eight_after_itself_in_the_order_of_height_and_then_of_the_written_transaction_id()
    {
        // Of one height: the ids' first characters rise, their last ones, which are first in memory, fall.
        ImmutableArray<ChainNodeEntry> nodes = [.. Enumerable.Range(0, 12).Select(i => Entry(5, Id(i, 15 - i), Address(i))), Entry(4, Id(14, 0), Address(12)), Entry(6, Id(0, 0), Address(13))];
        var choice = new PeerChoice(Address(2), Chance);

        choice.Next([.. nodes.Reverse()], [], _ => true).Take(8).ShouldBe(Enumerable.Range(3, 8).Select(Address));

        new PeerChoice(Address(11), Chance).Next(nodes, [], _ => true).Take(3).ShouldBe([Address(13), Address(12), Address(0)]);
    }

    [Fact]
    public void Adds_nodes_by_chance_until_there_are_fourteen_no_two_in_one_sixteen_and_none_in_its_own()
    {
        // 2,000 nodes, 1,900 of them in three places; one of the three is this node's.
        ImmutableArray<ChainNodeEntry> nodes = [.. Enumerable.Range(0, 2_000).Select(i => Entry(i, Id(1, 1), i < 1_900 ? new NodeAddress(0x0A000000u + ((uint)(i % 3) << 16) + (uint)i, 16127) : new NodeAddress(0x14000000u + ((uint)i << 16), 16127)))];
        var self = nodes[3].Address!.Value;

        // Choosing goes on every two seconds with what is connected by then.
        var connected = new List<NodeAddress>();
        for (var round = 0; round < 50; round++) connected.AddRange(new PeerChoice(self, Chance).Next(nodes, connected, _ => true));

        connected.Count.ShouldBe(14);
        var byChance = connected.Skip(PeerChoice.Neighbours).Select(a => a.Ip >> 16).ToList();
        byChance.Distinct().Count().ShouldBe(6);
        byChance.ShouldNotContain(self.Ip >> 16);
        byChance.Intersect(connected.Take(PeerChoice.Neighbours).Select(a => a.Ip >> 16)).ShouldBeEmpty();
    }

    [Fact]
    public void Dials_nobody_twice_nobody_who_must_be_left_alone_and_never_itself()
    {
        ImmutableArray<ChainNodeEntry> nodes = [.. Enumerable.Range(0, 6).Select(i => Entry(i, Id(i, 0), Address(i)))];
        var choice = new PeerChoice(Address(0), Chance);
        choice.Next(nodes, [Address(1), Address(2)], node => node != Address(3)).ShouldBe([Address(4), Address(5)]);
        choice.Next([nodes[0]], [], _ => true).ShouldBeEmpty();
        choice.Next([], [], _ => true).ShouldBeEmpty();
    }

    [Fact]
    public void Gateways_that_are_not_listed_do_not_all_dial_the_same_nodes()
    {
        ImmutableArray<ChainNodeEntry> nodes = [.. Enumerable.Range(0, 100).Select(i => Entry(i, Id(1, 1), Address(i)))];
        var first = new PeerChoice(new NodeAddress(1, 16127), Chance).Next(nodes, [], _ => true).Take(8);
        var second = new PeerChoice(new NodeAddress(40, 16127), Chance).Next(nodes, [], _ => true).Take(8);
        first.Intersect(second).ShouldBeEmpty();
    }

    private static ChainNodeEntry Entry(int height, TxId id, NodeAddress address) => new(new OutPoint(id, 0), address, address.ToString(), "02", 1, "t1", height, height, 0);

    private static TxId Id(int first, int last) => TxId.Parse(string.Create(CultureInfo.InvariantCulture, $"{first:x}{new string('0', 62)}{last:x}"));

    private static NodeAddress Address(int number) => new(0x0B000001u + ((uint)number << 16), 16127);
}
