using System.Globalization;

namespace Flux.Chain.Tests.Store;

/// <summary>How long a process took from its start until the chain was open.</summary>
/// <param name="WallMilliseconds">By the clock on the wall: much more on a busy machine.</param>
/// <param name="CpuMilliseconds">What it had to do.</param>
internal sealed record CrashOpening(int WallMilliseconds, int CpuMilliseconds)
{
    /// <summary>The child's first line; null when it did not come so far.</summary>
    public static CrashOpening? Parse(string line) => line.Split(' ') is ["open", _, var wall, var cpu]
        ? new CrashOpening(int.Parse(wall, CultureInfo.InvariantCulture), int.Parse(cpu, CultureInfo.InvariantCulture))
        : null;
}
