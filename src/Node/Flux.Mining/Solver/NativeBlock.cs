using System.Runtime.InteropServices;

namespace Flux.Mining.Solver;

/// <summary>
/// Memory outside the managed heap, given back to the system when disposed. Large blocks ask for huge pages: the rounds write to thousands
/// of places in turn, and with 4 KiB pages most of those writes would miss the address translation cache.
/// </summary>
internal sealed unsafe partial class NativeBlock : IDisposable
{
    /// <summary>Bytes behind the end that may be read (never written): rows are read in words.</summary>
    internal const int Slack = 64;

    private const int HugePage = 2 << 20;
    private const int AdviseHugePages = 14;

    private void* _memory;

    internal NativeBlock(long bytes)
    {
        var size = (nuint)bytes + Slack;
        _memory = NativeMemory.AlignedAlloc(size, bytes >= HugePage ? (nuint)HugePage : 64);
        // Advice only: without it the solver works, more slowly.
        if (OperatingSystem.IsLinux() && bytes >= HugePage) _ = Advise(_memory, size, AdviseHugePages);
    }

    ~NativeBlock() => Release();

    /// <summary>The first byte.</summary>
    public byte* Start => (byte*)_memory;

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
