using System.Collections.Immutable;
using Flux.Primitives;

namespace Flux.Apps.Reconciliation;

/// <summary>The answer to one <see cref="RangeSummary"/>: nothing (both have the same), the hashes themselves, or smaller ranges.</summary>
public readonly record struct RangeAnswer(ImmutableArray<Hash256> Hashes, ImmutableArray<RangeSummary> Parts)
{
    /// <summary>Both have the same hashes there, or the other side has none.</summary>
    public static RangeAnswer Same => new([], []);
}
