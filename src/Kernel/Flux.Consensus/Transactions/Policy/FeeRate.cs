using System.Globalization;
using Flux.Primitives;

namespace Flux.Consensus.Transactions.Policy;

/// <summary>A price per size, in satoshi per 1000 bytes (chain reference §6.9).</summary>
public readonly record struct FeeRate(long SatoshisPerKilobyte)
{
    /// <summary>What a relay asks at least unless its operator says otherwise.</summary>
    public static FeeRate DefaultRelay => new(100);

    /// <summary>The rate that a fee amounts to; zero for no bytes.</summary>
    public static FeeRate Of(Amount fee, int bytes) => new(bytes > 0 ? fee.Satoshis * 1000 / bytes : 0);

    /// <summary>The price of so many bytes: rounded down, but one kilobyte's where that gives nothing.</summary>
    public Amount FeeFor(int bytes)
    {
        var fee = SatoshisPerKilobyte * bytes / 1000;
        return new Amount(fee == 0 && SatoshisPerKilobyte > 0 ? SatoshisPerKilobyte : fee);
    }

    /// <summary>For people: <c>0.00000100 /kB</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{new Amount(SatoshisPerKilobyte)} /kB");
}
