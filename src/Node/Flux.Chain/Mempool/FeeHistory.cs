using System.Collections.Immutable;

namespace Flux.Chain.Mempool;

/// <summary>What a <see cref="FeeEstimator"/> has learnt from blocks, older ones counting less.</summary>
/// <param name="Height">The last block it learnt from.</param>
/// <param name="Count">For each bucket of fee rates, how many transactions were mined.</param>
/// <param name="Rates">Sum of their rates, satoshi per 1,000 bytes.</param>
/// <param name="InTime">For each span of blocks, for each bucket, how many were mined within it.</param>
internal sealed record FeeHistory(int Height, ImmutableArray<double> Count, ImmutableArray<double> Rates, ImmutableArray<ImmutableArray<double>> InTime);
