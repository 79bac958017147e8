using System.Globalization;
using System.Security.Cryptography;

namespace Flux.Os.Identity;

/// <summary>The legacy text to sign: 13 digits of milliseconds and then anything, 40 to 70 characters in all (FluxOS reference §2.1, §2.2).</summary>
internal static class LoginPhrase
{
    private const int Shortest = 40, Longest = 70, TimestampDigits = 13, RandomLength = 45;

    /// <summary>How far ahead a caller's clock may be.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);

    /// <summary>A new one: the time, then random letters and digits.</summary>
    public static string Create(TimeProvider time) =>
        time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) + RandomNumberGenerator.GetString("0123456789abcdefghijklmnopqrstuvwxyz", RandomLength);

    /// <summary>When it was made; false with the reason when the text is none, or is from the future.</summary>
    public static bool TryTime(string phrase, TimeProvider time, out DateTimeOffset made, out string problem)
    {
        made = default;
        problem = "the login phrase has 40 to 70 characters and begins with 13 digits of milliseconds";
        if (phrase.Length is < Shortest or > Longest) return false;
        if (!long.TryParse(phrase.AsSpan(0, TimestampDigits), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)) return false;
        made = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        problem = made > time.GetUtcNow() + Ahead ? "the login phrase is from the future" : "";
        return problem.Length == 0;
    }
}
