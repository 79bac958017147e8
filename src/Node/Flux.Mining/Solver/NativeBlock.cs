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
    private const int Page = 4 << 10;
    private const int AdviseHugePages = 14;

    private readonly long _bytes;
    private void* _memory;

    internal NativeBlock(long bytes)
    {
        _bytes = bytes;
        var size = (nuint)bytes + Slack;
        _memory = NativeMemory.AlignedAlloc(size, bytes >= HugePage ? (nuint)HugePage : 64);
        // Advice only: without it the solver works, more slowly.
        if (OperatingSystem.IsLinux() && bytes >= HugePage) _ = Advise(_memory, size, AdviseHugePages);
    }

    ~NativeBlock() => Release();

    /// <summary>The first byte.</summary>
    public byte* Start => (byte*)_memory;

    /// <summary>How many pieces <see cref="Touch"/> knows.</summary>
    public int Pieces => (int)((_bytes + HugePage - 1) / HugePage);

    /// <summary>Makes the system hand out the memory of a piece now; what is in it may be lost.</summary>
    /// <remarks>Safe: every byte written lies below the size.</remarks>
    public void Touch(int piece)
    {
        var end = Math.Min(_bytes, (piece + 1L) * HugePage);
        for (var at = (long)piece * HugePage; at < end; at += Page) Start[at] = 0;
    }

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
