using Flux.Primitives;

namespace Flux.Apps.Reconciliation;

/// <summary>The hashes from one (inclusive) to another (exclusive), in the order of their bytes.</summary>
/// <param name="To">Null: to the end.</param>
public readonly record struct HashRange(Hash256 From, Hash256? To)
{
    /// <summary>Every hash.</summary>
    public static HashRange All => new(Hash256.Zero, null);

    public bool IsEmpty => To is { } to && From.CompareTo(to) >= 0;

    public bool Contains(Hash256 hash) => From.CompareTo(hash) <= 0 && (To is not { } to || hash.CompareTo(to) < 0);
}
