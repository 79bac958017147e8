using Flux.Primitives;

namespace Flux.Apps.Reconciliation;

/// <summary>What somebody has in a range: how many hashes, and the SHA-256 of all of them in order.</summary>
public readonly record struct RangeSummary(HashRange Range, int Count, Hash256 Fingerprint);
