using System.Buffers.Binary;
using Flux.Consensus.Ledger;
using Flux.Consensus.Networks;
using Flux.Fuzz.Engine;

namespace Flux.Fuzz.Targets;

/// <summary>Stored rows of the ledger state, in any order and number: a state that can be read is written to rows that give the same state.</summary>
internal sealed class LedgerRowsTarget : IFuzzTarget
{
    private const int OutPointSize = 36;

    public string Name => "ledger-rows";

    public long AllocationLimit(int length) => 262_144 + (512L * length);

    public IEnumerable<byte[]> Seeds()
    {
        var totals = LedgerRows.Of(LedgerState.AtGenesis(NetworkCatalog.Classic)).Single();
        var head = Join(totals.Key.Span, totals.Value!.Value.Span);
        byte[] outPoint = [.. Enumerable.Repeat((byte)3, OutPointSize)], node = [.. new byte[2 + 8 + (4 * 4) + 1 + 4 + 1], 1, 2, 1, 3, 0, 0, 1, 0x51];
        byte[] escrow = [100, .. new byte[7], 1, 0, 0, 0, 30, 0, 0, 0];
        yield return head;
        yield return [.. head, .. Join([(byte)'N', .. outPoint], node)];
        yield return [.. head, .. Join([(byte)'D', .. outPoint], [2, 1, 9, 1, 8])];
        yield return [.. Join([(byte)'E', .. outPoint], escrow), .. head];
        yield return [.. head, .. Join([(byte)'S', 0], [1, .. new byte[7], 1, .. new byte[32]]), .. Join([(byte)'S', 1], [2, .. new byte[7], 1, .. new byte[32]])];
    }

    public int Run(ReadOnlySpan<byte> input)
    {
        var rows = Split(input);
        if (!LedgerRows.TryRead(rows, out var state, out var error)) return Shape.Of(string.Concat(error!.Where(char.IsLetter)));
        var written = LedgerRows.Of(state).ToList();
        OracleException.Require(LedgerRows.TryRead(written, out var again, out var problem), $"own rows are refused: {problem}");
        var second = LedgerRows.Of(again!).ToList();
        OracleException.Require(written.Count == second.Count && written.Zip(second).All(pair => AreEqual(pair.First, pair.Second)), "own rows change");
        return Shape.Of(Math.Min(state.Nodes.Count, 3), Math.Min(state.Nodes.Delegates.Count(), 3), Math.Min(state.Escrows.Count, 3), Math.Min(state.Sprout.Count, 5), Math.Min(state.Sapling.Count, 5));
    }

    /// <summary>Length LE16 ‖ key ‖ length LE16 ‖ value, again and again; what is cut short ends the list.</summary>
    private static List<LedgerRow> Split(ReadOnlySpan<byte> input)
    {
        var rows = new List<LedgerRow>();
        while (TryTake(ref input, out var key) && TryTake(ref input, out var value)) rows.Add(new LedgerRow(key, value));
        return rows;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> input, out byte[] field)
    {
        field = [];
        if (input.Length < 2) return false;
        int length = BinaryPrimitives.ReadUInt16LittleEndian(input);
        if (input.Length < 2 + length) return false;
        field = input.Slice(2, length).ToArray();
        input = input[(2 + length)..];
        return true;
    }

    private static byte[] Join(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => [.. Length(key.Length), .. key, .. Length(value.Length), .. value];

    private static byte[] Length(int length) => [(byte)length, (byte)(length >> 8)];

    private static bool AreEqual(LedgerRow left, LedgerRow right) =>
        left.Key.Span.SequenceEqual(right.Key.Span) && left.Value!.Value.Span.SequenceEqual(right.Value!.Value.Span);
}
