using System.Diagnostics.CodeAnalysis;

namespace Flux.Wallets.Messages;

/// <summary>
/// Texts signed to log in. A bare phrase (13-digit time and random characters) signed for one service is a session on every other
/// (wallet reference §1.4), so ours name the purpose and the audience: <c>fluxos-login:v1:&lt;audience&gt;:&lt;phrase&gt;</c>.
/// </summary>
public static class LoginText
{
    private const string Purpose = "fluxos-login";
    private const string Version = "v1";
    private const int TimeDigits = 13;
    private const int ShortestPhrase = 40;

    /// <summary>The text for one FluxOS; <paramref name="audience"/> is its host and port.</summary>
    public static string Of(string audience, string phrase)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(audience);
        ArgumentException.ThrowIfNullOrWhiteSpace(phrase);
        if (audience.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))) throw new ArgumentException("An audience is a host name and port.", nameof(audience));
        return $"{Purpose}:{Version}:{audience}:{phrase}";
    }

    /// <summary>Takes such a text apart. The audience may hold one colon, before the port.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out string? audience, [NotNullWhen(true)] out string? phrase)
    {
        (audience, phrase) = (null, null);
        var start = $"{Purpose}:{Version}:";
        var end = text.LastIndexOf(':');
        if (!text.StartsWith(start, StringComparison.Ordinal) || end <= start.Length || end == text.Length - 1) return false;
        (audience, phrase) = (text[start.Length..end], text[(end + 1)..]);
        return true;
    }

    /// <summary>Whether a text has the shape of a bare login phrase: then its signature opens a session, whoever asks for it.</summary>
    public static bool LooksLikeBarePhrase(string text) =>
        text.Length is >= ShortestPhrase and <= 100 && text.AsSpan(0, TimeDigits).IndexOfAnyExceptInRange('0', '9') < 0 && text.All(char.IsAsciiLetterOrDigit);
}
