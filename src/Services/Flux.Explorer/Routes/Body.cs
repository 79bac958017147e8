using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Flux.Explorer.Routes;

/// <summary>Bodies of POST: JSON objects, or forms as old clients send them.</summary>
internal static class Body
{
    /// <summary>A text member, or null.</summary>
    public static async Task<Func<string, string?>> ReadAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted).ConfigureAwait(false);
            return name => form.TryGetValue(name, out var value) ? value.ToString() : null;
        }
        using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted).ConfigureAwait(false);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("not an object");
        var members = new Dictionary<string, string?>();
        foreach (var member in document.RootElement.EnumerateObject()) members[member.Name] = Text(member.Value);
        return name => members.GetValueOrDefault(name);
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => null,
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(Text)),
        _ => value.GetRawText(),
    };
}
