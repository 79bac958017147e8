using System.Collections.Immutable;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Wallets.CoinSelection;

namespace Flux.Wallets.Spending;

/// <summary>What the owner wants to pay.</summary>
public sealed record PaymentOrder
{
    /// <summary>Who gets how much.</summary>
    public ImmutableArray<(Address To, Amount Amount)> Recipients { get; init; } = [];

    /// <summary>Text in an OP_RETURN output: at most 80 printable ASCII characters; null for none.</summary>
    public string? Memo { get; init; }

    /// <summary>Where the change goes.</summary>
    public required Address Change { get; init; }

    /// <summary>What to pay per byte.</summary>
    public FeeRate Rate { get; init; } = FeeRate.Default;

    /// <summary>A larger fee is refused.</summary>
    public required Amount MostFee { get; init; }

    /// <summary>Last height that may hold the payment.</summary>
    public required uint ExpiryHeight { get; init; }

    /// <summary>Recipients bear the fee in equal parts.</summary>
    public bool SubtractFee { get; init; }

    /// <summary>Everything spendable goes to the one recipient; its amount does not count.</summary>
    public bool SendAll { get; init; }

    /// <summary>Exactly these coins are spent (coin control); empty to let the wallet choose.</summary>
    public ImmutableArray<OutPoint> OnlyCoins { get; init; } = [];

    /// <summary>Also take coins whose transaction waits for a block.</summary>
    public bool TakeUnconfirmed { get; init; }

    /// <summary>Most inputs; further coins stay where they are.</summary>
    public int MostInputs { get; init; } = 2000;
}
