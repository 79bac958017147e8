namespace Flux.Apps.Specs;

/// <summary>
/// One entry of <c>geolocation</c>: allows or forbids a continent, a country or a region (fluxos-protocol §3.8). A node's own place
/// is <c>continent_country_region</c>, as <c>EU_CZ_Prague</c>.
/// </summary>
/// <param name="Forbids">True for <c>a!c…</c>.</param>
/// <param name="Place">Continent, continent_country, or the whole place; empty = anywhere.</param>
public readonly record struct GeolocationRule(bool Forbids, string Place)
{
    private const string Any = "ALL";
    private const string None = "_NONE";

    /// <summary>
    /// Reads <c>acEU</c>, <c>acEU_CZ</c>, <c>acEU_CZ_Prague</c>, <c>a!cEU…</c>; a trailing <c>ALL</c> or <c>_NONE</c> means nothing narrower.
    /// </summary>
    public static bool TryParse(string text, out GeolocationRule rule)
    {
        rule = default;
        var forbids = text.StartsWith("a!c", StringComparison.Ordinal);
        if (!forbids && !text.StartsWith("ac", StringComparison.Ordinal)) return false;
        var place = text[(forbids ? 3 : 2)..];
        if (forbids && place.EndsWith(None, StringComparison.Ordinal)) place = place[..^None.Length];
        if (!forbids && place == Any) place = "";
        else if (!forbids && place.EndsWith("_" + Any, StringComparison.Ordinal)) place = place[..^(Any.Length + 1)];
        else if (!IsPlace(place)) return false;
        rule = new(forbids, place);
        return true;
    }

    /// <summary>True when the rule speaks about a node at that place: equality at the rule's own depth.</summary>
    public bool Matches(string nodePlace) =>
        Place.Length == 0 || nodePlace == Place || nodePlace.StartsWith(Place + "_", StringComparison.Ordinal);

    /// <summary>Whether a list of entries lets an app run at a place; entries that cannot be read allow nothing.</summary>
    public static bool Allows(IEnumerable<string> entries, string nodePlace)
    {
        var (restricted, allowed) = (false, false);
        foreach (var entry in entries)
        {
            var readable = TryParse(entry, out var rule);
            if (readable && rule.Forbids && rule.Matches(nodePlace)) return false;
            if (readable && rule.Forbids) continue;
            restricted = true;
            allowed |= readable && rule.Matches(nodePlace);
        }
        return allowed || !restricted;
    }

    private static bool IsPlace(string place)
    {
        var parts = place.Split('_', 3);
        return parts[0].Length == 2 && parts[0].All(char.IsAsciiLetterUpper)
            && (parts.Length < 2 || (parts[1].Length == 2 && parts[1].All(char.IsAsciiLetterUpper)))
            && (parts.Length < 3 || parts[2].Length != 0);
    }
}
