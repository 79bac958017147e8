using System.Web;
using Flux.Apps.Canonical;

namespace Flux.Os.Identity;

/// <summary>What a caller shows: an address, the text it signed, the signature (FluxOS reference §2.2). Nothing is verified yet.</summary>
/// <param name="Id">Bitcoin or Ethereum address.</param>
/// <param name="Phrase">The signed text.</param>
/// <param name="Signature">Base64 (Bitcoin) or 0x and hexadecimal (Ethereum).</param>
public sealed record Credentials(string Id, string Phrase, string Signature)
{
    /// <summary>Name of the header.</summary>
    public const string Header = "zelidauth";

    private const int LongestHeader = 1500;

    /// <summary>From the header's text, as query string or JSON; null with the reason.</summary>
    public static Credentials? OfHeader(string header, out string problem)
    {
        problem = header.Length switch { 0 => "the zelidauth header is missing", > LongestHeader => "the zelidauth header is too long", _ => "" };
        if (problem.Length > 0) return null;
        if (header.StartsWith('{') && JsReader.TryRead(header, out var json, out _)) return OfBody(json, out problem);
        var query = HttpUtility.ParseQueryString(header);
        return Of(query["zelid"], query["loginPhrase"], query["signature"], out problem);
    }

    /// <summary>From a body with <c>zelid</c> (or <c>address</c>), <c>loginPhrase</c> (or <c>message</c>) and <c>signature</c>; null with the reason.</summary>
    public static Credentials? OfBody(JsValue body, out string problem) =>
        Of(Text(body, "zelid", "address"), Text(body, "loginPhrase", "message"), Text(body, "signature"), out problem);

    private static Credentials? Of(string? id, string? phrase, string? signature, out string problem)
    {
        problem = string.IsNullOrEmpty(id) ? "zelid is missing" : string.IsNullOrEmpty(phrase) ? "loginPhrase is missing" : string.IsNullOrEmpty(signature) ? "signature is missing" : "";
        return problem.Length > 0 ? null : new Credentials(id!, phrase!, signature!);
    }

    private static string? Text(JsValue body, params string[] names) => names.Select(n => body[n]?.AsText).FirstOrDefault(t => t is not null);
}
