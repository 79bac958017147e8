using System.Globalization;
using System.Text.Json;

namespace Flux.Explorer;

/// <summary>Satoshi and the FLUX numbers that Insight shows, without rounding.</summary>
internal static class Sat
{
    private const decimal Coin = 100_000_000m;

    /// <summary>As a number of FLUX.</summary>
    public static decimal ToFlux(long satoshis) => satoshis / Coin;

    /// <summary>With eight decimals, as texts of outputs have it.</summary>
    public static string ToText(long satoshis) => (satoshis / Coin).ToString("0.00000000", CultureInfo.InvariantCulture);

    /// <summary>Of an amount in FLUX.</summary>
    public static long Of(JsonElement flux) => (long)(flux.GetDecimal() * Coin);
}
