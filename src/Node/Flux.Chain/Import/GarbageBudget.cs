namespace Flux.Chain.Import;

/// <summary>
/// Collects young garbage after every so many bytes allocated. The runtime alone waits until much more has gathered (its budget follows the
/// size of the processor's cache), which saves little time and, while blocks stream through, keeps dead ones in memory.
/// </summary>
internal sealed class GarbageBudget(long bytes = GarbageBudget.DefaultBytes)
{
    /// <summary>24 MiB: some hundred blocks.</summary>
    public const long DefaultBytes = 24L << 20;

    // Blocks on their way live through one collection and are garbage at the next: every third takes them too.
    private const int Middle = 3;

    // Coins and rows live from flush to flush, which to the runtime is for ever; of its own accord it looks after them half as often.
    private const int All = 16;

    private long _collected = GC.GetTotalAllocatedBytes();
    private int _collections;

    /// <summary>To be called now and then; cheap while the budget lasts.</summary>
    public void Check()
    {
        if (GC.GetTotalAllocatedBytes() - _collected < bytes) return;
        _collections++;
        var generation = _collections % All == 0 ? 2 : _collections % Middle == 0 ? 1 : 0;
        GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
        _collected = GC.GetTotalAllocatedBytes();
    }
}
