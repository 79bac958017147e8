using Flux.Primitives.Scripts;

namespace Flux.TestKit;

/// <summary>A coin as the shadow sees it; Blocks is 0 for an ordinary one.</summary>
public sealed record ShadowCoin(long Value, Script Script, int Height, bool IsCoinbase, int Blocks)
{
    /// <summary>What it counts at a height.</summary>
    public long WorthAt(int height)
    {
        if (Blocks == 0) return Value;
        var age = height - Height;
        return age < Blocks ? Value - (Value / Blocks * age) : 0;
    }
}
