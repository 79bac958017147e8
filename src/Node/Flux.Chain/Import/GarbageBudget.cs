namespace Flux.Chain.Import;

/// <summary>
/// Collects young garbage after every so many bytes allocated. The runtime alone waits until much more has gathered (its budget follows the
/// size of the processor's cache), which saves little time and, while blocks stream through, keeps dead ones in memory.
/// </summary>
internal sealed class GarbageBudget(long bytes = GarbageBudget.DefaultBytes)
{
    /// <summary>32 MiB: some hundred blocks.</summary>
    public const long DefaultBytes = 32L << 20;

    private long _collected = GC.GetTotalAllocatedBytes();

    /// <summary>To be called now and then; cheap while the budget lasts.</summary>
    public void Check()
    {
        if (GC.GetTotalAllocatedBytes() - _collected < bytes) return;
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        _collected = GC.GetTotalAllocatedBytes();
    }
}
