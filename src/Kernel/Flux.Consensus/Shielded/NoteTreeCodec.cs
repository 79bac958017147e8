using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Consensus.Shielded;

/// <summary>Stored bytes of a <see cref="NoteTree"/>: count LE64 ‖ number of peaks ‖ peaks, the largest subtree first.</summary>
public static class NoteTreeCodec
{
    /// <summary>Appends the tree.</summary>
    public static void Write(WireWriter writer, NoteTree tree)
    {
        writer.WriteInt64(tree.Count);
        writer.WriteCompactSize(tree.Peaks.Length);
        foreach (var peak in tree.Peaks) writer.WriteHash(peak);
    }

    /// <summary>Reads a tree of the same kind as <paramref name="empty"/>.</summary>
    public static bool TryRead(ref WireReader reader, NoteTree empty, [NotNullWhen(true)] out NoteTree? tree)
    {
        tree = null;
        if (!reader.TryReadInt64(out var count) || !reader.TryReadCount(Hash256.Size, out var length)) return false;
        var peaks = ImmutableArray.CreateBuilder<Hash256>(length);
        for (var i = 0; i < length; i++)
        {
            if (!reader.TryReadHash(out var peak)) return false;
            peaks.Add(peak);
        }
        tree = empty.Restore(count, peaks.MoveToImmutable());
        return tree is not null || reader.Fail($"{length} peaks for a note tree of {count}");
    }
}
