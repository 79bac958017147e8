using Flux.Chain.Mempool;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Chain.Tests.Mempool;

/// <summary>fee_estimates.dat: a restart does not make the node forget which fees were enough.</summary>
public sealed class FeePersistenceTests : IDisposable
{
    private static readonly BlockHash Genesis = new(Hash256.Parse(new string('2', 64)));

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_restored_estimator_says_the_same_and_learns_on()
    {
        var first = Taught(blocks: 300, rate: 5_000);
        FeeFile.TryParse(FeeFile.Write(first.History, Genesis), Genesis, out var history, out _).ShouldBeTrue();
        var second = new FeeEstimator();
        second.TryRestore(history!).ShouldBeTrue();

        for (var blocks = 1; blocks <= FeeEstimator.MostBlocks; blocks++) second.Estimate(blocks).ShouldBe(first.Estimate(blocks));
        second.Estimate(2)!.Value.SatoshisPerKilobyte.ShouldBeInRange(4_950, 5_050);
        Teach(second, from: second.Height, blocks: 2_000, rate: 90_000);
        second.Estimate(1)!.Value.SatoshisPerKilobyte.ShouldBeGreaterThan(80_000, "the market has changed");
    }

    [Fact]
    public void Blocks_that_the_earlier_run_has_seen_teach_nothing_twice()
    {
        var estimator = new FeeEstimator();
        estimator.TryRestore(Taught(blocks: 300, rate: 5_000).History).ShouldBeTrue();
        var before = estimator.History.Count.Sum();

        Teach(estimator, from: 0, blocks: 300, rate: 70_000);

        estimator.History.Count.Sum().ShouldBe(before);
    }

    [Fact]
    public void A_history_with_other_buckets_is_not_taken()
    {
        var history = Taught(blocks: 10, rate: 5_000).History;
        new FeeEstimator().TryRestore(history with { Count = history.Count[1..] }).ShouldBeFalse();
        new FeeEstimator().TryRestore(history with { InTime = history.InTime[1..] }).ShouldBeFalse();
        new FeeEstimator().TryRestore(history with { InTime = history.InTime.SetItem(3, []) }).ShouldBeFalse();
    }

    [Fact]
    public void Every_damage_is_noticed()
    {
        var good = FeeFile.Write(Taught(blocks: 10, rate: 5_000).History, Genesis);
        for (var i = 0; i < good.Length; i += i < 200 ? 1 : 97)
        {
            var bad = good.ToArray();
            bad[i] ^= 0x10;
            FeeFile.TryParse(bad, Genesis, out _, out var reason).ShouldBeFalse($"byte {i}");
            reason.ShouldNotBeNullOrEmpty();
            FeeFile.TryParse(good.AsSpan(0, i), Genesis, out _, out _).ShouldBeFalse($"cut at {i}");
        }
        FeeFile.TryParse(good, new BlockHash(Hash256.Parse(new string('3', 64))), out _, out var other).ShouldBeFalse();
        other.ShouldBe("it is of another chain");
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1.0)]
    public void Numbers_that_cannot_be_are_not_believed_though_the_seal_is_whole(double number)
    {
        var history = Taught(blocks: 10, rate: 5_000).History;
        FeeFile.TryParse(FeeFile.Write(history with { Rates = history.Rates.SetItem(5, number) }, Genesis), Genesis, out _, out var reason).ShouldBeFalse();
        reason.ShouldStartWith("a number that cannot be");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_node_keeps_its_estimates_over_a_restart_and_starts_without_a_damaged_file(bool damaged)
    {
        var scenario = new ScenarioChain(TestNetworks.Quick, TestNetworks.QuickLimits);
        scenario.MineMany(12);
        int learnt;
        await using (var node = await TestNode.OpenAsync(TestNode.Options(_directory.Path)))
        {
            await node.SubmitAllAsync(TestNode.BlocksOf(scenario));
            await PayAndMineAsync(node, scenario);
            learnt = scenario.State.Height;
        }
        var path = _directory.In("fee_estimates.dat");
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        FeeFile.TryParse(bytes, scenario.Network.Genesis.Hash, out var saved, out _).ShouldBeTrue();
        (saved!.Height, saved.Count.Sum()).ShouldBe((learnt, 1.0), "one transaction was mined in time");
        if (damaged) await File.WriteAllBytesAsync(path, bytes[..^3], TestContext.Current.CancellationToken);

        await using (var again = await TestNode.OpenAsync(TestNode.Options(_directory.Path))) await PayAndMineAsync(again, scenario);

        FeeFile.TryParse(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken), scenario.Network.Genesis.Hash, out var after, out _).ShouldBeTrue();
        after!.Count.Sum().ShouldBe(damaged ? 1 : 1 + (0.998 * 0.998), 1e-9, "two blocks later the first one counts less");
        File.Exists(path + ".damaged").ShouldBe(damaged);
    }

    private static async Task PayAndMineAsync(ChainNode node, ScenarioChain scenario)
    {
        // The first block after a start says from which height on transactions are watched.
        await node.SubmitAllAsync([scenario.Mine()]);
        var coin = scenario.Spendable(scenario.Miner)[0];
        var payment = TestTransactions.Pay([coin], [scenario.Miner], [new TxOutput(coin.Output.Value - new Amount(1_000), TestKey.Of("alice").Script)]);
        (await node.SubmitAsync(payment)).Kind.ShouldBe(PoolResultKind.Accepted);
        await node.SubmitAllAsync([scenario.Mine(payment)]);
    }

    private static FeeEstimator Taught(int blocks, long rate)
    {
        var estimator = new FeeEstimator();
        Teach(estimator, 0, blocks, rate);
        return estimator;
    }

    private static void Teach(FeeEstimator estimator, int from, int blocks, long rate)
    {
        for (var height = from; height < from + blocks; height++)
        {
            var entries = Enumerable.Range(0, 10).Select(number => Entry((height * 10) + number, rate, height)).ToList();
            foreach (var entry in entries) estimator.Enter(entry, height);
            estimator.Connected(height + 1, entries);
        }
    }

    private static PoolEntry Entry(int number, long rate, int height) => new()
    {
        Transaction = new Transaction { Version = 1, Inputs = [new TxInput(OutPoint.Null, default, (uint)number)] },
        Size = 1_000,
        Fee = new Amount(rate),
        SigOps = 0,
        Time = default,
        Height = height,
        Arrival = number,
        Origin = TransactionOrigin.Peer,
        Outputs = [],
        Spent = [],
    };
}
