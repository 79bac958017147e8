using System.Security.Cryptography;
using Flux.Chain.Snapshots;
using Flux.Chain.Store;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Chain.Tests.Snapshots;

/// <summary>A state is written by one node and another starts from it; nothing that was altered on the way is believed.</summary>
public sealed class SnapshotTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly RandomScenario _life = new();

    public void Dispose() => _directory.Dispose();

    private ScenarioChain Chain => _life.Chain;

    private string File => _directory.In("state.snapshot");

    [Fact]
    public async Task Starts_at_the_exported_state_and_goes_on()
    {
        var made = await ExportAsync();
        var expected = ExpectedState.Of(Chain);

        await using var node = await StartAsync(made.Hash);

        node.Snapshot.Height.ShouldBe(made.Height);
        ExpectedState.Of(await node.CountAsync()).ShouldBe(expected);
        (await node.CountAsync()).AreConsistent.ShouldBeTrue();
        Chain.MineMany(12);
        await node.SubmitAllAsync(TestNode.BlocksOf(Chain)[made.Height..]);
        ExpectedState.Of(await node.CountAsync()).ShouldBe(ExpectedState.Of(Chain));
    }

    [Fact]
    public async Task Two_nodes_make_the_same_file()
    {
        var made = await ExportAsync();
        await using var other = await TestNode.OpenAsync(TestNode.Options(_directory.In("other")) with { CacheMiB = 4 });
        await other.SubmitAllAsync(TestNode.BlocksOf(Chain));

        var again = await other.ExportSnapshotAsync(_directory.In("again.snapshot"), TestContext.Current.CancellationToken);

        again.Hash.ShouldBe(made.Hash);
        again.Hash.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(System.IO.File.ReadAllBytes(again.Path))));
    }

    [Fact]
    public async Task Counts_as_initial_download_until_the_history_was_judged()
    {
        var made = await ExportAsync();
        await using (var node = await StartAsync(made.Hash))
        {
            node.Snapshot.IsInitialDownload.ShouldBeTrue();
            node.SnapshotBase!.IsChecked.ShouldBeFalse();
            await node.HistoryIsKnown;
            await node.SubmitAllAsync(TestNode.BlocksOf(Chain)[..10]);
            node.JudgedHeight.ShouldBe(10);
        }

        // The check goes on where it stopped, and its blocks may come in any order.
        await using var again = await StartAsync(made.Hash);
        await again.HistoryIsKnown;
        again.JudgedHeight.ShouldBe(10);
        var missing = again.MissingBlocks(1000).Select(entry => entry.Hash).ToHashSet();
        // All but the snapshot's own block.
        missing.Count.ShouldBe(made.Height - 11);
        foreach (var block in TestNode.BlocksOf(Chain).Reverse().Where(block => missing.Contains(block.Hash))) await again.SubmitAsync(block);

        again.SnapshotBase!.IsChecked.ShouldBeTrue();
        again.Snapshot.IsInitialDownload.ShouldBeFalse();
        again.JudgedHeight.ShouldBe(made.Height);
        again.MissingBlocks(10).ShouldBeEmpty();
        Directory.Exists(_directory.In("fresh/history")).ShouldBeFalse();
    }

    [Fact]
    public async Task Is_not_believed_again_after_a_restart_once_it_was_judged()
    {
        var made = await ExportAsync();
        await using (var node = await StartAsync(made.Hash))
        {
            await node.HistoryIsKnown;
            await node.SubmitAllAsync(TestNode.BlocksOf(Chain));
        }

        await using var again = await StartAsync(made.Hash);

        again.SnapshotBase!.IsChecked.ShouldBeTrue();
        again.LowestBlock.ShouldBe(made.Height);
        again.ReadBlock(TestNode.BlocksOf(Chain)[3].Hash).ShouldBeNull();
        again.FindHeader(TestNode.BlocksOf(Chain)[3].Hash)!.IsPruned.ShouldBeTrue();
    }

    [Fact]
    public async Task Refuses_another_hash_than_the_named_one()
    {
        var made = await ExportAsync();

        var refusal = await RefusedAsync(new string('0', 64));

        refusal.Message.ShouldContain(made.Hash);
        refusal.Message.ShouldContain("-snapshothash");
        await OpensEmptyAsync();
    }

    [Fact]
    public async Task Needs_a_hash_where_the_network_names_none_and_takes_the_networks_own()
    {
        var made = await ExportAsync();
        (await RefusedAsync(null)).Message.ShouldContain("-snapshothash");
        var network = TestNetworks.Quick with { Snapshots = [new Consensus.Networks.SnapshotCheckpoint(made.Height, made.Base, made.Hash)] };

        await using var node = await TestNode.OpenAsync(TestNode.Options(_directory.In("checkpoint"), network) with { TransactionIndex = false, AddressIndex = false, SpentIndex = false, Snapshot = new SnapshotSource(File, null) });

        node.Snapshot.Tip.Hash.ShouldBe(made.Base);
    }

    [Fact]
    public async Task Refuses_the_snapshot_of_another_network()
    {
        var made = await ExportAsync();
        var other = TestNetworks.WithoutWork(Consensus.Networks.NetworkCatalog.Local(TestNetworks.GenesisTime + 1));

        var refusal = await Should.ThrowAsync<ChainStoreException>(() => TestNode.OpenAsync(
            TestNode.Options(_directory.In("fresh"), other) with { TransactionIndex = false, AddressIndex = false, SpentIndex = false, Snapshot = new SnapshotSource(File, made.Hash) }));

        refusal.Fault.ShouldBe(ChainStoreFault.Snapshot);
        refusal.Message.ShouldContain(TestNetworks.Quick.Genesis.Hash.ToString());
    }

    [Theory]
    [InlineData("nothing there")]
    [InlineData("empty")]
    [InlineData("of another kind")]
    [InlineData("cut")]
    public async Task Says_what_is_wrong_with_the_file(string what)
    {
        await ExportAsync();
        var bytes = System.IO.File.ReadAllBytes(File);
        if (what == "nothing there") System.IO.File.Delete(File);
        else System.IO.File.WriteAllBytes(File, what == "empty" ? [] : what == "cut" ? bytes[..^7] : [.. "a text of some length"u8, .. new byte[200]]);
        var hash = what == "nothing there" ? new string('0', 64) : Convert.ToHexStringLower(SHA256.HashData(System.IO.File.ReadAllBytes(File)));

        var refusal = await RefusedAsync(hash);

        refusal.Message.ShouldContain(File);
        refusal.Message.ShouldContain("without -snapshot");
        await OpensEmptyAsync();
    }

    /// <summary>Even with a hash that somebody was talked into naming, a changed state is noticed at once or by its history.</summary>
    [Theory]
    [InlineData("value of a coin")]
    [InlineData("owner of a coin")]
    [InlineData("node list")]
    public async Task Does_not_keep_a_forged_state(string what)
    {
        await ExportAsync();
        var forged = Forge(System.IO.File.ReadAllBytes(File), what);
        System.IO.File.WriteAllBytes(File, forged);
        ChainNode node;
        try
        {
            node = await StartAsync(Convert.ToHexStringLower(SHA256.HashData(forged)));
        }
        catch (ChainStoreException refusal)
        {
            refusal.Fault.ShouldBe(ChainStoreFault.Snapshot);
            what.ShouldNotBe("owner of a coin", "only its history tells");
            await OpensEmptyAsync();
            return;
        }
        what.ShouldBe("owner of a coin");
        await node.HistoryIsKnown;

        var found = await Should.ThrowAsync<ChainStoreException>(() => node.SubmitAllAsync(TestNode.BlocksOf(Chain)));

        found.Fault.ShouldBe(ChainStoreFault.Snapshot);
        found.Message.ShouldContain("is false");
        (await Should.ThrowAsync<ChainStoreException>(() => node.Stopped)).ShouldBeSameAs(found);
        await node.DisposeAsync();
    }

    [Fact]
    public async Task Throws_away_what_a_load_that_died_left()
    {
        var made = await ExportAsync();
        await using (await StartAsync(made.Hash))
        {
        }
        System.IO.File.WriteAllText(_directory.In("fresh/snapshot.loading"), "");

        await using var node = await StartAsync(made.Hash);

        ExpectedState.Of(await node.CountAsync()).ShouldBe(ExpectedState.Of(Chain));
    }

    private async Task<SnapshotResult> ExportAsync()
    {
        var random = new Random(8);
        for (var i = 0; i < 60; i++) _life.Step(random.Next(600));
        await using var node = await TestNode.OpenAsync(_directory.In("maker"));
        await node.SubmitAllAsync(TestNode.BlocksOf(Chain));
        return await node.ExportSnapshotAsync(File, TestContext.Current.CancellationToken);
    }

    private Task<ChainNode> StartAsync(string? hash) =>
        TestNode.OpenAsync(TestNode.Options(_directory.In("fresh")) with { TransactionIndex = false, AddressIndex = false, SpentIndex = false, Snapshot = new SnapshotSource(File, hash) });

    private async Task<ChainStoreException> RefusedAsync(string? hash)
    {
        var refusal = await Should.ThrowAsync<ChainStoreException>(() => StartAsync(hash));
        refusal.Fault.ShouldBe(ChainStoreFault.Snapshot);
        return refusal;
    }

    private async Task OpensEmptyAsync()
    {
        await using var node = await TestNode.OpenAsync(TestNode.Options(_directory.In("fresh")));
        node.Snapshot.Height.ShouldBe(0);
        (await node.CountAsync()).Coins.ShouldBe(0);
    }

    /// <summary>Changes one row of the state, the totals with it where they tell.</summary>
    private static byte[] Forge(byte[] bytes, string what)
    {
        var input = new SnapshotReader(new MemoryStream(bytes), StoreFamilies.State.Count);
        var output = new MemoryStream();
        using var writer = new SnapshotWriter(output);
        writer.Head(input.Head);
        foreach (var header in input.Headers()) writer.Header(header);
        var (family, isDone) = ("", false);
        foreach (var row in input.Rows())
        {
            for (; family != row.Family; family = Next(family)) Begin(writer, family);
            var value = row.Value;
            if (!isDone && row.Family == StoreFamilies.Coins && what.EndsWith("of a coin", StringComparison.Ordinal) && value[^1] == 0xac)
            {
                value[what.StartsWith("value", StringComparison.Ordinal) ? 2 : value.Length - 5] ^= 1;
                isDone = true;
            }
            if (!isDone && row.Family == StoreFamilies.Ledger && what == "node list" && value.Length > 100)
            {
                value[^3] ^= 1;
                isDone = true;
            }
            writer.Row(row.Key, value);
        }
        for (; family != StoreFamilies.State[^1]; family = Next(family)) Begin(writer, family);
        writer.EndFamily();
        isDone.ShouldBeTrue(what);
        var (block, undo) = input.ReadEnd();
        writer.End(block, undo);
        return output.ToArray();
    }

    private static string Next(string family) => family.Length == 0 ? StoreFamilies.State[0] : StoreFamilies.State[StoreFamilies.State.ToList().IndexOf(family) + 1];

    private static void Begin(SnapshotWriter writer, string family)
    {
        if (family.Length > 0) writer.EndFamily();
        writer.BeginFamily(Next(family));
    }
}
