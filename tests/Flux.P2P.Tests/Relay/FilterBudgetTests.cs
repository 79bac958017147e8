using Flux.P2P.Peers;
using Flux.P2P.Relay;
using Flux.P2P.Tests.Support;
using Flux.P2P.Wire;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.P2P.Tests.Relay;

public sealed class FilterBudgetTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void It_grows_again_with_time_up_to_what_may_be_used_at_once()
    {
        var budget = new FilterBudget(new MonotonicClock(_time));
        budget.Spend(FilterBudget.Most - 1);
        budget.IsUsedUp.ShouldBeFalse();
        budget.Spend(FilterBudget.LookupsPerSecond);
        budget.IsUsedUp.ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(1));
        budget.IsUsedUp.ShouldBeFalse();

        _time.Advance(TimeSpan.FromDays(1));
        budget.IsUsedUp.ShouldBeFalse();
        budget.Spend(FilterBudget.Most + 1);
        budget.IsUsedUp.ShouldBeTrue();
    }

    [Fact]
    public void A_match_says_how_many_bits_were_looked_up()
    {
        var transaction = new Transaction { Version = 1, Inputs = [new TxInput(new OutPoint(MemoryPool.Mined, 0), Script.Empty, 7)] };
        BloomFilter.Of(Dearest(transaction.Id)).Matches(transaction, out var lookups).ShouldBeFalse("neither its id nor what it spends");
        lookups.ShouldBe(2, "the first bit of each is the missing one");
        BloomFilter.Of(Dearest()).Matches(transaction, out lookups).ShouldBeTrue();
        lookups.ShouldBe(50);
    }

    [Fact]
    public async Task Who_has_used_it_up_is_told_of_everything_and_the_others_are_served()
    {
        await using var node = await TestNode.StartAsync(time: _time);
        await using var peer = await ScriptedPeer.ReadyAsync(node, ScriptedPeer.Version with { Relay = false });
        await using var honest = await ScriptedPeer.ReadyAsync(node);
        var (before, after) = (TestBlocks.Spend(MemoryPool.Mined), TestBlocks.Spend(MemoryPool.Mined));
        await peer.SendAsync(Dearest(before.Id, after.Id));
        await peer.SettleAsync();
        Announce(node, before);
        (await peer.SettleAsync()).OfType<InvMessage>().ShouldBeEmpty("it does not match");

        var large = Enumerable.Range(0, (int)(FilterBudget.Most / (Pushes * 50)) + 1).Select(_ => Large()).ToList();
        foreach (var transaction in large) Announce(node, transaction);
        Announce(node, after);

        var told = await HearsAsync(peer, after.Id);
        told.ShouldBe([.. large.Select(transaction => transaction.Id), after.Id], ignoreOrder: true, "all that match, and then one that does not");
        await HearsAsync(honest, after.Id);
    }

    private const int Pushes = 2_000;

    private static void Announce(TestNode node, Transaction transaction)
    {
        node.Pool.AddOwn(transaction);
        node.Network.AnnounceTransaction(transaction.Id);
    }

    /// <summary>The ids that a peer is told of up to one of them.</summary>
    private static async Task<IReadOnlyList<TxId>> HearsAsync(ScriptedPeer peer, TxId last)
    {
        var told = new List<TxId>();
        while (!told.Contains(last)) told.AddRange((await peer.ExpectAsync<InvMessage>()).Items.Select(item => new TxId(item.Hash)));
        return told;
    }

    private static Transaction Large() => new()
    {
        Version = 1,
        Inputs = TestBlocks.Spend(MemoryPool.Mined).Inputs,
        Outputs = [.. Enumerable.Range(0, Pushes).Select(i => new TxOutput(Amount.Zero, new Script([2, (byte)i, (byte)(i >> 8)])))],
    };

    /// <summary>All bits but the first of each id and of what those transactions spend, so that nearly everything takes fifty lookups and matches, and they do not.</summary>
    private static FilterLoadMessage Dearest(params TxId[] missing)
    {
        const uint tweak = 3;
        var bits = new byte[BloomFilter.LargestSize];
        Array.Fill(bits, (byte)0xff);
        byte[] spent = [.. MemoryPool.Mined.Value.Bytes, 0, 0, 0, 0];
        foreach (var element in (byte[][])[spent, .. missing.Select(id => id.Value.Bytes.ToArray())])
        {
            var bit = MurmurHash3.Compute(tweak, element) % (BloomFilter.LargestSize * 8);
            bits[bit / 8] &= (byte)~(1 << (int)(bit % 8));
        }
        return new FilterLoadMessage(bits, BloomFilter.MostFunctions, tweak, 0);
    }
}
