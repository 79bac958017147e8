using Flux.Consensus.Blocks;
using Flux.Consensus.Ledger;
using Flux.TestKit;

namespace Flux.Consensus.Tests.Ledger;

/// <summary>Undo data and rows: what is damaged is refused with a reason, never an exception.</summary>
public sealed class StoredFormTests
{
    [Fact]
    public void Every_shortened_or_lengthened_undo_is_refused()
    {
        var bytes = BlockUndoCodec.ToBytes(BusyChain().LastResult!.Undo!);

        BlockUndoCodec.TryParse(bytes, out var undo, out var error).ShouldBeTrue(error);
        BlockUndoCodec.ToBytes(undo!).ShouldBe(bytes);
        for (var length = 0; length < bytes.Length; length++)
        {
            BlockUndoCodec.TryParse(bytes.AsSpan(0, length), out undo, out error).ShouldBeFalse();
            undo.ShouldBeNull();
            error.ShouldNotBeNullOrEmpty();
        }
        BlockUndoCodec.TryParse([.. bytes, 0], out _, out _).ShouldBeFalse();
        BlockUndoCodec.TryParse([1, .. bytes[1..]], out _, out error).ShouldBeFalse();
        error!.ShouldContain("format 1");
    }

    [Fact]
    public void Every_changed_byte_is_read_as_something_or_refused()
    {
        var bytes = BlockUndoCodec.ToBytes(BusyChain().LastResult!.Undo!);
        for (var at = 0; at < bytes.Length; at++)
        {
            var changed = (byte[])bytes.Clone();
            changed[at] ^= 0xff;
            if (BlockUndoCodec.TryParse(changed, out var undo, out var error)) BlockUndoCodec.ToBytes(undo).Length.ShouldBeGreaterThan(0);
            else error.ShouldNotBeNullOrEmpty();
        }
    }

    [Fact]
    public void Rows_without_the_totals_or_with_strange_ones_are_refused()
    {
        var rows = LedgerRows.Of(BusyChain().State).ToList();

        LedgerRows.TryRead(rows, out _, out var error).ShouldBeTrue(error);
        LedgerRows.TryRead(rows.Skip(1), out _, out error).ShouldBeFalse();
        error.ShouldBe("no row with totals");
        LedgerRows.TryRead([.. rows, new LedgerRow(new byte[37], new byte[3])], out _, out error).ShouldBeFalse();
        LedgerRows.TryRead([.. rows, new LedgerRow(rows[1].Key[..5], rows[1].Value)], out _, out error).ShouldBeFalse();
        LedgerRows.TryRead([.. rows, rows[1] with { Value = rows[1].Value!.Value[..9] }], out _, out error).ShouldBeFalse();
        LedgerRows.TryRead([.. rows, rows[1] with { Value = null }], out _, out error).ShouldBeFalse();
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, -1)]
    [InlineData(-1, 30)]
    [InlineData(int.MaxValue, 1)]
    public void Escrow_coins_that_never_run_out_are_refused(int start, int blocks)
    {
        byte[] key = [(byte)'E', .. new byte[36]], value = [.. BitConverter.GetBytes(100L), .. BitConverter.GetBytes(start), .. BitConverter.GetBytes(blocks)];

        LedgerRows.TryRead([.. LedgerRows.Of(BusyChain().State), new LedgerRow(key, value)], out _, out var error).ShouldBeFalse();
        error.ShouldStartWith($"an escrow coin from height {start} that lasts {blocks} blocks");
    }

    [Theory]
    [InlineData("5302", "0000000000000000" + "00")] // no such pool
    [InlineData("53", "0000000000000000" + "00")] // no pool at all
    [InlineData("5300", "0300000000000000" + "00")] // two peaks are missing
    [InlineData("5301", "0000000000000000" + "00" + "00")] // surplus bytes
    public void Damaged_rows_of_note_trees_are_refused(string key, string value)
    {
        var rows = LedgerRows.Of(BusyChain().State).ToList();

        LedgerRows.TryRead([.. rows, new LedgerRow(Convert.FromHexString(key), Convert.FromHexString(value))], out var state, out var error).ShouldBeFalse();
        state.ShouldBeNull();
        error.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void Changed_rows_are_those_of_the_block()
    {
        var chain = BusyChain();
        var before = LedgerState.AtGenesis(chain.Network);
        var rows = LedgerRows.Changed(before, chain.State);

        rows.Select(row => Convert.ToHexString(row.Key.Span)).Order().ShouldBe(LedgerRows.Of(chain.State).Select(row => Convert.ToHexString(row.Key.Span)).Order());
        var back = LedgerRows.Changed(chain.State, before);
        back.Length.ShouldBe(rows.Length);
        back.Count(row => row.Value is null).ShouldBe(rows.Length - 1);
    }

    private static ScenarioChain BusyChain()
    {
        var scenario = new RandomScenario();
        uint seed = 4;
        for (var i = 0; i < 90; i++)
        {
            seed = unchecked((seed * 1_664_525) + 1_013_904_223);
            var step = (int)(seed >> 8) % 720;
            scenario.Step(step % 12 == 0 ? 1 : step);
        }
        while (scenario.Chain.State.Escrows.Count == 0) scenario.Step(8 + (12 * 3)); // a payment for some blocks
        while (scenario.Chain.LastResult!.Undo!.Nodes.IsEmpty) scenario.Step(3);
        scenario.Chain.State.Nodes.Count.ShouldBeGreaterThan(0);
        scenario.Chain.State.Escrows.Count.ShouldBeGreaterThan(0);
        return scenario.Chain;
    }
}
