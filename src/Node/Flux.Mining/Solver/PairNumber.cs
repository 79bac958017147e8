using System.Runtime.CompilerServices;

namespace Flux.Mining.Solver;

/// <summary>Numbers the pairs of a bucket's rows: (0,1) is 0, (0,2) is 1, (1,2) is 2 and so on. Half the numbers that two slots side by side would take.</summary>
internal static class PairNumber
{
    /// <summary>The number of a pair; <paramref name="low"/> is below <paramref name="high"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Of(uint low, uint high) => ((ulong)high * (high - 1) / 2) + low;

    /// <summary>The pair of a number.</summary>
    internal static (int Low, int High) Split(ulong number)
    {
        // The root is exact enough to be off by one at most, for any number a bucket can have (below 2^40).
        var high = (ulong)((1 + Math.Sqrt(1 + (8.0 * number))) / 2);
        while (high * (high - 1) / 2 > number) high--;
        while ((high + 1) * high / 2 <= number) high++;
        return ((int)(number - (high * (high - 1) / 2)), (int)high);
    }
}
