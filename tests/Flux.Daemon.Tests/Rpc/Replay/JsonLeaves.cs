using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Flux.Daemon.Tests.Rpc.Replay;

/// <summary>
/// A JSON text as a list of its leaves in order: path and text as written. Order, presence, doubled keys and the digits of numbers all
/// stay, so equal lists mean equal answers; a single field can be named to leave it out.
/// </summary>
internal static class JsonLeaves
{
    public static List<(string Path, string Value)> Of(string json)
    {
        var leaves = new List<(string, string)>();
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 1024 });
        Add(document.RootElement, "", leaves);
        return leaves;
    }

    private static void Add(JsonElement element, string path, List<(string, string)> leaves)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                leaves.Add((path, "{"));
                foreach (var member in element.EnumerateObject()) Add(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}", leaves);
                leaves.Add((path, "}"));
                break;
            case JsonValueKind.Array:
                leaves.Add((path, "["));
                var index = 0;
                foreach (var item in element.EnumerateArray()) Add(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]"), leaves);
                leaves.Add((path, "]"));
                break;
            default:
                leaves.Add((path, element.GetRawText()));
                break;
        }
    }

    /// <summary>The first places at which two lists part, for a person.</summary>
    public static string Difference(List<(string Path, string Value)> ours, List<(string Path, string Value)> theirs)
    {
        var text = new StringBuilder();
        for (var i = 0; i < Math.Max(ours.Count, theirs.Count); i++)
        {
            var (mine, other) = (i < ours.Count ? Show(ours[i]) : "nothing", i < theirs.Count ? Show(theirs[i]) : "nothing");
            if (mine == other) continue;
            return text.Append(CultureInfo.InvariantCulture, $"ours {mine}; fluxd {other}").ToString();
        }
        return text.ToString();
    }

    private static string Show((string Path, string Value) leaf) => $"{leaf.Path} = {(leaf.Value.Length > 300 ? leaf.Value[..300] + "…" : leaf.Value)}";
}
