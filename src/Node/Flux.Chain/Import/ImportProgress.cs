using System.Globalization;

namespace Flux.Chain.Import;

/// <summary>How far an import or a rebuild has come.</summary>
/// <param name="Height">Height of the tip.</param>
/// <param name="Blocks">Blocks judged so far.</param>
/// <param name="Transactions">Their transactions.</param>
/// <param name="BytesDone">Bytes of the files that were read and judged.</param>
/// <param name="BytesTotal">Bytes of all files.</param>
/// <param name="Elapsed">Time since the start.</param>
/// <param name="BlocksPerSecond">Since the last report.</param>
/// <param name="TransactionsPerSecond">Since the last report.</param>
public sealed record ImportProgress(
    int Height, long Blocks, long Transactions, long BytesDone, long BytesTotal, TimeSpan Elapsed, double BlocksPerSecond, double TransactionsPerSecond)
{
    /// <summary>Estimated from the bytes; null before anything was read.</summary>
    public TimeSpan? TimeLeft => BytesDone == 0 ? null : Elapsed * ((double)Math.Max(0, BytesTotal - BytesDone) / BytesDone);

    /// <summary>One line for people.</summary>
    public override string ToString()
    {
        var part = BytesTotal == 0 ? 100 : 100.0 * BytesDone / BytesTotal;
        var left = TimeLeft is { } time ? time.ToString(time.TotalDays >= 1 ? @"d\.hh\:mm\:ss" : @"hh\:mm\:ss", CultureInfo.InvariantCulture) : "unknown";
        return string.Create(CultureInfo.InvariantCulture,
            $"height {Height}, {part:F1} % of {BytesTotal >> 20} MiB, {BlocksPerSecond:F0} blocks/s, {TransactionsPerSecond:F0} tx/s, time left {left}");
    }
}
