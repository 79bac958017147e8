using Flux.Primitives;
using Flux.Wallets.Accounts;
using Flux.Wallets.Chain;
using Flux.Wallets.CoinSelection;
using Flux.Wallets.Keys;

namespace Flux.Wallets.Spending;

/// <summary>A coin of the wallet.</summary>
/// <param name="Coin">As the chain knows it.</param>
/// <param name="Owner">The address and its keys.</param>
/// <param name="State">Whether it may be spent.</param>
/// <param name="Confirmations">0 while it waits.</param>
/// <param name="Worth">What it counts now; less than its value for an escrow coin.</param>
public sealed record WalletCoin(ChainCoin Coin, OwnAddress Owner, CoinState State, int Confirmations, Amount Worth)
{
    /// <summary>Outpoint, sequence, length of the script.</summary>
    private const int InputFrameBytes = 36 + 4 + 3;

    private const int LargestSignature = 73;

    /// <summary>How <see cref="SpendableCoin"/> needs it, with the size its signed input will have.</summary>
    public SpendableCoin ToSpendable() => new(Coin.OutPoint, Coin.Output, Worth) { InputBytes = Owner.Redeem is { } redeem ? SizeOf(redeem) : SizeOfSingle() };

    private static int SizeOf(RedeemScript redeem) => InputFrameBytes + 1 + (redeem.Required * (LargestSignature + 1)) + redeem.Script.Length + 3;

    private int SizeOfSingle() => Owner.Keys.Count > 0 && Owner.Keys[0].PublicKey.Length == 65 ? CoinSelector.InputBytes + 32 : CoinSelector.InputBytes;
}
