using System.Globalization;
using System.Web;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;

namespace Flux.Os.Identity;

/// <summary>
/// Who makes a request: the <c>zelidauth</c> header, whose signature is checked anew each time (FluxOS reference §2.2). A phrase begins
/// with 13 digits of milliseconds; for app owners it may be of the caller's own making and is good for two hours.
/// </summary>
/// <param name="Id">Bitcoin or Ethereum address.</param>
/// <param name="PhraseAge">How old the signed phrase is.</param>
public sealed record RequestIdentity(string Id, TimeSpan PhraseAge)
{
    /// <summary>How long a self-made phrase speaks for an app owner.</summary>
    public static readonly TimeSpan OwnerLife = TimeSpan.FromHours(2);

    private const int ShortestPhrase = 40, LongestPhrase = 70, TimestampDigits = 13;

    /// <summary>Reads and verifies the header; null with the reason when it proves nothing.</summary>
    public static RequestIdentity? Read(HttpRequest request, TimeProvider time, out string problem)
    {
        var header = request.Headers["zelidauth"].ToString();
        if (header.Length is 0 or > 1000)
        {
            problem = "the zelidauth header is missing";
            return null;
        }
        var (id, signature, phrase) = Split(header);
        if (!TryAge(phrase, time, out var age, out problem)) return null;
        if (!OwnerSignature.IsOwnerAddress(id) || !OwnerSignature.Verify(id, phrase, signature))
        {
            problem = "the signature of the login phrase is not by that address";
            return null;
        }
        return new RequestIdentity(id, age);
    }

    private static (string Id, string Signature, string Phrase) Split(string header)
    {
        if (header.StartsWith('{') && JsReader.TryRead(header, out var json, out _))
            return (json["zelid"]?.AsText ?? "", json["signature"]?.AsText ?? "", json["loginPhrase"]?.AsText ?? "");
        var query = HttpUtility.ParseQueryString(header);
        return (query["zelid"] ?? "", query["signature"] ?? "", query["loginPhrase"] ?? "");
    }

    private static bool TryAge(string phrase, TimeProvider time, out TimeSpan age, out string problem)
    {
        age = default;
        problem = "the login phrase has 40 to 70 characters and begins with 13 digits of milliseconds";
        if (phrase.Length is < ShortestPhrase or > LongestPhrase) return false;
        if (!long.TryParse(phrase.AsSpan(0, TimestampDigits), NumberStyles.None, CultureInfo.InvariantCulture, out var signedAt)) return false;
        age = time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(signedAt);
        problem = age < -TimeSpan.FromMinutes(1) ? "the login phrase is from the future" : age > OwnerLife ? "the login phrase is too old" : "";
        return problem.Length == 0;
    }
}
