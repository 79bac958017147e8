namespace Flux.Chain.Import;

/// <summary>What an import did.</summary>
/// <param name="Total">How much, and how fast.</param>
/// <param name="Accepted">Blocks that were new and good as far as they could be judged.</param>
/// <param name="Known">Blocks that were stored before.</param>
/// <param name="Refused">Blocks that broke a rule, or stand on one that did.</param>
/// <param name="WithoutParent">Blocks whose ancestors are neither stored nor in the files.</param>
/// <param name="Unreadable">Records that are no block.</param>
/// <param name="SkippedBytes">Bytes between records that belong to none.</param>
public sealed record ImportResult(ImportProgress Total, long Accepted, long Known, long Refused, long WithoutParent, long Unreadable, long SkippedBytes);
