using System.Collections.Immutable;
using Flux.Apps.Pricing;
using Flux.Primitives;

namespace Flux.Apps.Registry;

/// <summary>What the registry needs of one block of the best chain.</summary>
/// <param name="Height">Its height.</param>
/// <param name="Hash">Its identity.</param>
/// <param name="Payments">Escrow coins it creates, in block order.</param>
/// <param name="Spends">Escrow coins it spends. Run-outs are not listed: the registry knows them.</param>
public sealed record RegistryBlock(long Height, BlockHash Hash, ImmutableArray<AppPayment> Payments, ImmutableArray<EscrowSpend> Spends)
{
    /// <summary>Price messages of the existing network: rows that hold above this height.</summary>
    public ImmutableArray<MainPriceTable> Prices { get; init; } = [];

    public bool IsEmpty => Payments.IsEmpty && Spends.IsEmpty && Prices.IsEmpty;
}
