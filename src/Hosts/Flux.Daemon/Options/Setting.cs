namespace Flux.Daemon.Options;

/// <summary>One setting as text.</summary>
/// <param name="Name">Without dashes.</param>
/// <param name="Value">What follows the equals sign; 1 without one, 0 when the name began with "no".</param>
internal readonly record struct Setting(string Name, string Value)
{
    /// <summary>Reads <c>name=value</c>, <c>name</c> or <c>noname</c>.</summary>
    public static Setting Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals >= 0) return new Setting(text[..equals].Trim(), text[(equals + 1)..].Trim());
        var name = text.Trim();
        return name.StartsWith("no", StringComparison.Ordinal) && name.Length > 2 ? new Setting(name[2..], "0") : new Setting(name, "1");
    }
}
