using System.Collections.Immutable;
using Flux.Consensus.Blocks;
using Flux.Fuzz.Engine;

namespace Flux.Fuzz.Targets;

/// <summary>Stored undo data: what is read is written back to the same bytes.</summary>
internal sealed class UndoTarget : IFuzzTarget
{
    public string Name => "undo";

    public IEnumerable<byte[]> Seeds()
    {
        yield return [1, .. new byte[32 + (9 * 8) + 4]];
    }

    public int Run(ReadOnlySpan<byte> input)
    {
        if (!BlockUndoCodec.TryParse(input, out var undo, out _)) return Math.Min(input.Length, 256);
        var bytes = BlockUndoCodec.ToBytes(undo);
        OracleException.Require(BlockUndoCodec.TryParse(bytes, out var again, out _), "own bytes are refused");
        OracleException.Require(BlockUndoCodec.ToBytes(again!).AsSpan().SequenceEqual(bytes), "own bytes change");
        return Shape.Of(Math.Min(undo.Spent.Length, 4), Math.Min(undo.RunOuts.Length, 4), Math.Min(undo.Nodes.Length, 4));
    }
}
