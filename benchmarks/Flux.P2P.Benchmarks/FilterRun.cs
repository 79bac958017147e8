using System.Diagnostics;
using System.Globalization;
using Flux.P2P.Relay;
using Flux.P2P.Wire;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.P2P.Benchmarks;

/// <summary>What peers with the dearest bloom filter cost the network loop, which asks every filter about every announced transaction.</summary>
internal static class FilterRun
{
    private const int TransactionsPerSecond = 100;
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(2);

    public static int Run(int peers)
    {
        Report("payment, 2 inputs and 2 outputs", Payment(inputs: 2, outputs: 2), peers);
        Report("payment, 2 inputs and 2,900 outputs (100 kB)", Payment(inputs: 2, outputs: 2_900), peers);
        return 0;
    }

    private static void Report(string what, Transaction transaction, int peers)
    {
        var filters = Enumerable.Range(0, peers).Select(tweak => Dearest((uint)tweak)).ToArray();
        MatchAll(filters, transaction);
        var (rounds, begun, cpu) = (0, Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        for (; Stopwatch.GetElapsedTime(begun) < Measured; rounds++) MatchAll(filters, transaction);
        var each = (Process.GetCurrentProcess().TotalProcessorTime - cpu) / rounds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {each.TotalMicroseconds / peers:F1} µs a peer, {each.TotalMicroseconds:F0} µs for {peers} peers; at {TransactionsPerSecond}/s {each.TotalSeconds * TransactionsPerSecond:P1} of a core"));
    }

    private static void MatchAll(BloomFilter[] filters, Transaction transaction)
    {
        foreach (var filter in filters) filter.Matches(transaction);
    }

    // One bit is missing: nearly everything is looked up with all functions, and nearly everything matches and would be inserted if it followed.
    private static BloomFilter Dearest(uint tweak)
    {
        var bits = new byte[BloomFilter.LargestSize];
        Array.Fill(bits, (byte)0xff);
        bits[17] = 0xfe;
        return BloomFilter.Of(new FilterLoadMessage(bits, BloomFilter.MostFunctions, tweak, (byte)BloomUpdate.All));
    }

    private static Transaction Payment(int inputs, int outputs) => new()
    {
        Version = 1,
        Inputs = [.. Enumerable.Range(0, inputs).Select(i => new TxInput(new OutPoint(new TxId(Filled(i)), (uint)i), new Script([71, .. new byte[71], 33, .. new byte[33]]), uint.MaxValue))],
        Outputs = [.. Enumerable.Range(0, outputs).Select(i => new TxOutput(new Amount(i), new Script([0x76, 0xa9, 20, .. Filled(i).Bytes[..20], 0x88, 0xac])))],
    };

    private static Hash256 Filled(int number)
    {
        Span<byte> bytes = stackalloc byte[Hash256.Size];
        BitConverter.TryWriteBytes(bytes, number);
        return new Hash256(bytes);
    }
}
