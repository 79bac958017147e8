using System.Collections.Immutable;
using Flux.Primitives;
using Flux.Wallets.Keys;

namespace Flux.Wallets.Containers;

/// <summary>What a signer needs to know of one input, and the signatures collected so far. Keys are hex of public keys.</summary>
public sealed record ContainerInput
{
    /// <summary>The coin: signatures commit to its value and script.</summary>
    public required TxOutput Coin { get; init; }

    /// <summary>What it counts when spent; less than its value for an escrow coin that has aged.</summary>
    public required Amount Worth { get; init; }

    /// <summary>Whether it is an escrow coin, the payment of an app.</summary>
    public bool IsEscrow { get; init; }

    /// <summary>The script of a shared coin, or null.</summary>
    public RedeemScript? Redeem { get; init; }

    /// <summary>Signatures (DER and hash type) by public key.</summary>
    public ImmutableSortedDictionary<string, byte[]> Signatures { get; init; } = ImmutableSortedDictionary.Create<string, byte[]>(StringComparer.Ordinal);

    /// <summary>Where the keys are.</summary>
    public ImmutableSortedDictionary<string, KeyOrigin> Origins { get; init; } = ImmutableSortedDictionary.Create<string, KeyOrigin>(StringComparer.Ordinal);

    /// <summary>Signatures needed.</summary>
    public int Required => Redeem?.Required ?? 1;
}
