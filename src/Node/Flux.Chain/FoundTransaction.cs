using Flux.Chain.Selection;
using Flux.Primitives;

namespace Flux.Chain;

/// <summary>A transaction and where it is.</summary>
/// <param name="Transaction">It.</param>
/// <param name="Block">The main-chain block that holds it; null while it waits in the mempool.</param>
public sealed record FoundTransaction(Transaction Transaction, HeaderEntry? Block);
