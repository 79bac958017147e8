namespace Flux.Daemon.Options;

/// <summary>
/// A <c>flux.conf</c>: <c>name=value</c> lines, <c>#</c> begins a comment, <c>[main]</c> and the like begin a part for one network, and
/// <c>includeconf=path</c> reads another file, relative to this one. Files that are included may not include others.
/// </summary>
internal sealed class ConfigurationFile
{
    private readonly List<(string? Section, Setting Setting)> _settings = [];

    /// <summary>Reads a file and those that it includes; <paramref name="problems"/> receives what cannot be understood, with file and line.</summary>
    public static ConfigurationFile Read(string path, List<string> problems)
    {
        var file = new ConfigurationFile();
        file.Add(path, mayInclude: true, problems);
        return file;
    }

    /// <summary>What stands outside of sections.</summary>
    public IEnumerable<Setting> Common => Of(null);

    /// <summary>What stands in the section of a network.</summary>
    public IEnumerable<Setting> Of(string? network) => _settings.Where(entry => entry.Section == network).Select(entry => entry.Setting);

    /// <summary>Networks that have a section.</summary>
    public IEnumerable<string> Sections => _settings.Select(entry => entry.Section).OfType<string>().Distinct();

    private void Add(string path, bool mayInclude, List<string> problems)
    {
        string? section = null;
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var text = WithoutComment(line).Trim();
            if (text.Length == 0) continue;
            if (text.StartsWith('[') && text.EndsWith(']')) section = text[1..^1].Trim();
            else if (!text.Contains('=', StringComparison.Ordinal)) problems.Add($"{path}:{number}: '{text}' is not name=value");
            else if (line.Contains('#', StringComparison.Ordinal) && text.StartsWith("rpcpassword", StringComparison.Ordinal)) problems.Add($"{path}:{number}: a password with # in it is cut off there; use another one, or rpcauth");
            else if (Setting.Parse(text) is { Name: "includeconf" } include) Include(path, number, include.Value, mayInclude, problems);
            else _settings.Add((section, Setting.Parse(text)));
        }
    }

    private void Include(string path, int number, string target, bool mayInclude, List<string> problems)
    {
        var included = Path.GetFullPath(target, Path.GetDirectoryName(path)!);
        if (!mayInclude) problems.Add($"{path}:{number}: includeconf in a file that is itself included is not followed");
        else if (!File.Exists(included)) problems.Add($"{path}:{number}: includeconf={target}: there is no such file ({included})");
        else Add(included, mayInclude: false, problems);
    }

    private static string WithoutComment(string line)
    {
        var comment = line.IndexOf('#', StringComparison.Ordinal);
        return comment < 0 ? line : line[..comment];
    }
}
