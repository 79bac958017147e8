using Flux.Primitives;

namespace Flux.Apps.Rolls;

/// <summary>Whether a node may change its instance now, with the reason in words.</summary>
/// <param name="Go">It may.</param>
/// <param name="Awaited">Whom it waits for; null when it goes, or when time must pass.</param>
/// <param name="Reason">For logs and <c>flux app why</c>.</param>
public readonly record struct RollVerdict(bool Go, OutPoint? Awaited, string Reason);
