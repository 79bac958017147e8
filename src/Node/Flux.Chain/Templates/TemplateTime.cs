using Flux.Chain.Selection;
using Flux.Consensus.Headers;
using Flux.Consensus.Networks;

namespace Flux.Chain.Templates;

/// <summary>
/// Which time a new block gets: now, but after the median of its ancestors. Where the target is constant the miner paces itself, and a
/// burst stamps each block parent + spacing while that lies in the past (architecture §4).
/// </summary>
internal sealed class TemplateTime(Network network, Branch parent)
{
    /// <summary>The least time the rules allow.</summary>
    public uint Minimum { get; } = parent.MedianTimePast(parent.Height, network.Time.MedianWindow) + 1;

    /// <summary>The time to stamp, in Unix seconds; <paramref name="wanted"/> overrides all but the minimum.</summary>
    public uint Choose(DateTimeOffset now, uint? wanted)
    {
        var present = (uint)Math.Clamp(now.ToUnixTimeSeconds(), 0, uint.MaxValue);
        var natural = PacesItself ? Math.Min(present, parent.Tip().Time + (uint)network.Work.Spacing) : present;
        return Math.Max(Minimum, wanted ?? natural);
    }

    private bool PacesItself => network.Work.Difficulty.At(parent.Height + 1) == DifficultyAlgorithm.Constant;
}
