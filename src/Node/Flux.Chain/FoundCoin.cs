using Flux.Primitives;

namespace Flux.Chain;

/// <summary>An unspent output.</summary>
/// <param name="Coin">It; the height of one that still waits in the mempool is that of the next block.</param>
/// <param name="IsUnconfirmed">Made by a transaction in the mempool.</param>
public sealed record FoundCoin(Coin Coin, bool IsUnconfirmed);
