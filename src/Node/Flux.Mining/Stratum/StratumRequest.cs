using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Flux.Mining.Stratum;

/// <summary>One line from a miner: a JSON-RPC 1.0 request whose parameters are an array.</summary>
internal sealed record StratumRequest(JsonElement Id, string Method, JsonElement Parameters)
{
    private const int Deepest = 8;

    /// <summary>Number of parameters.</summary>
    public int Count => Parameters.GetArrayLength();

    /// <summary>Reads a line without its end.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> line, [NotNullWhen(true)] out StratumRequest? request)
    {
        request = null;
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = Deepest });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("method", out var method) || method.ValueKind != JsonValueKind.String) return false;
            if (!root.TryGetProperty("params", out var parameters) || parameters.ValueKind != JsonValueKind.Array) return false;
            var id = root.TryGetProperty("id", out var given) ? given : default;
            if (id.ValueKind is JsonValueKind.Object or JsonValueKind.Array) return false;
            request = new StratumRequest(id.ValueKind == JsonValueKind.Undefined ? default : id.Clone(), method.GetString()!, parameters.Clone());
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second is a string that is no text (a lone surrogate).
            return false;
        }
    }

    /// <summary>The parameter as text; null when it is not there or no text.</summary>
    public string? Text(int index)
    {
        if (index >= Count || Parameters[index].ValueKind != JsonValueKind.String) return null;
        try
        {
            return Parameters[index].GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The parameter as bytes; null when it is no hexadecimal text, or longer than <paramref name="most"/> bytes.</summary>
    public byte[]? Bytes(int index, int most)
    {
        var text = Text(index);
        if (text is null || text.Length > 2 * most || text.Length % 2 != 0) return null;
        var bytes = new byte[text.Length / 2];
        return Convert.FromHexString(text, bytes, out _, out var written) == System.Buffers.OperationStatus.Done && written == bytes.Length ? bytes : null;
    }
}
