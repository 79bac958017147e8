namespace Flux.Apps.Specs.Checks;

/// <summary>Rules about version and name (fluxos-protocol §3.1, §3.3).</summary>
internal static class NameChecks
{
    private const int MaxName = 32;
    private const int MaxNameOfVersion8 = 63;

    private static readonly string[] ReservedNames = ["watchtower", "share"];
    private static readonly string[] ReservedStarts = ["zel", "flux"];

    public static void Version(SpecCheck check)
    {
        var from = check.Rules.VersionHeights[check.Spec.Version - 1];
        check.Require(check.Height >= from, "version", $"{check.Spec.Version} is accepted from height {from}");
    }

    /// <summary>Length, alphabet, and the names that the node's own containers bear.</summary>
    public static void AppName(SpecCheck check)
    {
        var name = check.Spec.Name;
        var max = check.Spec.Version >= 8 ? MaxNameOfVersion8 : MaxName;
        Length(check, "name", name, max);
        check.Require(name.Length == 0 || HasNameAlphabet(name, allowHyphen: check.Spec.Version >= 8), "name",
            check.Spec.Version >= 8 ? "may have only letters, digits and inner hyphens" : "may have only letters and digits");
        Reserved(check, "name", name);
        foreach (var reserved in ReservedNames)
            check.Require(!name.Equals(reserved, StringComparison.OrdinalIgnoreCase), "name", $"{name} is reserved");
    }

    /// <summary>A component's name; hyphens are never allowed there, because the name is a host name of the app's network.</summary>
    public static void ComponentName(SpecCheck check, string path, string name)
    {
        Length(check, path, name, check.Spec.Version >= 8 ? MaxNameOfVersion8 : MaxName);
        check.Require(name.Length == 0 || HasNameAlphabet(name, allowHyphen: false), path, "may have only letters and digits");
        Reserved(check, path, name);
    }

    private static void Length(SpecCheck check, string path, string name, int max)
    {
        check.Require(name.Length != 0, path, "is empty");
        check.Require(name.Length <= max, path, $"has {name.Length} characters; at most {max} are allowed");
    }

    private static void Reserved(SpecCheck check, string path, string name)
    {
        foreach (var start in ReservedStarts)
            check.Require(!name.StartsWith(start, StringComparison.Ordinal), path, $"must not start with {start}");
    }

    private static bool HasNameAlphabet(string name, bool allowHyphen) =>
        name[0] != '-' && name[^1] != '-' && name.All(c => char.IsAsciiLetterOrDigit(c) || (allowHyphen && c == '-'));
}
