using Flux.Chain.Mempool;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Chain.Tests.Mempool;

public sealed class PoolPersistenceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ScenarioChain _scenario = new(TestNetworks.Quick, TestNetworks.QuickLimits);
    private readonly TestKey _alice = TestKey.Of("alice");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_pool_outlives_a_restart_with_times_origins_and_added_fees()
    {
        var clock = new StandingClock(DateTimeOffset.FromUnixTimeSeconds(TestNetworks.GenesisTime + 1_000_000));
        var (parent, mine) = (Pay(0), Pay(1));
        var child = SpendOutput(parent);
        var absent = new TxId(Hash256.Parse(new string('7', 64)));
        await using (var node = await OpenAsync(clock))
        {
            await node.SubmitAllAsync(TestNode.BlocksOf(_scenario));
            await node.SubmitAsync(parent);
            await node.SubmitAsync(child);
            (await node.SubmitAsync(mine, TransactionOrigin.Own)).Kind.ShouldBe(PoolResultKind.Accepted);
            node.Mempool.Prioritise(child.Id, new Amount(777));
            node.Mempool.Prioritise(absent, new Amount(-5));
        }
        var came = clock.Now;
        clock.Now += TimeSpan.FromHours(3);

        await using var again = await OpenAsync(clock);

        again.Mempool.Snapshot.Entries.Select(entry => entry.Id).ShouldBe([parent.Id, child.Id, mine.Id]);
        again.Mempool.Snapshot.Entries.ShouldAllBe(entry => entry.Time == came);
        again.Mempool.Find(mine.Id)!.Origin.ShouldBe(TransactionOrigin.Own);
        again.Mempool.Find(child.Id)!.FeeDelta.ShouldBe(new Amount(777));
        again.Mempool.ToSave(out _).Deltas.ShouldContain((absent, new Amount(-5)));
    }

    [Fact]
    public async Task What_the_chain_has_taken_or_spent_since_does_not_come_back()
    {
        var (mined, waiting, rival) = (Pay(0), Pay(1), Pay(2));
        await using (var node = await OpenAsync())
        {
            await node.SubmitAllAsync(TestNode.BlocksOf(_scenario));
            foreach (var transaction in new[] { mined, waiting, rival }) await node.SubmitAsync(transaction);
        }
        var file = await File.ReadAllBytesAsync(Path, TestContext.Current.CancellationToken);
        await using (var node = await OpenAsync()) await node.SubmitAllAsync([_scenario.Mine(mined, Pay(2, fee: 9_000))]);
        await File.WriteAllBytesAsync(Path, file, TestContext.Current.CancellationToken);

        await using var again = await OpenAsync();

        again.Mempool.Snapshot.Entries.Select(entry => entry.Id).ShouldBe([waiting.Id]);
    }

    [Theory]
    [InlineData("flipped")]
    [InlineData("cut")]
    [InlineData("empty")]
    [InlineData("other chain")]
    public async Task A_damaged_file_is_set_aside_and_the_node_starts(string damage)
    {
        await using (var node = await OpenAsync())
        {
            await node.SubmitAllAsync(TestNode.BlocksOf(_scenario));
            await node.SubmitAsync(Pay(0));
        }
        var bytes = await File.ReadAllBytesAsync(Path, TestContext.Current.CancellationToken);
        bytes = damage switch
        {
            "flipped" => [.. bytes[..60], (byte)(bytes[60] ^ 1), .. bytes[61..]],
            "cut" => bytes[..^7],
            "empty" => [],
            _ => PoolFile.Write(new SavedPool([], []), new BlockHash(Hash256.Parse(new string('1', 64)))),
        };
        await File.WriteAllBytesAsync(Path, bytes, TestContext.Current.CancellationToken);

        await using var again = await OpenAsync();

        again.Mempool.Count.ShouldBe(0);
        File.Exists(Path).ShouldBeFalse();
        (await File.ReadAllBytesAsync(Path + ".damaged", TestContext.Current.CancellationToken)).ShouldBe(bytes);
    }

    [Fact]
    public async Task Every_flipped_byte_and_every_cut_is_noticed()
    {
        await using var node = await OpenAsync();
        await node.SubmitAllAsync(TestNode.BlocksOf(_scenario));
        await node.SubmitAsync(Pay(0));
        var genesis = node.Options.Network.Genesis.Hash;
        var good = PoolFile.Write(node.Mempool.ToSave(out _), genesis);
        PoolFile.TryParse(good, genesis, out var read, out _).ShouldBeTrue();
        read!.Transactions.Single().Transaction.Id.ShouldBe(Pay(0).Id);

        for (var i = 0; i < good.Length; i++)
        {
            var bad = good.ToArray();
            bad[i] ^= 0x10;
            PoolFile.TryParse(bad, genesis, out _, out var reason).ShouldBeFalse($"byte {i}");
            reason.ShouldNotBeNullOrEmpty();
            if (i >= 40) PoolFile.TryParse(good.AsSpan(0, i), genesis, out _, out _).ShouldBeFalse($"cut at {i}");
        }
    }

    [Fact]
    public async Task Nothing_is_written_when_it_is_switched_off()
    {
        await using (var node = await OpenAsync(change: options => options with { PersistPool = false }))
        {
            await node.SubmitAllAsync(TestNode.BlocksOf(_scenario));
            await node.SubmitAsync(Pay(0));
        }
        File.Exists(Path).ShouldBeFalse();
    }

    private string Path => _directory.In("mempool.dat");

    private Task<ChainNode> OpenAsync(TimeProvider? clock = null, Func<ChainOptions, ChainOptions>? change = null)
    {
        if (_scenario.State.Height < 12) _scenario.MineMany(12 - _scenario.State.Height);
        var options = TestNode.Options(_directory.Path);
        return TestNode.OpenAsync(change is null ? options : change(options), clock);
    }

    private Transaction Pay(int coin, long fee = 1_000)
    {
        if (_scenario.State.Height < 12) _scenario.MineMany(12 - _scenario.State.Height);
        var spent = _scenario.Spendable(_scenario.Miner)[coin];
        return TestTransactions.Pay([spent], [_scenario.Miner], [new TxOutput(spent.Output.Value - new Amount(fee), _alice.Script)]);
    }

    private Transaction SpendOutput(Transaction parent) => TestTransactions.Pay(
        [(new OutPoint(parent.Id, 0), parent.Outputs[0])], [_alice], [parent.Outputs[0] with { Value = parent.Outputs[0].Value - new Amount(1_000) }]);
}
