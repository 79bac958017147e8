using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Flux.Consensus.Blocks;
using Flux.Consensus.Ledger;
using Flux.Consensus.Networks;
using Flux.Consensus.Shielded;
using Flux.Daemon.Rpc.Json;
using Flux.Primitives;
using Flux.Primitives.Shielded;

namespace Flux.Daemon.Tests.Rpc.Json;

public sealed class ValuePoolsJsonTests
{
    /// <summary>Text of fluxd's own answer (shared/golden, recorded/rpc/getblockchaininfo.json).</summary>
    [Fact]
    public void Empty_pools_read_as_fluxd_writes_them() => Written(json => ValuePoolsJson.WriteOfChain(json, default)).ShouldBe(
        "\"valuePools\":[{\"id\":\"sprout\",\"monitored\":true,\"chainValue\":0.00000000,\"chainValueZat\":0},{\"id\":\"sapling\",\"monitored\":true,\"chainValue\":0.00000000,\"chainValueZat\":0}]");

    [Fact]
    public void A_block_tells_what_it_changed_and_what_is_held_after_it()
    {
        var undo = new BlockUndo { Spent = [], RunOuts = [], Nodes = [], Delegates = [], SproutRoot = NoteTree.EmptySprout.Root, Totals = new LedgerTotals { Sprout = new Amount(100), Sapling = new Amount(50) } };

        Written(json => ValuePoolsJson.WriteOfBlock(json, BlockWith(takenIn: 7, released: 20), 5, undo)).ShouldBe(
            "\"anchor\":\"59d2cde5e65c1414c32ba54f0fe4bdb3d67618125286e6a191317917c812c6d7\",\"valuePools\":[{\"id\":\"sprout\",\"monitored\":true,\"chainValue\":0.00000107,\"chainValueZat\":107,\"valueDelta\":0.00000007,\"valueDeltaZat\":7},"
            + "{\"id\":\"sapling\",\"monitored\":true,\"chainValue\":0.00000030,\"chainValueZat\":30,\"valueDelta\":-0.00000020,\"valueDeltaZat\":-20}]");
    }

    [Fact]
    public void Of_a_block_that_was_never_connected_only_the_change_is_known() => Written(json => ValuePoolsJson.WriteOfBlock(json, BlockWith(0, 0), 5, null)).ShouldBe(
        "\"anchor\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"valuePools\":[{\"id\":\"sprout\",\"monitored\":false,\"valueDelta\":0.00000000,\"valueDeltaZat\":0},{\"id\":\"sapling\",\"monitored\":false,\"valueDelta\":0.00000000,\"valueDeltaZat\":0}]");

    private static Block BlockWith(long takenIn, long released)
    {
        var bytes = new byte[JoinSplit.SizePhgr13];
        BitConverter.TryWriteBytes(bytes, takenIn);
        var parts = new ShieldedParts { JoinSplits = [new JoinSplit(bytes)], ValueBalance = new Amount(released) };
        ImmutableArray<Transaction> transactions = [new Transaction { Version = 4, Shielded = parts }];
        return new Block(NetworkCatalog.Classic.Genesis.Header, transactions);
    }

    private static string Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true })) write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
