using System.Runtime.InteropServices;

namespace Flux.Chain.Store.Rocks;

/// <summary>
/// Makes glibc's allocator give back what RocksDB freed. Left alone it keeps freed memory in an arena a thread and, once it saw a large batch,
/// takes large blocks from these arenas too: 80 MiB more resident during an import. Elsewhere (musl, other systems) there is nothing to do.
/// </summary>
internal sealed class NativeHeap
{
    // The number that <malloc.h> gives the option: blocks from this size on are mapped one by one, and unmapped when freed.
    private const int MmapThreshold = -3;
    private const int LargeBytes = 128 << 10;

    /// <summary>What is written between two times of giving back; each takes some milliseconds.</summary>
    private const long WrittenBetween = 48L << 20;

    private long _written;
    private bool _isAbsent = !OperatingSystem.IsLinux();

    /// <summary>Sets the allocator up for the whole process.</summary>
    public NativeHeap() => Call(() => SetOption(MmapThreshold, LargeBytes));

    /// <summary>To be called after each batch with its rough size.</summary>
    public void Wrote(long bytes)
    {
        _written += bytes;
        if (_written < WrittenBetween) return;
        _written = 0;
        Call(() => Trim(0));
    }

    private void Call(Func<int> function)
    {
        if (_isAbsent) return;
        try
        {
            _ = function();
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library than glibc.
            _isAbsent = true;
        }
    }

    [DllImport("libc", EntryPoint = "mallopt", ExactSpelling = true)]
    private static extern int SetOption(int option, int value);

    [DllImport("libc", EntryPoint = "malloc_trim", ExactSpelling = true)]
    private static extern int Trim(nuint keptAtTop);
}
