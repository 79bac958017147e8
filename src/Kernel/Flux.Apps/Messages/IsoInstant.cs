using System.Globalization;

namespace Flux.Apps.Messages;

/// <summary>Instants as JavaScript's Date writes them: <c>2026-07-01T12:00:00.000Z</c>.</summary>
public static class IsoInstant
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const long MaxMs = 253_402_300_799_999;

    /// <summary>Milliseconds since 1970, clamped to the years 1970–9999.</summary>
    public static string Write(long ms) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(ms, 0, MaxMs)).ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Reads exactly that form.</summary>
    public static bool TryRead(string text, out long ms)
    {
        var read = DateTimeOffset.TryParseExact(text, Format, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant);
        ms = read ? instant.ToUnixTimeMilliseconds() : 0;
        return read;
    }
}
