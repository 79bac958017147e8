using System.Globalization;

namespace Flux.Os.Api.Files;

/// <summary>Sizes as the backup routes tell them: in a unit, with so many decimals (FluxOS reference §8.4).</summary>
internal static class SizeText
{
    private const int MostDecimals = 6;
    private static readonly string[] Units = ["B", "KB", "MB", "GB"];

    /// <summary>The unit's place, decimals; false with the reason.</summary>
    public static bool TryRead(string? multiplier, string? decimals, string usual, out (int Power, int Decimals) unit, out string problem)
    {
        var power = Array.FindIndex(Units, one => string.Equals(one, multiplier ?? usual, StringComparison.OrdinalIgnoreCase));
        var places = 0;
        var isFine = decimals is null || (int.TryParse(decimals, NumberStyles.None, CultureInfo.InvariantCulture, out places) && places <= MostDecimals);
        unit = (power, places);
        problem = power < 0 ? "multiplier must be B, KB, MB or GB" : isFine ? "" : $"decimal must be 0 to {MostDecimals}";
        return problem.Length == 0;
    }

    /// <summary>As a number of that unit.</summary>
    public static decimal Number(long bytes, (int Power, int Decimals) unit) => Math.Round(bytes / (decimal)(1L << (10 * unit.Power)), unit.Decimals);

    /// <summary>As a text with the unit, or a number.</summary>
    public static object Of(long bytes, (int Power, int Decimals) unit, bool number) =>
        number ? Number(bytes, unit) : $"{Number(bytes, unit).ToString($"F{unit.Decimals}", CultureInfo.InvariantCulture)} {Units[unit.Power]}";
}
