using Flux.Primitives;

namespace Flux.P2P.Wire;

/// <summary>A transaction that a compact block brings along.</summary>
/// <param name="Index">Its place in the block.</param>
/// <param name="Transaction">The transaction.</param>
internal sealed record PrefilledTransaction(int Index, Transaction Transaction);
