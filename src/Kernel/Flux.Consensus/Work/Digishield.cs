using Flux.Consensus.Headers;
using Flux.Consensus.Networks;

namespace Flux.Consensus.Work;

/// <summary>The first difficulty rule of main: the average of 17 targets, scaled by a damped and clamped time of median times.</summary>
internal static class Digishield
{
    private const int Damping = 4;

    public static UInt256 Next(WorkParameters work, int medianWindow, IAncestry parent)
    {
        var window = work.DigishieldWindow;
        var sum = UInt256.Zero;
        for (var i = 0; i < window; i++) sum += CompactTarget.Decode(parent.At(parent.Height - i).Bits);
        long ideal = window * work.Spacing;
        var actual = (long)parent.MedianTimePast(parent.Height, medianWindow) - parent.MedianTimePast(parent.Height - window, medianWindow);
        actual = ideal + ((actual - ideal) / Damping);
        actual = Math.Clamp(actual, ideal * (100 - work.DigishieldAdjust.Up) / 100, ideal * (100 + work.DigishieldAdjust.Down) / 100);
        return UInt256.Min(work.PowLimit, sum / (ulong)window / (ulong)ideal * (ulong)actual);
    }
}
