namespace Flux.Consensus.Networks;

/// <summary>How deep a branch may fork off, in blocks under the tip (chain reference §10.2); wider while the tip is in [WideFrom, WideUntil].</summary>
public sealed record ReorgLimit(int Depth, int WideDepth, int WideFrom, int WideUntil)
{
    /// <summary>The limit with this tip: a header is refused when tip − parent ≥ limit.</summary>
    public int At(int tipHeight) => tipHeight >= WideFrom && tipHeight <= WideUntil ? WideDepth : Depth;
}
