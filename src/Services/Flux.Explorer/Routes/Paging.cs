using System.Globalization;

namespace Flux.Explorer.Routes;

/// <summary>from and to of lists: 0 and 10 by default, at most 50 apart.</summary>
internal static class Paging
{
    private const int MostItems = 50;
    private const int DefaultItems = 10;

    public static (int From, int To) Read(string? from, string? to)
    {
        var first = Number(from, "from", 0);
        var last = Number(to, "to", first + DefaultItems);
        if (last < first) throw InsightFault.Wrong($"\"from\" ({first}) is expected to be less than \"to\" ({last})", 1);
        return last - first <= MostItems ? (first, last) : throw InsightFault.Wrong($"\"from\" ({first}) and \"to\" ({last}) range should be less than or equal to {MostItems}", 1);
    }

    public static int Number(string? text, string name, int fallback)
    {
        if (string.IsNullOrEmpty(text)) return fallback;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw InsightFault.Wrong($"\"{name}\" must be a whole number, not '{text}'", 1);
    }
}
