using System.Diagnostics.CodeAnalysis;

namespace Flux.Consensus.Blocks;

/// <summary>Bytes of <see cref="BlockUndo"/>, both ways.</summary>
public static class BlockUndoCodec
{
    /// <summary>The bytes.</summary>
    public static byte[] ToBytes(BlockUndo undo) => throw new NotImplementedException();

    /// <summary>Reads exactly one undo from all of <paramref name="bytes"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out BlockUndo? undo, out string? error) => throw new NotImplementedException();
}
