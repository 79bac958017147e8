using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Flux.Primitives.Benchmarks;

/// <summary>Bytes of wire form per second, from the median: 10^6 bytes are a megabyte.</summary>
/// <param name="bytesPerOperation">Bytes that one operation reads or writes.</param>
internal sealed class MegabytesPerSecondColumn(double bytesPerOperation) : IColumn
{
    public string Id => nameof(MegabytesPerSecondColumn);

    public string ColumnName => "MB/s";

    public string Legend => "Bytes of wire form per second (median), 1 MB = 10^6 bytes";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, SummaryStyle.Default);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
    {
        var nanoseconds = summary[benchmarkCase]?.ResultStatistics?.Median;
        return nanoseconds is { } time ? (1000 * bytesPerOperation / time).ToString("N0", CultureInfo.InvariantCulture) : "NA";
    }
}
