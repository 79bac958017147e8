using System.Collections.Immutable;

namespace Flux.Apps.Specs.Checks;

/// <summary>Rules about texts and lists of texts (fluxos-protocol §3.3).</summary>
internal static class TextChecks
{
    public const int MaxDescription = 256;
    private const int MaxDomain = 253;
    private const int MaxEntries = 20;
    private const int MaxEntry = 400;
    private const int MaxContacts = 5;
    private const int MaxContact = 75;
    private const int MaxLabel = 63;

    public static void Description(SpecCheck check)
    {
        check.Require(check.Spec.Description.Length != 0, "description", "is empty");
        Length(check, "description", check.Spec.Description, MaxDescription);
    }

    public static void Contacts(SpecCheck check) => List(check, "contacts", check.Spec.Contacts, MaxContacts, MaxContact);

    /// <summary>At most 20 entries of 400 characters, each <c>KEY=VALUE</c>. The value is never repeated in a message: it may be a secret.</summary>
    public static void EnvironmentVariables(SpecCheck check, Component component, string path)
    {
        var name = check.Spec.Version >= 4 ? "environmentParameters" : "enviromentParameters";
        List(check, path + name, component.EnvironmentVariables, MaxEntries, MaxEntry);
        if (!check.Rules.ChecksSyntax) return;
        for (var i = 0; i < component.EnvironmentVariables.Length; i++)
            check.Require(IsAssignment(component.EnvironmentVariables[i]), $"{path}{name}[{i}]", "must have the form KEY=VALUE");
    }

    public static void Commands(SpecCheck check, Component component, string path)
    {
        List(check, path + "commands", component.Commands, MaxEntries, MaxEntry);
        if (!check.Rules.ChecksSyntax) return;
        for (var i = 0; i < component.Commands.Length; i++)
            check.Require(!component.Commands[i].Contains('\0', StringComparison.Ordinal), $"{path}commands[{i}]", "contains a zero character");
    }

    /// <summary>One entry for each port; empty, or host names separated by commas.</summary>
    public static void Domains(SpecCheck check, Component component, string path)
    {
        if (check.Spec.Version < 2) return;
        check.Require(component.Domains.Length == component.Ports.Length, path + "domains",
            $"has {component.Domains.Length} entries for {component.Ports.Length} ports");
        for (var i = 0; i < component.Domains.Length; i++) Domain(check, component.Domains[i], $"{path}domains[{i}]");
    }

    public static void Length(SpecCheck check, string path, string text, int max) =>
        check.Require(text.Length <= max, path, $"has {text.Length} characters; at most {max} are allowed");

    public static void List(SpecCheck check, string path, ImmutableArray<string> entries, int maxEntries, int maxLength)
    {
        check.Require(entries.Length <= maxEntries, path, $"has {entries.Length} entries; at most {maxEntries} are allowed");
        for (var i = 0; i < entries.Length; i++) Length(check, $"{path}[{i}]", entries[i], maxLength);
    }

    private static void Domain(SpecCheck check, string text, string path)
    {
        Length(check, path, text, MaxDomain);
        if (!check.Rules.ChecksSyntax || text.Length == 0) return;
        foreach (var domain in text.Split(','))
            check.Require(IsHostName(domain.Trim()), path, $"\"{domain.Trim()}\" is not a domain name");
    }

    private static bool IsAssignment(string entry)
    {
        var sign = entry.IndexOf('=', StringComparison.Ordinal);
        return sign > 0 && !entry.Contains('\0', StringComparison.Ordinal) && !entry.AsSpan(0, sign).ContainsAny(" \t\r\n");
    }

    private static bool IsHostName(string name) => name.Length is > 0 and <= MaxDomain && name.Split('.').All(IsLabel);

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaxLabel && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
