using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Flux.Crypto.Hashing;

/// <summary>What this machine can do.</summary>
internal static class LaneWidths
{
    /// <summary>The widest that pays.</summary>
    internal static LaneWidth Best =>
        Avx512F.IsSupported && Vector512.IsHardwareAccelerated ? LaneWidth.Eight
        : Vector256.IsHardwareAccelerated ? LaneWidth.Four
        : Vector128.IsHardwareAccelerated ? LaneWidth.Two
        : LaneWidth.One;

    /// <summary>All that work, for tests.</summary>
    internal static IReadOnlyList<LaneWidth> Available =>
        Avx512F.IsSupported ? [LaneWidth.One, LaneWidth.Two, LaneWidth.Four, LaneWidth.Eight] : [LaneWidth.One, LaneWidth.Two, LaneWidth.Four];
}
