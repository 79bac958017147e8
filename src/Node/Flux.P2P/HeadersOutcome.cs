using Flux.Consensus.Rejects;

namespace Flux.P2P;

/// <summary>What became of a batch of headers.</summary>
/// <param name="Last">The last header of the batch that is now known and not invalid, or null.</param>
/// <param name="Added">How many were new.</param>
/// <param name="Verdict">Why the first refused one was refused; Ok when all were taken.</param>
/// <param name="UnknownParent">The batch starts after a header that is not known here; nothing was judged.</param>
public readonly record struct HeadersOutcome(HeaderFacts? Last, int Added, Verdict Verdict, bool UnknownParent);
