using System.Globalization;

namespace Flux.Os.Peers;

/// <summary>The optional time stamp before a text frame: <c>T&lt;ms&gt;|</c> (FluxOS reference §4.5).</summary>
internal static class FrameText
{
    private const int LatestBar = 15;

    public static string Stamp(string json, long nowMs) => string.Create(CultureInfo.InvariantCulture, $"T{nowMs}|{json}");

    public static ReadOnlySpan<char> Strip(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] != 'T') return text;
        var bar = text.IndexOf('|');
        return bar is >= 2 and <= LatestBar ? text[(bar + 1)..] : text;
    }
}
