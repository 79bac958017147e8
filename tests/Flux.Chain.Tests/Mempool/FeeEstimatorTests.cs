using System.Buffers.Binary;
using Flux.Chain.Mempool;
using Flux.Primitives;

namespace Flux.Chain.Tests.Mempool;

public sealed class FeeEstimatorTests
{
    private readonly FeeEstimator _estimator = new();
    private readonly List<PoolEntry> _waiting = [];
    private int _height;
    private int _made;

    [Fact]
    public void Says_nothing_before_it_has_seen_enough_and_for_spans_it_does_not_keep()
    {
        _estimator.Estimate(1).ShouldBeNull();
        for (var i = 0; i < 3; i++) MineAll(perBlock: 10, rate: 1_000);
        _estimator.Estimate(1).ShouldBeNull("30 transactions are not enough");
        for (var i = 0; i < 200; i++) MineAll(perBlock: 10, rate: 1_000);
        _estimator.Estimate(1)!.Value.SatoshisPerKilobyte.ShouldBeInRange(990, 1_010);
        _estimator.Estimate(0).ShouldBeNull();
        _estimator.Estimate(26).ShouldBeNull();
        _estimator.Tracked.ShouldBe(0);
    }

    [Fact]
    public void Who_pays_more_is_mined_sooner_and_the_estimates_say_so()
    {
        // The dear are mined in the next block, the middling after 4, the cheap after 12.
        for (var i = 0; i < 400; i++)
        {
            for (var j = 0; j < 5; j++)
            {
                Come(20_000);
                Come(5_000);
                Come(500);
            }
            Mine(entry => _height + 1 - entry.Height >= (entry.Fee.Satoshis > 10_000 ? 1 : entry.Fee.Satoshis > 1_000 ? 4 : 12));
        }
        Rate(1).ShouldBeInRange(19_000, 21_000);
        Rate(3).ShouldBeInRange(19_000, 21_000);
        Rate(4).ShouldBeInRange(4_700, 5_300);
        Rate(11).ShouldBeInRange(4_700, 5_300);
        Rate(12).ShouldBeInRange(470, 530);
        Rate(25).ShouldBeInRange(470, 530);
    }

    [Fact]
    public void What_waits_for_ever_counts_against_its_rate()
    {
        for (var i = 0; i < 300; i++)
        {
            for (var j = 0; j < 10; j++) Come(1_000);
            // One in three is mined at once, the others never.
            var number = 0;
            Mine(entry => entry.Height == _height && number++ % 3 == 0);
        }
        _estimator.Estimate(2).ShouldBeNull("a third in time is not 85 in a hundred");
    }

    [Fact]
    public void A_change_of_the_market_is_followed()
    {
        for (var i = 0; i < 300; i++) MineAll(perBlock: 10, rate: 1_000);
        for (var i = 0; i < 1_500; i++)
        {
            for (var j = 0; j < 10; j++) Come(1_000);
            for (var j = 0; j < 10; j++) Come(50_000);
            Mine(entry => entry.Fee.Satoshis > 10_000);
        }
        Rate(1).ShouldBeGreaterThan(40_000);
    }

    [Fact]
    public void Blocks_of_a_reorganisation_and_late_arrivals_teach_nothing()
    {
        for (var i = 0; i < 100; i++) MineAll(perBlock: 10, rate: 1_000);
        var before = Rate(1);
        var entry = Entry(90_000, _height - 5);
        _estimator.Enter(entry, _height - 5);
        _estimator.Tracked.ShouldBe(0, "it came under another tip");
        _estimator.Connected(_height - 5, [entry]);
        Rate(1).ShouldBe(before);
        Come(5_000);
        _estimator.Leave(_waiting[^1].Id);
        _estimator.Leave(_waiting[^1].Id);
        _estimator.Tracked.ShouldBe(0);
    }

    private long Rate(int blocks)
    {
        var rate = _estimator.Estimate(blocks);
        rate.ShouldNotBeNull($"{blocks} blocks");
        return rate.Value.SatoshisPerKilobyte;
    }

    private void MineAll(int perBlock, long rate)
    {
        for (var i = 0; i < perBlock; i++) Come(rate);
        Mine(_ => true);
    }

    private void Come(long rate)
    {
        var entry = Entry(rate, _height);
        _waiting.Add(entry);
        _estimator.Enter(entry, _height);
    }

    private void Mine(Func<PoolEntry, bool> chosen)
    {
        var mined = _waiting.Where(chosen).ToList();
        _waiting.RemoveAll(mined.Contains);
        _estimator.Connected(++_height, mined);
    }

    private PoolEntry Entry(long rate, int height)
    {
        var number = new byte[32];
        BinaryPrimitives.WriteInt32LittleEndian(number, ++_made);
        return new PoolEntry
        {
            Transaction = new Transaction { Version = 1, Inputs = [new TxInput(new OutPoint(new TxId(new Hash256(number)), 0), default, 0)] },
            Size = 1_000,
            Fee = new Amount(rate),
            SigOps = 0,
            Time = default,
            Height = height,
            Arrival = _made,
            Origin = TransactionOrigin.Peer,
            Outputs = [],
            Spent = [],
        };
    }
}
