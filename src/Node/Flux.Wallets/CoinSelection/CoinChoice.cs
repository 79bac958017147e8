using Flux.Primitives;

namespace Flux.Wallets.CoinSelection;

/// <summary>Coins chosen for a payment.</summary>
/// <param name="Coins">The inputs.</param>
/// <param name="Fee">What the miner gets.</param>
/// <param name="Change">What comes back; zero when a change output would be dust (then the fee is that much larger).</param>
/// <param name="Missing">How much more the wallet would need; zero when the selection is good.</param>
public sealed record CoinChoice(IReadOnlyList<SpendableCoin> Coins, Amount Fee, Amount Change, Amount Missing)
{
    /// <summary>Enough was there.</summary>
    public bool IsEnough => Missing == Amount.Zero;
}
