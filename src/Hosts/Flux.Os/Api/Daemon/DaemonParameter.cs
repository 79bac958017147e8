using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Flux.Os.Api.Daemon;

/// <summary>One parameter of a route: a text that becomes the kind of value that fluxd wants.</summary>
/// <param name="Name">In path, query string and body, without regard to case.</param>
/// <param name="Kind">' ' text, '#' whole number, '%' decimal number, '?' true or false, '{' JSON.</param>
/// <param name="Fallback">Used when it is not given; null: none.</param>
internal sealed record DaemonParameter(string Name, char Kind, string? Fallback)
{
    /// <summary>Converts; false with the reason.</summary>
    public bool TryConvert(string text, out JsonNode? value, out string problem)
    {
        (value, problem) = (null, $"{Name} is no text: half of a character");
        if (!IsWhole(text)) return false;
        problem = "";
        value = Kind switch
        {
            '#' => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null,
            '%' => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null,
            '?' => text switch { "true" or "1" => JsonValue.Create(true), "false" or "0" => JsonValue.Create(false), _ => null },
            '{' => Json(text),
            _ => JsonValue.Create(text),
        };
        if (value is not null) return true;
        problem = $"{Name} is not {Kind switch { '#' => "a whole number", '%' => "a number", '?' => "true or false", _ => "JSON" }}";
        return false;
    }

    // JSON may escape half of a surrogate pair; no UTF-8 can carry it on.
    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }
        return true;
    }

    private static JsonNode? Json(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 16 });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
