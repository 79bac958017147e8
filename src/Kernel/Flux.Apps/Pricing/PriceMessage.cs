using System.Globalization;
using Flux.Apps.Canonical;

namespace Flux.Apps.Pricing;

/// <summary>
/// A change of the existing network's prices on its chain (fluxos-protocol §5.1): <c>p_cpu_ram_hdd_minPrice[_port[_scope[_staticip]]]</c>.
/// Numbers as JavaScript reads them; a port, scope or static address that is missing, empty or 0 costs the default; what follows is ignored.
/// A text whose numbers make no sense is no message here; the network's nodes would refuse every payment after it.
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
        if (parts.Length < Least || parts[Least - 1].Length == 0) return false;
        var numbers = new decimal[Math.Min(parts.Length, Most)];
        for (var i = 0; i < numbers.Length; i++)
            if (!(i >= Least && parts[i].Trim().Length == 0) && !TryNumber(parts[i], out numbers[i])) return false;
        row = new(height, numbers[0], numbers[1], numbers[2], numbers[3], At(numbers, 4, DefaultPort), At(numbers, 5, DefaultScope), At(numbers, 6, DefaultStaticIp));
        return true;
    }

    private static bool TryNumber(string text, out decimal number)
    {
        number = 0;
        return JsNumber.TryParseText(text, out var read) && !read.IsNegative
            && decimal.TryParse(read.ToString(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number) && number <= Largest;
    }

    private static decimal At(decimal[] numbers, int index, decimal otherwise) => index < numbers.Length && numbers[index] != 0 ? numbers[index] : otherwise;
}
