using System.Buffers.Binary;
using Flux.Chain.Import;
using Flux.Chain.Selection;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Chain.Tests.Import;

/// <summary>Files of blocks as fluxd writes them, in any order and in any state.</summary>
public sealed class ImportTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ScenarioChain _scenario = new(TestNetworks.Quick, TestNetworks.QuickLimits);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Reads_a_bootstrap_file_that_begins_with_genesis()
    {
        _scenario.MineMany(150);
        var file = Save("bootstrap.dat", [TestNetworks.Quick.Genesis, .. TestNode.BlocksOf(_scenario)]);

        await using var node = await TestNode.OpenAsync(_directory.In("chain"));
        var result = await ImportAsync(node, file);

        (result.Accepted, result.Known, result.Refused, result.WithoutParent, result.Unreadable, result.SkippedBytes).ShouldBe((150, 1, 0, 0, 0, 0));
        result.Total.Height.ShouldBe(150);
        result.Total.BytesDone.ShouldBe(new FileInfo(file).Length);
        ExpectedState.Of(await node.CountAsync()).ShouldBe(ExpectedState.Of(_scenario));
    }

    [Fact]
    public async Task Reads_blocks_in_any_order_over_several_files()
    {
        var storm = new StormBlocks(seed: 11, steps: 150);
        var blocks = storm.All.ToArray();
        new Random(4).Shuffle(blocks);
        var files = blocks.Chunk(blocks.Length / 3).Select((part, i) => Save($"blk{i:D5}.dat", part)).ToArray();

        await using var node = await TestNode.OpenAsync(_directory.In("chain"));
        var result = await ImportAsync(node, files);

        result.Accepted.ShouldBe(blocks.Length);
        node.Snapshot.Tip.Hash.ShouldBe(storm.Tip);
        ExpectedState.Of(await node.CountAsync()).ShouldBe(storm.StateAfter(storm.Tip));
    }

    [Fact]
    public async Task Passes_over_reserved_zeros_garbage_and_a_torn_end()
    {
        _scenario.MineMany(20);
        var blocks = TestNode.BlocksOf(_scenario);
        var file = Save("blk00000.dat", blocks[..10]);
        var magic = TestNetworks.Quick.MessageStart.ToArray();
        await using (var stream = File.Open(file, FileMode.Append))
        {
            stream.Write(new byte[3 << 20]);
            stream.Write([.. magic, 5, 0, 0, 0, 1, 2, 3, 4, 5]);
            stream.Write([.. magic, 0xff, 0xff, 0xff, 0x7f]);
            stream.Write(Frame(blocks[10..]));
            stream.Write(Frame([_scenario.Mine()]).AsSpan(0, 40));
        }

        await using var node = await TestNode.OpenAsync(_directory.In("chain"));
        var result = await ImportAsync(node, file);

        node.Snapshot.Height.ShouldBe(20);
        result.Unreadable.ShouldBe(1);
        result.SkippedBytes.ShouldBe((3 << 20) + 8 + 40);
    }

    [Fact]
    public async Task Says_how_many_blocks_have_no_parent()
    {
        _scenario.MineMany(20);
        var file = Save("part.dat", TestNode.BlocksOf(_scenario)[5..]);

        await using var node = await TestNode.OpenAsync(_directory.In("chain"));
        var result = await ImportAsync(node, file);

        node.Snapshot.Height.ShouldBe(0);
        result.WithoutParent.ShouldBe(15);
    }

    [Fact]
    public async Task Names_a_file_that_cannot_be_read()
    {
        await using var node = await TestNode.OpenAsync(_directory.In("chain"));

        var refusal = await Should.ThrowAsync<ImportException>(() => ImportAsync(node, _directory.In("nothing.dat")));

        refusal.Message.ShouldContain("nothing.dat");
    }

    /// <summary>Signatures of many blocks are checked together: one bad one must cost exactly its own block and those above.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    [InlineData(49)]
    public async Task Stops_before_the_block_with_a_bad_signature(int good)
    {
        _scenario.MineMany(10);
        for (var i = 0; i < good; i++) _scenario.Mine(Payment());
        var before = ExpectedState.Of(_scenario);
        var bad = _scenario.Draft(WithBadSignature(Payment())).Seal();
        var blocks = TestNode.BlocksOf(_scenario);
        for (var i = 0; i < 5; i++) _scenario.Mine(Payment());
        var file = Save("bad.dat", [.. blocks, bad]);

        await using var node = await TestNode.OpenAsync(_directory.In("chain"));
        var result = await ImportAsync(node, file);

        (result.Accepted, result.Refused).ShouldBe((10 + good, 1));
        node.Snapshot.Height.ShouldBe(10 + good);
        node.FindHeader(bad.Hash)!.Status.ShouldBe(HeaderStatus.HasBlock | HeaderStatus.HasAncestors | HeaderStatus.Invalid);
        ExpectedState.Of(await node.CountAsync()).ShouldBe(before);
        await node.SubmitAllAsync(TestNode.BlocksOf(_scenario));
        ExpectedState.Of(await node.CountAsync()).ShouldBe(ExpectedState.Of(_scenario));
    }

    private Transaction Payment()
    {
        var coin = _scenario.Spendable(_scenario.Miner)[0];
        return TestTransactions.Pay([coin], [_scenario.Miner], [new TxOutput(coin.Output.Value - new Amount(1000), _scenario.Miner.Script)]);
    }

    private static Transaction WithBadSignature(Transaction good)
    {
        var bytes = good.ToBytes();
        // In the middle of the first signature: form and length stay right.
        bytes[4 + 4 + 1 + 36 + 1 + 20] ^= 1;
        var reader = new Primitives.Wire.WireReader(bytes);
        Primitives.Wire.TransactionCodec.TryRead(ref reader, out var bad).ShouldBeTrue();
        return bad!;
    }

    private static Task<ImportResult> ImportAsync(ChainNode node, params string[] files) => node.ImportAsync(files, _ => { }, TestContext.Current.CancellationToken);

    private string Save(string name, IEnumerable<Block> blocks)
    {
        File.WriteAllBytes(_directory.In(name), Frame(blocks));
        return _directory.In(name);
    }

    private static byte[] Frame(IEnumerable<Block> blocks)
    {
        var file = new MemoryStream();
        Span<byte> size = stackalloc byte[4];
        foreach (var block in blocks)
        {
            var bytes = block.ToBytes();
            BinaryPrimitives.WriteInt32LittleEndian(size, bytes.Length);
            file.Write([.. TestNetworks.Quick.MessageStart]);
            file.Write(size);
            file.Write(bytes);
        }
        return file.ToArray();
    }
}
