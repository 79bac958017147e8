using Flux.Chain.Store;
using Flux.TestKit;

namespace Flux.Chain.Tests.Store;

/// <summary>Torn, flipped and missing bytes in each kind of file: healed, or refused with a message that says what to do. Never a wrong state.</summary>
public sealed class DamageTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ScenarioChain _scenario = new(TestNetworks.Quick, TestNetworks.QuickLimits);

    public void Dispose() => _directory.Dispose();

    private string Blocks => _directory.In("blocks/blk00000.dat");

    private string Undos => _directory.In("blocks/rev00000.dat");

    private string Database => _directory.In("chainstate");

    [Fact]
    public async Task Cuts_a_torn_last_block()
    {
        await FillAsync(20);
        await using (var file = File.Open(Blocks, FileMode.Append)) file.Write([0xf7, 0x10, 0xca, 0x15, 200, 0, 0, 0, 1, 2, 3]);
        var length = new FileInfo(Blocks).Length;

        await using (await StandsAsync())
        {
        }

        new FileInfo(Blocks).Length.ShouldBe(length - 11);
    }

    [Fact]
    public async Task Leaves_out_a_block_of_garbage_in_the_tail()
    {
        await FillAsync(20);
        await using (var file = File.Open(Blocks, FileMode.Append)) file.Write([0xf7, 0x10, 0xca, 0x15, 3, 0, 0, 0, 1, 2, 3]);

        await using var node = await StandsAsync();
        _scenario.Mine();
        await node.SubmitAllAsync([_scenario.Blocks.First()]);

        node.ReadBlock(_scenario.State.Tip).ShouldNotBeNull();
    }

    [Fact]
    public async Task Cuts_undo_that_no_block_refers_to()
    {
        await FillAsync(20);
        var length = new FileInfo(Undos).Length;
        await using (var file = File.Open(Undos, FileMode.Append)) file.Write(new byte[100]);

        await using (await StandsAsync())
        {
        }

        new FileInfo(Undos).Length.ShouldBe(length);
    }

    [Theory]
    [InlineData("blocks/blk00000.dat")]
    [InlineData("blocks/rev00000.dat")]
    public async Task Refuses_a_file_that_lost_its_end(string file)
    {
        await FillAsync(20);
        using (var stream = File.Open(_directory.In(file), FileMode.Open)) stream.SetLength(stream.Length - 1);

        await RefusesAsync(Path.GetFileName(file));
    }

    [Theory]
    [InlineData("blocks/blk00000.dat")]
    [InlineData("blocks/rev00000.dat")]
    public async Task Refuses_a_file_that_is_gone(string file)
    {
        await FillAsync(20);
        File.Delete(_directory.In(file));

        await RefusesAsync(Path.GetFileName(file));
    }

    [Fact]
    public async Task Notices_a_flipped_bit_in_a_block_when_it_is_read()
    {
        await FillAsync(20);
        Flip(Blocks, new FileInfo(Blocks).Length - 20);

        await using var node = await StandsAsync();

        var refusal = Should.Throw<ChainStoreException>(() => node.ReadBlock(_scenario.State.Tip));
        refusal.Fault.ShouldBe(ChainStoreFault.Corrupt);
        refusal.Message.ShouldContain(_scenario.State.Tip.ToString());
    }

    [Fact]
    public async Task Stops_on_a_flipped_bit_in_undo_instead_of_taking_a_block_back_wrongly()
    {
        await FillAsync(20);
        Flip(Undos, new FileInfo(Undos).Length - 10);
        var node = await StandsAsync();
        var cancellation = TestContext.Current.CancellationToken;

        var refusal = await Should.ThrowAsync<ChainStoreException>(() => node.InvalidateAsync(_scenario.State.Tip, cancellation));

        refusal.Fault.ShouldBe(ChainStoreFault.Corrupt);
        refusal.Message.ShouldContain("-reindex");
        (await Should.ThrowAsync<ChainStoreException>(() => node.Stopped)).ShouldBeSameAs(refusal);
        (await Should.ThrowAsync<ChainStoreException>(() => node.FlushAsync(cancellation))).ShouldBeSameAs(refusal);
        await node.DisposeAsync();
        await using var again = await StandsAsync();
    }

    /// <summary>Every kind of file that RocksDB keeps: whatever happened to one of them, the state is right, or refused and rebuilt on demand.</summary>
    [Theory]
    [InlineData("flipped near its start")]
    [InlineData("flipped in the middle")]
    [InlineData("flipped near its end")]
    [InlineData("cut in half")]
    [InlineData("emptied")]
    [InlineData("filled with zeros")]
    [InlineData("missing")]
    public async Task Heals_or_refuses_a_database_file(string damage)
    {
        // Opened a second time: what the log held has become tables, and the log holds what came after.
        await FillAsync(60);
        await FillAsync(20);
        var met = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Database).Select(path => Path.GetFileName(path)!).Where(IsState).ToList())
        {
            var copy = _directory.In("copy");
            TemporaryDirectory.Copy(_directory.In("blocks"), Path.Combine(copy, "blocks"));
            TemporaryDirectory.Copy(Database, Path.Combine(copy, "chainstate"));
            if (!TryDamage(Path.Combine(copy, "chainstate", file), damage)) continue;
            met.Add(KindOf(file));

            await OpensRightOrRefusesAsync(copy, $"{file} {damage}");
            Directory.Delete(copy, recursive: true);
        }
        met.Distinct().Order().ShouldBe(["CURRENT", "LOG", "MANIFEST", "SST"]);
    }

    /// <summary>What holds the state; LOCK, IDENTITY, OPTIONS and the text log do not.</summary>
    private static bool IsState(string file) => KindOf(file).Length > 0;

    private static string KindOf(string file) =>
        file == "CURRENT" ? file
        : file.StartsWith("MANIFEST", StringComparison.Ordinal) ? "MANIFEST"
        : Path.GetExtension(file) switch { ".sst" => "SST", ".log" => "LOG", _ => "" };

    private static bool TryDamage(string path, string damage)
    {
        var length = new FileInfo(path).Length;
        if (length < 8 && damage != "missing") return false;
        switch (damage)
        {
            case "flipped near its start": Flip(path, 5); break;
            case "flipped in the middle": Flip(path, length / 2); break;
            case "flipped near its end": Flip(path, length - 3); break;
            case "cut in half": Cut(path, length / 2); break;
            case "emptied": Cut(path, 0); break;
            case "filled with zeros": File.WriteAllBytes(path, new byte[length]); break;
            default: File.Delete(path); break;
        }
        return true;
    }

    private static void Cut(string path, long length)
    {
        using var file = File.Open(path, FileMode.Open);
        file.SetLength(length);
    }

    [Theory]
    [InlineData("chainstate/LOCK")]
    [InlineData(".lock")]
    public async Task Does_not_mind_a_lock_file_of_garbage_or_none(string file)
    {
        await FillAsync(20);
        File.WriteAllText(_directory.In(file), "garbage");
        await using (await StandsAsync())
        {
        }
        File.Delete(_directory.In(file));

        await using var node = await StandsAsync();
    }

    [Fact]
    public async Task Refuses_a_database_without_one_of_its_tables()
    {
        await FillAsync(60);
        await using (await StandsAsync())
        {
        }
        var table = Directory.EnumerateFiles(Database, "*.sst").First();
        File.Delete(table);

        var refusal = await Should.ThrowAsync<ChainStoreException>(() => TestNode.OpenAsync(_directory.Path));

        refusal.Fault.ShouldBe(ChainStoreFault.Corrupt);
        refusal.Message.ShouldContain("-reindex");
    }

    [Fact]
    public async Task Builds_a_database_that_was_deleted_anew_from_the_block_files()
    {
        await FillAsync(60);
        Directory.Delete(Database, recursive: true);

        await using var node = await StandsAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(60)]
    [InlineData(230)]
    public async Task A_rebuild_loses_only_the_damaged_block_and_asks_for_it(int offset)
    {
        await FillAsync(60);
        var damaged = await PositionOfAsync(30);
        Flip(Blocks, damaged + offset);

        await using var node = await TestNode.OpenAsync(TestNode.Options(_directory.Path) with { Reindex = true });

        node.Snapshot.Height.ShouldBe(29);
        await node.SubmitAllAsync(TestNode.BlocksOf(_scenario));
        ExpectedState.Of(await node.CountAsync()).ShouldBe(ExpectedState.Of(_scenario));
    }

    [Fact]
    public async Task Rebuilds_on_demand_what_it_refused()
    {
        await FillAsync(60);
        File.Delete(Undos);
        await RefusesAsync("rev00000.dat");

        await using var node = await TestNode.OpenAsync(TestNode.Options(_directory.Path) with { Reindex = true });

        ExpectedState.Of(await node.CountAsync()).ShouldBe(ExpectedState.Of(_scenario));
    }

    private static void Flip(string path, long offset)
    {
        using var file = File.Open(path, FileMode.Open);
        file.Position = offset;
        var value = file.ReadByte();
        file.Position = offset;
        file.WriteByte((byte)(value ^ 0x10));
    }

    /// <summary>Offset of the frame of a block.</summary>
    private async Task<long> PositionOfAsync(int height)
    {
        await using var node = await TestNode.OpenAsync(_directory.Path);
        return node.HeaderAt(height)!.BlockPosition.Offset - 8;
    }

    private async Task FillAsync(int blocks)
    {
        _scenario.MineMany(blocks);
        await using var node = await TestNode.OpenAsync(_directory.Path);
        await node.SubmitAllAsync(TestNode.BlocksOf(_scenario));
    }

    private async Task<ChainNode> StandsAsync()
    {
        var node = await TestNode.OpenAsync(_directory.Path);
        ExpectedState.Of(await node.CountAsync()).ShouldBe(ExpectedState.Of(_scenario));
        return node;
    }

    private async Task RefusesAsync(string file)
    {
        var refusal = await Should.ThrowAsync<ChainStoreException>(() => TestNode.OpenAsync(_directory.Path));
        refusal.Fault.ShouldBe(ChainStoreFault.Corrupt);
        refusal.Message.ShouldContain(file);
        refusal.Message.ShouldContain("-reindex");
    }

    private async Task OpensRightOrRefusesAsync(string directory, string what)
    {
        try
        {
            await StandsRightAsync(TestNode.Options(directory), what);
        }
        catch (ChainStoreException refusal)
        {
            refusal.Fault.ShouldBe(ChainStoreFault.Corrupt, $"{what}: {refusal.Message}");
            refusal.Message.ShouldContain("-reindex", customMessage: what);
            await StandsRightAsync(TestNode.Options(directory) with { Reindex = true }, what);
        }
    }

    private async Task StandsRightAsync(ChainOptions options, string what)
    {
        await using var node = await TestNode.OpenAsync(options);
        var totals = await node.CountAsync();
        totals.AreConsistent.ShouldBeTrue(what);
        totals.Tip.ShouldBe(_scenario.State.Tip, what);
        ExpectedState.Of(totals).ShouldBe(ExpectedState.Of(_scenario), what);
    }
}
