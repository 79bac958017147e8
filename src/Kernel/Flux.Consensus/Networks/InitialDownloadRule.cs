using Flux.Consensus.Work;

namespace Flux.Consensus.Networks;

/// <summary>When a node still counts as downloading the chain.</summary>
/// <param name="MostTipAge">Seconds a tip may be old; null: no tip-age rule, the download ends at the best known header (own networks).</param>
/// <param name="MinimumChainWork">Least work of the tip.</param>
public sealed record InitialDownloadRule(int? MostTipAge, UInt256 MinimumChainWork);
