using System.Globalization;

namespace Flux.Apps.Pricing;

/// <summary>
/// A change of the existing network's prices on its chain (fluxos-protocol §5.1): <c>p_cpu_ram_hdd_minPrice[_port[_scope[_staticip]]]</c>.
/// Whether the transaction may change them is the reader's of the chain to check.
/// </summary>
public static class PriceMessage
{
    private const string Start = "p_";
    private const int Least = 4, Most = 7;
    private const decimal DefaultPort = 2, DefaultScope = 6, DefaultStaticIp = 3;
    // Prices are FLUX a month; nothing sensible is larger, and sums of it stay exact.
    private const decimal Largest = 1_000_000;

    /// <summary>Reads the text of a transaction at a height; the row holds above it.</summary>
    public static bool TryParse(string text, long height, out MainPriceTable row)
    {
        row = null!;
        if (!text.StartsWith(Start, StringComparison.Ordinal)) return false;
        var parts = text[Start.Length..].Split('_');
        if (parts.Length is < Least or > Most) return false;
        var numbers = new decimal[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!decimal.TryParse(parts[i], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out numbers[i]) || numbers[i] > Largest) return false;
        }
        row = new(height, numbers[0], numbers[1], numbers[2], numbers[3], At(numbers, 4, DefaultPort), At(numbers, 5, DefaultScope), At(numbers, 6, DefaultStaticIp));
        return true;
    }

    private static decimal At(decimal[] numbers, int index, decimal otherwise) => index < numbers.Length ? numbers[index] : otherwise;
}
