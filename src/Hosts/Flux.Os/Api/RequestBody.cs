using System.Web;
using Flux.Apps.Canonical;

namespace Flux.Os.Api;

/// <summary>Bodies as clients of this API send them: JSON under any content type, or a query string (FluxOS reference §1.3).</summary>
internal static class RequestBody
{
    private const int Longest = 2 << 20;

    /// <summary>The body as a JSON object; null with the reason when it is neither form.</summary>
    public static async Task<(JsValue? Body, string Problem)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(cancellation).ConfigureAwait(false);
        if (text.Length > Longest) return (null, "the body is too large");
        if (text.TrimStart().StartsWith('{')) return JsReader.TryRead(text, out var value, out var problem) ? (value, "") : (null, $"the body is not JSON: {problem}");
        if (text.TrimStart() is ['[' or '"', ..] or "null" or "true" or "false") return (null, "the body must be a JSON object or a query string");
        var query = HttpUtility.ParseQueryString(text);
        var members = query.AllKeys.OfType<string>().Select(k => new JsMember(k, JsValue.Of(query[k] ?? ""))).ToList();
        return members.Count == 0 ? (null, "the body is empty") : (JsValue.Object(members), "");
    }
}
