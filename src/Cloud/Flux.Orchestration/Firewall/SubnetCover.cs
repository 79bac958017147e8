using System.Net;
using System.Numerics;

namespace Flux.Orchestration.Firewall;

/// <summary>The fewest CIDR blocks that cover exactly the app subnets <c>prefix.first.0/24</c> to <c>prefix.last.0/24</c>.</summary>
internal static class SubnetCover
{
    private const int BitsOfSubnet = 24;

    public static IReadOnlyList<IPNetwork> Of(string prefix, int first, int last)
    {
        var blocks = new List<IPNetwork>();
        for (var octet = first; octet <= last;)
        {
            var size = LargestBlock(octet, last - octet + 1);
            blocks.Add(IPNetwork.Parse($"{prefix}.{octet}.0/{BitsOfSubnet - BitOperations.Log2((uint)size)}"));
            octet += size;
        }

        return blocks;
    }

    /// <summary>The largest power of two that divides the start and fits in what is left.</summary>
    private static int LargestBlock(int start, int left)
    {
        var aligned = start == 0 ? 256 : start & -start;
        while (aligned > left) aligned >>= 1;
        return aligned;
    }
}
