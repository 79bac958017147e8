using Flux.Chain.Selection;
using Flux.Consensus.Rejects;

namespace Flux.Chain;

/// <summary>Outcome of submitting headers that follow one another.</summary>
/// <param name="Last">The last one that is known and not invalid now; null when there is none.</param>
/// <param name="Added">How many were new.</param>
/// <param name="Verdict">Why the first refused one was refused; ok when all were taken.</param>
/// <param name="UnknownParent">The first one's parent is not known; nothing was judged.</param>
public sealed record HeadersResult(HeaderEntry? Last, int Added, Verdict Verdict, bool UnknownParent);
