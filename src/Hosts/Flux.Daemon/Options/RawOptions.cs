namespace Flux.Daemon.Options;

/// <summary>
/// Settings as text, collected from the command line and flux.conf in Bitcoin's style: <c>-name=value</c>, <c>-name</c>
/// (means 1), <c>-noname</c> (means 0). The command line wins over the file; a name may repeat.
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
            else options.AddSetting(text);
        }
        return options;
    }

    /// <summary>Adds the lines of a configuration file for names that are not set yet.</summary>
    public void AddFile(IEnumerable<string> lines, string path, List<string> problems)
    {
        var fromFile = new RawOptions();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            var text = line.Split('#')[0].Trim();
            if (text.Length == 0 || text.StartsWith('[')) continue;
            if (!text.Contains('=', StringComparison.Ordinal)) problems.Add($"{path}:{number}: '{text}' is not name=value");
            else fromFile.AddSetting(text);
        }
        foreach (var (name, values) in fromFile._values) _values.TryAdd(name, values);
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

    private void AddSetting(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = (equals < 0 ? text : text[..equals]).Trim();
        var value = equals < 0 ? "1" : text[(equals + 1)..].Trim();
        if (equals < 0 && name.StartsWith("no", StringComparison.Ordinal) && name.Length > 2) (name, value) = (name[2..], "0");
        if (!_values.TryGetValue(name, out var values)) _values[name] = values = [];
        values.Add(value);
    }
}
