namespace Flux.Consensus.Headers;

/// <summary>What is derived from an ancestry.</summary>
public static class Ancestries
{
    /// <summary>Its last header: the parent.</summary>
    public static HeaderSummary Tip(this IAncestry ancestry) => ancestry.At(ancestry.Height);

    /// <summary>
    /// Median time past: of the header at <paramref name="height"/> and its <paramref name="window"/> − 1 ancestors, fewer near genesis; element
    /// ⌊count/2⌋ of the sorted times (chain reference §4.6).
    /// </summary>
    public static uint MedianTimePast(this IAncestry ancestry, int height, int window = 11)
    {
        var count = Math.Min(window, height + 1);
        Span<uint> times = stackalloc uint[count];
        for (var i = 0; i < count; i++) times[i] = ancestry.At(height - i).Time;
        times.Sort();
        return times[count / 2];
    }

    /// <summary>Median time past of the parent.</summary>
    public static uint MedianTimePast(this IAncestry ancestry) => ancestry.MedianTimePast(ancestry.Height);
}
