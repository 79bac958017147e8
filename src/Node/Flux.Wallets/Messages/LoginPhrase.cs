namespace Flux.Wallets.Messages;

/// <summary>
/// Bare login phrases of existing services: a 13-digit time in milliseconds and random characters. Signed for one service such a text opens
/// a session on every other (wallet reference §1.4); our own clients sign <see cref="Flux.Apps.Messages.NodeLogin"/> instead.
/// </summary>
public static class LoginPhrase
{
    private const int TimeDigits = 13;
    private const int Shortest = 40;
    private const int Longest = 100;

    /// <summary>Whether a text has that shape: whoever holds its signature can log in as the signer for hours.</summary>
    public static bool LooksLikeOne(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is >= Shortest and <= Longest && text.AsSpan(0, TimeDigits).IndexOfAnyExceptInRange('0', '9') < 0 && text.All(char.IsAsciiLetterOrDigit);
    }
}
