using Flux.Consensus.Rejects;
using Flux.Primitives;

namespace Flux.Chain.Selection;

/// <summary>What became of some blocks that were to be connected one after another.</summary>
/// <param name="Connected">Those that are part of the main chain now, as they were known before.</param>
/// <param name="Refused">The one after them that broke a rule; null when none did.</param>
/// <param name="Verdict">Which rule.</param>
internal sealed record ConnectedRun(IReadOnlyList<(HeaderEntry Entry, Block Block)> Connected, HeaderEntry? Refused, Verdict Verdict);
