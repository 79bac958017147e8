namespace Flux.Daemon.Options;

/// <summary>
/// Settings as text, collected from the command line and configuration files in Bitcoin's style: <c>-name=value</c>, <c>-name</c>
/// (means 1), <c>-noname</c> (means 0). The command line wins over files, a network's own section over what stands outside of sections;
/// a name may repeat.
/// </summary>
internal sealed class RawOptions
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    /// <summary>Names given by the user, sorted.</summary>
    public IEnumerable<string> Names => _values.Keys.Order(StringComparer.Ordinal);

    /// <summary>Reads arguments; <paramref name="problems"/> receives what is not an option.</summary>
    public static RawOptions FromArguments(IEnumerable<string> arguments, List<string> problems)
    {
        var options = new RawOptions();
        foreach (var argument in arguments)
        {
            var text = argument.TrimStart('-');
            if (!argument.StartsWith('-') || text.Length == 0) problems.Add($"'{argument}' is not an option; options look like -name=value");
            else options.Add(Setting.Parse(text));
        }
        return options;
    }

    /// <summary>Adds settings of a file for names that are not set yet; those of one name all together.</summary>
    public void AddMissing(IEnumerable<Setting> settings)
    {
        var added = new RawOptions();
        foreach (var setting in settings) added.Add(setting);
        foreach (var (name, values) in added._values) _values.TryAdd(name, values);
    }

    /// <summary>The last value given, or null.</summary>
    public string? Last(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_values.TryGetValue(name, out var values)) return values[^1];
        }
        return null;
    }

    /// <summary>All values given.</summary>
    public IReadOnlyList<string> All(string name) => _values.GetValueOrDefault(name) ?? [];

    private void Add(Setting setting)
    {
        if (!_values.TryGetValue(setting.Name, out var values)) _values[setting.Name] = values = [];
        values.Add(setting.Value);
    }
}
