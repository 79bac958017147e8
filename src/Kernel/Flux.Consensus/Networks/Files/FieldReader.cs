using System.Text.Json;
using Flux.Primitives;

namespace Flux.Consensus.Networks.Files;

/// <summary>Reads a founder's network field by field, and collects everything that is wrong.</summary>
internal sealed class FieldReader
{
    private const int LongestShown = 60;
    private const int MostProblems = 50;
    private readonly List<NetworkProblem> _problems = [];

    public NetworkReading Read(JsonElement root)
    {
        RefuseUnknown(root);
        var own = OwnCatalog.Classic;
        foreach (var field in NetworkFields.All) own = Take(own, root, field);
        if (_problems.Count == 0) _problems.AddRange(OwnRules.Check(own));
        if (_problems.Count > MostProblems) _problems.RemoveRange(MostProblems, _problems.Count - MostProblems);
        return _problems.Count == 0 ? new NetworkReading { Own = own, Network = OwnNetwork.Build(own) } : new NetworkReading { Problems = [.. _problems] };
    }

    private OwnParameters Take(OwnParameters own, JsonElement root, NetworkField field)
    {
        var section = root;
        if (field.Section.Length > 0 && (!root.TryGetProperty(field.Section, out section) || section.ValueKind != JsonValueKind.Object)) section = default;
        if (section.ValueKind != JsonValueKind.Object || !section.TryGetProperty(field.Name, out var value))
        {
            if (!field.IsOptional) _problems.Add(new NetworkProblem(field.Path, $"is missing: {field.Summary}; {field.Allowed}"));
            return own;
        }
        if (field.Set(own, value) is { } changed) return changed;
        _problems.Add(new NetworkProblem(field.Path, $"is {Shown(value)}; allowed is {field.Allowed}"));
        return own;
    }

    private void RefuseUnknown(JsonElement root)
    {
        foreach (var member in root.EnumerateObject())
        {
            if (member.Name == "format" || NetworkFields.All.Any(field => field.Path == member.Name)) continue;
            if (NetworkFields.All.All(field => field.Section != member.Name)) Unknown(member.Name);
            else if (member.Value.ValueKind != JsonValueKind.Object) _problems.Add(new NetworkProblem(member.Name, $"is {Shown(member.Value)}; it must be an object"));
            else foreach (var inner in member.Value.EnumerateObject())
            {
                var path = $"{member.Name}.{inner.Name}";
                if (NetworkFields.All.All(field => field.Path != path)) Unknown(path);
            }
        }
    }

    private void Unknown(string path)
    {
        var name = path[(path.LastIndexOf('.') + 1)..];
        var meant = NetworkFields.All.FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase));
        var shown = path.Length <= LongestShown ? path : path[..LongestShown] + "…";
        _problems.Add(new NetworkProblem(shown, meant is null ? "is not a field of a network file" : $"is not a field of a network file; {meant.Path} is one"));
    }

    private static string Shown(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= LongestShown ? text : text[..LongestShown] + "…";
    }
}
