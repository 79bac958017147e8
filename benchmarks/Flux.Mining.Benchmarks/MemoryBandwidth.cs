using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Flux.Mining.Benchmarks;

/// <summary>What the memory of this machine can do at best, for the bound: reading one large array after the other, and copying.</summary>
internal static unsafe class MemoryBandwidth
{
    private const long Bytes = 512L << 20;
    private const int Times = 5;

    public static void Measure(int threads)
    {
        Tell("read", threads, 1, (source, _) =>
        {
            ulong sum = 0;
            foreach (var word in new ReadOnlySpan<ulong>(source, (int)(Bytes / 8))) sum ^= word;
            return sum;
        });
        Tell("copy (read, take the line, write back)", threads, 3, (source, target) =>
        {
            new ReadOnlySpan<byte>(source, (int)(Bytes / 2)).CopyTo(new Span<byte>(target, (int)(Bytes / 2)));
            return 0;
        });
    }

    private delegate ulong Pass(void* source, void* target);

    private static void Tell(string what, int threads, int factor, Pass pass)
    {
        var best = double.MaxValue;
        var moved = threads * (factor == 1 ? Bytes : Bytes / 2) * factor;
        var blocks = Enumerable.Range(0, 2 * threads).Select(_ => (nint)NativeMemory.AllocZeroed((nuint)Bytes)).ToArray();
        foreach (var block in blocks) new Span<byte>((void*)block, (int)Bytes).Fill(1);
        for (var time = 0; time < Times; time++)
        {
            var began = Stopwatch.GetTimestamp();
            var running = Enumerable.Range(0, threads).Select(i => new Thread(() => GC.KeepAlive(pass((void*)blocks[2 * i], (void*)blocks[(2 * i) + 1])))).ToList();
            running.ForEach(thread => thread.Start());
            running.ForEach(thread => thread.Join());
            best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
        foreach (var block in blocks) NativeMemory.Free((void*)block);
        Console.WriteLine($"{what}, {threads} thread(s): {moved / best / 1e9:F1} GB/s at best");
    }
}
