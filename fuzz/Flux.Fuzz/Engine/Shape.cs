namespace Flux.Fuzz.Engine;

/// <summary>A number for the shape of an outcome, the same in every process (unlike <see cref="HashCode"/>), so that a seed repeats a run.</summary>
internal static class Shape
{
    private const uint Offset = 2_166_136_261;
    private const uint Prime = 16_777_619;

    /// <summary>FNV-1a over the texts of the parts.</summary>
    public static int Of(params ReadOnlySpan<object?> parts)
    {
        var hash = Offset;
        foreach (var part in parts)
        {
            foreach (var character in part?.ToString() ?? "-") hash = (hash ^ character) * Prime;
            hash = (hash ^ '|') * Prime;
        }
        return unchecked((int)hash);
    }
}
