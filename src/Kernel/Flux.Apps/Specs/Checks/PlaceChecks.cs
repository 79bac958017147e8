using System.Buffers;
using System.Globalization;
using Flux.Apps.Messages;

namespace Flux.Apps.Specs.Checks;

/// <summary>Rules about where an app may run (fluxos-protocol §3.3, §3.8).</summary>
internal static class PlaceChecks
{
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    private const int MaxPlaces = 10;
    private const int MaxPlace = 50;
    private const int MaxNodes = 120;
    private const int MaxNode = 70;

    public static void Geolocation(SpecCheck check)
    {
        TextChecks.List(check, "geolocation", check.Spec.Geolocation, MaxPlaces, MaxPlace);
        if (!check.Rules.ChecksSyntax) return;
        for (var i = 0; i < check.Spec.Geolocation.Length; i++)
            check.Require(GeolocationRule.TryParse(check.Spec.Geolocation[i], out _), $"geolocation[{i}]",
                $"\"{check.Spec.Geolocation[i]}\" is not a place (acEU, acEU_CZ, acEU_CZ_Prague, or a!c… to forbid)");
    }

    /// <summary>Version 8 allows preferred nodes only together with an encrypted part.</summary>
    public static void Nodes(SpecCheck check)
    {
        var nodes = check.Spec.Nodes;
        TextChecks.List(check, "nodes", nodes, MaxNodes, MaxNode);
        check.Require(check.Spec.Version < 8 || nodes.IsEmpty || check.Spec.IsEncrypted, "nodes", "are allowed only with an enterprise part");
        if (!check.Rules.ChecksSyntax) return;
        for (var i = 0; i < nodes.Length; i++)
            check.Require(IsNode(nodes[i]), $"nodes[{i}]", $"\"{nodes[i]}\" is neither ip, ip:port nor txid:index");
    }

    public static void Datacenter(SpecCheck check) => check.Require(
        !check.Spec.Datacenter || check.Rules.DatacenterOwners.Contains(check.Spec.Owner), "datacenter", "is not open to this owner");

    private static bool IsNode(string text) => NodeAddress.TryParse(text, out _) || IsOutPoint(text);

    private static bool IsOutPoint(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon == 64 && !text.AsSpan(0, 64).ContainsAnyExcept(Hexadecimal)
            && uint.TryParse(text.AsSpan(65), NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }
}
