using Flux.Consensus.Networks;

namespace Flux.Mining.Miner;

/// <summary>Where the bits never change (<c>local</c>), nothing but the miner slows the chain down: it waits until the tip is one spacing old (architecture §4).</summary>
internal static class Pace
{
    /// <summary>How long to wait before work on the next block begins; zero where difficulty sets the pace.</summary>
    public static TimeSpan WaitFor(Network network, uint tipTime, TimeProvider time)
    {
        if (network.Work.Difficulty.At(int.MaxValue) != DifficultyAlgorithm.Constant) return TimeSpan.Zero;
        var wait = DateTimeOffset.FromUnixTimeSeconds(tipTime + (long)network.Work.Spacing) - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
