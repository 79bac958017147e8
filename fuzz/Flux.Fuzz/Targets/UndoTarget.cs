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
        yield return [2, .. new byte[32 + (10 * 8) + 2 + 4]];
        // Both trees, the one with a single note, the other with three.
        var (root, one, three) = (new byte[32], (byte[])[1, 1, .. new byte[7], 1], (byte[])[1, 3, .. new byte[7], 2]);
        yield return [2, .. new byte[32 + (10 * 8)], .. one, .. root, .. three, .. root, .. root, .. new byte[4]];
    }

    public int Run(ReadOnlySpan<byte> input)
    {
        if (!BlockUndoCodec.TryParse(input, out var undo, out _)) return Math.Min(input.Length, 256);
        var bytes = BlockUndoCodec.ToBytes(undo);
        OracleException.Require(BlockUndoCodec.TryParse(bytes, out var again, out _), "own bytes are refused");
        OracleException.Require(BlockUndoCodec.ToBytes(again!).AsSpan().SequenceEqual(bytes), "own bytes change");
        return Shape.Of(Math.Min(undo.Spent.Length, 4), Math.Min(undo.RunOuts.Length, 4), Math.Min(undo.Nodes.Length, 4), undo.SproutBefore?.Count, undo.SaplingBefore?.Count);
    }
}
