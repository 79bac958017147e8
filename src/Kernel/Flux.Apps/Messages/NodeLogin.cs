using System.Globalization;

namespace Flux.Apps.Messages;

/// <summary>
/// The text our own clients sign to log in: <c>flux-login:1:host:port:expires:nonce</c>. It names the one node it is meant for and the
/// moment it ends, so that a node that receives it cannot use it elsewhere, and no other text of the network looks like it
/// (architecture §7). The legacy phrase, a bare timestamp, has neither property.
/// </summary>
/// <param name="Node">Host and port the client dials, e.g. <c>127.16.0.11:16127</c>; lower case.</param>
/// <param name="ExpiresMs">Milliseconds since 1970 after which it proves nothing.</param>
/// <param name="Nonce">32 lower-case hexadecimal digits, drawn anew for each text.</param>
public sealed record NodeLogin(string Node, long ExpiresMs, string Nonce)
{
    /// <summary>How far ahead of the node's clock the end may lie, in milliseconds.</summary>
    public const long LongestLifeMs = 15 * 60 * 1000;

    /// <summary>Digits of <see cref="Nonce"/>.</summary>
    public const int NonceDigits = 32;

    private const string Start = "flux-login:1:";
    private const int LongestText = 400;

    /// <summary>True for a text that wants to be one: it must then not be taken for a phrase.</summary>
    public static bool IsOne(string text) => text.StartsWith(Start, StringComparison.Ordinal);

    /// <summary>Reads the text; false unless it is exactly what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, out NodeLogin login)
    {
        login = null!;
        if (!IsOne(text) || text.Length > LongestText) return false;
        var parts = text[Start.Length..].Split(':');
        if (parts.Length < 4 || parts[^1].Length != NonceDigits || !parts[^1].All(char.IsAsciiHexDigitLower)) return false;
        if (!long.TryParse(parts[^2], NumberStyles.None, CultureInfo.InvariantCulture, out var expires)) return false;
        login = new NodeLogin(string.Join(':', parts[..^2]), expires, parts[^1]);
        return login.ToString() == text;
    }

    /// <summary>The text to sign.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Start}{Node.ToLowerInvariant()}:{ExpiresMs}:{Nonce}");
}
