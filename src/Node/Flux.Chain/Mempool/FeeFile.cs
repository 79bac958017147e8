using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Chain.Mempool;

/// <summary>
/// fee_estimates.dat: what was learnt about fees over a restart, own format, little-endian: 8 bytes <c>FLUXFEES</c>, format 1, genesis hash, height,
/// number of buckets, number of spans, then as IEEE doubles the counts, the sums of rates, and for each span the counts in time; sealed like mempool.dat.
/// </summary>
internal static class FeeFile
{
    private const int Format = 1;
    private const int MostRows = 10_000;

    private static ReadOnlySpan<byte> Magic => "FLUXFEES"u8;

    /// <summary>The contents as bytes.</summary>
    public static byte[] Write(FeeHistory history, BlockHash genesis)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = SealedFile.Begin(buffer, Magic, Format, genesis);
        writer.WriteInt32(history.Height);
        writer.WriteInt32(history.Count.Length);
        writer.WriteInt32(history.InTime.Length);
        foreach (var number in history.InTime.Prepend(history.Rates).Prepend(history.Count).SelectMany(row => row)) writer.WriteInt64(BitConverter.DoubleToInt64Bits(number));
        return SealedFile.Seal(buffer);
    }

    public static bool TryParse(ReadOnlySpan<byte> bytes, BlockHash genesis, [NotNullWhen(true)] out FeeHistory? history, [NotNullWhen(false)] out string? reason)
    {
        history = null;
        if (!SealedFile.TryOpen(bytes, Magic, Format, genesis, "no file of fee estimates", out var reader, out reason)) return false;
        if (!TryRead(ref reader, out history) || reader.Remaining != 0) (history, reason) = (null, reader.Error ?? "it does not end where it should");
        return history is not null;
    }

    private static bool TryRead(ref WireReader reader, out FeeHistory? history)
    {
        history = null;
        if (!reader.TryReadInt32(out var height) || !reader.TryReadInt32(out var buckets) || !reader.TryReadInt32(out var spans)) return false;
        if (height < 0 || buckets is < 1 or > MostRows || spans is < 1 or > MostRows) return reader.Fail("impossible numbers");
        if (!TryReadRow(ref reader, buckets, out var count) || !TryReadRow(ref reader, buckets, out var rates)) return false;
        var inTime = ImmutableArray.CreateBuilder<ImmutableArray<double>>();
        for (var i = 0; i < spans; i++)
        {
            if (!TryReadRow(ref reader, buckets, out var row)) return false;
            inTime.Add(row);
        }
        history = new FeeHistory(height, count, rates, inTime.ToImmutable());
        return true;
    }

    private static bool TryReadRow(ref WireReader reader, int length, out ImmutableArray<double> row)
    {
        row = [];
        if (reader.Remaining / sizeof(long) < length) return reader.Fail("fewer numbers than it says");
        var numbers = new double[length];
        for (var i = 0; i < length; i++)
        {
            if (!reader.TryReadInt64(out var bits)) return false;
            numbers[i] = BitConverter.Int64BitsToDouble(bits);
            if (!double.IsFinite(numbers[i]) || numbers[i] < 0) return reader.Fail("a number that cannot be");
        }
        row = [.. numbers];
        return true;
    }
}
