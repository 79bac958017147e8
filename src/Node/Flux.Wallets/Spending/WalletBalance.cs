using Flux.Primitives;

namespace Flux.Wallets.Spending;

/// <summary>The wallet's money by what can be done with it. The parts add up to <see cref="Total"/>.</summary>
public sealed record WalletBalance
{
    /// <summary>A payment may take it now.</summary>
    public Amount Spendable { get; init; }

    /// <summary>Waiting for a block.</summary>
    public Amount Unconfirmed { get; init; }

    /// <summary>Rewards that must mature.</summary>
    public Amount Immature { get; init; }

    /// <summary>Collateral of FluxNodes.</summary>
    public Amount Collateral { get; init; }

    /// <summary>Locked by the owner.</summary>
    public Amount Locked { get; init; }

    /// <summary>On its way out, in payments that wait.</summary>
    public Amount Reserved { get; init; }

    /// <summary>What escrow coins are worth now: comes back when their apps end.</summary>
    public Amount Escrow { get; init; }

    /// <summary>Only looked at.</summary>
    public Amount WatchOnly { get; init; }

    /// <summary>Everything.</summary>
    public Amount Total => Spendable + Unconfirmed + Immature + Collateral + Locked + Reserved + Escrow + WatchOnly;

    /// <summary>Adds coins up.</summary>
    public static WalletBalance Of(IEnumerable<WalletCoin> coins)
    {
        var sums = new long[Enum.GetValues<CoinState>().Length];
        foreach (var coin in coins) sums[(int)coin.State] += coin.Worth.Satoshis;
        Amount In(CoinState state) => new(sums[(int)state]);
        return new WalletBalance
        {
            Spendable = In(CoinState.Spendable),
            Unconfirmed = In(CoinState.Unconfirmed),
            Immature = In(CoinState.Immature),
            Collateral = In(CoinState.Collateral),
            Locked = In(CoinState.Locked),
            Reserved = In(CoinState.Reserved),
            Escrow = In(CoinState.Escrow),
            WatchOnly = In(CoinState.WatchOnly),
        };
    }
}
