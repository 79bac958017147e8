using Flux.Primitives;

namespace Flux.Wallets.CoinSelection;

/// <summary>A coin the wallet can sign for.</summary>
/// <param name="OutPoint">Which.</param>
/// <param name="Output">Value and script that the signature commits to.</param>
/// <param name="Worth">What it counts when spent: the output's value, or less for an escrow coin that has aged.</param>
public readonly record struct SpendableCoin(OutPoint OutPoint, TxOutput Output, Amount Worth)
{
    /// <summary>An ordinary coin, worth its value.</summary>
    public SpendableCoin(OutPoint outPoint, TxOutput output)
        : this(outPoint, output, output.Value)
    {
    }

    /// <summary>Size of its signed input, at its largest.</summary>
    public int InputBytes { get; init; } = CoinSelector.InputBytes;
}
