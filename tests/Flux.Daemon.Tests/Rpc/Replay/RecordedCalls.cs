using System.Text.Json;

namespace Flux.Daemon.Tests.Rpc.Replay;

/// <summary>Reads <c>shared/golden/recorded/rpc</c>.</summary>
internal static class RecordedCalls
{
    private const string Folder = "recorded/rpc";
    private const int LabelLength = 120;

    /// <summary>Names of the methods that have a file; those recorded on other chains (getblocktemplate at a height) are left out.</summary>
    public static IReadOnlyList<string> Methods() =>
    [
        .. Directory.GetFiles(Path.GetDirectoryName(SharedData.PathOf($"{Folder}/_http.json"))!, "*.json").Select(Path.GetFileNameWithoutExtension)
            .Where(name => !name!.StartsWith('_') && !name.StartsWith("getblocktemplate-at", StringComparison.Ordinal)).Order(StringComparer.Ordinal)!,
    ];

    /// <summary>Every call in the order in which it was made.</summary>
    public static IReadOnlyList<RecordedCall> InOrder() => [.. Methods().SelectMany(Of).OrderBy(call => call.Order)];

    private static IEnumerable<RecordedCall> Of(string method)
    {
        foreach (var entry in SharedData.ReadJson($"{Folder}/{method}.json").EnumerateArray())
        {
            var request = entry.GetProperty("request").GetString()!;
            using var parsed = JsonDocument.Parse(request);
            yield return new RecordedCall(
                parsed.RootElement.GetProperty("id").GetInt32(), method, Label(parsed.RootElement.GetProperty("params").GetRawText(), Text(entry, "label")), request,
                entry.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.Number ? status.GetInt32() : null,
                Text(entry, "response"), Text(entry, "message_first_line"));
        }
    }

    private static string? Text(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string Label(string parameters, string? label) => $"{(parameters.Length > LabelLength ? parameters[..LabelLength] + "…" : parameters)} {label}".Trim();
}
