using Flux.Primitives;

namespace Flux.Wallets.CoinSelection;

/// <summary>Satoshi per 1,000 bytes.</summary>
public readonly record struct FeeRate(long SatoshisPerKilobyte)
{
    /// <summary>Ten times the relay minimum of 100 sat/kB (chain reference §6.9).</summary>
    public static FeeRate Default => new(1000);

    /// <summary>The fee of a size, rounded up.</summary>
    public Amount FeeFor(int bytes) => new(((SatoshisPerKilobyte * bytes) + 999) / 1000);
}
