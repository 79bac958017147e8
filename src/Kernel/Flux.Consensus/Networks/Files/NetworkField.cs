using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Flux.Consensus.Networks.Files;

/// <summary>One field of a network file: its place, its meaning, its range, and how it is read and written.</summary>
public sealed record NetworkField
{
    /// <summary>Where it stands: at most one section, like <c>work.spacing</c>.</summary>
    public required string Path { get; init; }

    /// <summary>What it means, with the unit.</summary>
    public required string Summary { get; init; }

    /// <summary>What is allowed, as a message says it.</summary>
    public required string Allowed { get; init; }

    /// <summary>A file may leave it out.</summary>
    public bool IsOptional { get; init; }

    /// <summary>A node's own business: two nodes of one network may have different values.</summary>
    public bool MayDiffer { get; init; }

    /// <summary>Sets it; null when the value is not allowed.</summary>
    public required Func<OwnParameters, JsonElement, OwnParameters?> Set { get; init; }

    /// <summary>Writes its value.</summary>
    public required Action<OwnParameters, Utf8JsonWriter> Write { get; init; }

    /// <summary>Section, empty for a field of the file itself.</summary>
    public string Section => Path.Contains('.', StringComparison.Ordinal) ? Path[..Path.IndexOf('.', StringComparison.Ordinal)] : "";

    /// <summary>Name inside its section.</summary>
    public string Name => Section.Length == 0 ? Path : Path[(Section.Length + 1)..];

    /// <summary>What it says of a network, as plain text.</summary>
    public string TextOf(OwnParameters own)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) Write(own, json);
        return Encoding.UTF8.GetString(bytes.WrittenSpan).Trim('"');
    }
}
