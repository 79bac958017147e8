using System.Text;
using System.Text.Json;

namespace Flux.Consensus.Networks.Files;

/// <summary>
/// Networks as JSON. Two kinds of file: a founder's own network (<c>"format": "flux-network-1"</c>, fields of <see cref="NetworkFields"/>), and a
/// recorded chain, whose <c>parameters</c> say in what it differs from stock regtest (<see cref="RecordedParameters"/>).
/// </summary>
public static class NetworkFile
{
    /// <summary>What a founder's file says of itself.</summary>
    public const string Format = "flux-network-1";

    /// <summary>Largest file, bytes: recordings hold their whole history.</summary>
    public const int MostBytes = 256 << 20;

    private const int MostDepth = 16;
    private const string Recorded = "parameters";
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = MostDepth, AllowDuplicateProperties = false };

    /// <summary>Reads either kind. Never throws for what stands in the file.</summary>
    public static NetworkReading Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > MostBytes) return NetworkReading.Failed(new NetworkProblem("", $"is larger than {MostBytes} bytes"));
        try
        {
            using var document = JsonDocument.Parse(utf8, Reading);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            return NetworkReading.Failed(new NetworkProblem("", $"is not JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine}): {Reason(e)}"));
        }
        catch (InvalidOperationException e)
        {
            return NotText(e);
        }
    }

    /// <summary>Reads either kind from JSON that is parsed already.</summary>
    public static NetworkReading Read(JsonElement root)
    {
        try
        {
            return ReadObject(root);
        }
        catch (InvalidOperationException e)
        {
            return NotText(e);
        }
    }

    /// <summary>Without the place, which is said in another way.</summary>
    private static string Reason(JsonException e) => e.Message.Split(" LineNumber:")[0];

    /// <summary>The parser lets half of a surrogate pair through; reading such a text or name throws.</summary>
    private static NetworkReading NotText(InvalidOperationException e) => NetworkReading.Failed(new NetworkProblem("", $"holds a text that is none: {e.Message}"));

    private static NetworkReading ReadObject(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return NetworkReading.Failed(new NetworkProblem("", "is JSON, but no object"));
        if (root.TryGetProperty(Recorded, out var parameters)) return RecordedParameters.Read(parameters);
        if (!root.TryGetProperty("format", out var format) || FieldKinds.TextOf(format) != Format)
            return NetworkReading.Failed(new NetworkProblem("format", $"must be \"{Format}\" (a founder's network), or there must be {Recorded} (a recorded chain)"));
        return new FieldReader().Read(root);
    }

    /// <summary>The rules in which two files differ, and what the first says; fields that may differ from node to node are left out.</summary>
    public static IEnumerable<NetworkProblem> Differences(OwnParameters first, OwnParameters second) =>
        from known in NetworkFields.All
        where !known.MayDiffer && known.TextOf(first) != known.TextOf(second)
        select new NetworkProblem(known.Path, $"is {known.TextOf(first)} here and {known.TextOf(second)} there");

    /// <summary>The file of a founder's network: every field, in the order of the list.</summary>
    public static string Write(OwnParameters own)
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, IndentSize = 2, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            var section = "";
            foreach (var field in NetworkFields.All)
            {
                if (field.Section != section)
                {
                    if (section.Length > 0) json.WriteEndObject();
                    if (field.Section.Length > 0) json.WriteStartObject(field.Section);
                    section = field.Section;
                }
                json.WritePropertyName(field.Name);
                field.Write(own, json);
            }
            if (section.Length > 0) json.WriteEndObject();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan) + "\n";
    }
}
