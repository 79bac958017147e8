namespace Flux.Chain.Import;

/// <summary>Counts what an import does and says now and then how far it has come.</summary>
internal sealed class ImportMeter(long bytesTotal, TimeProvider time, Action<ImportProgress> report)
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(5);

    private readonly long _started = time.GetTimestamp();
    private long _reported = time.GetTimestamp();
    private long _blocks;
    private long _transactions;
    private long _blocksThen;
    private long _transactionsThen;

    /// <summary>Adds judged blocks; reports when it is time to.</summary>
    public void Add(int blocks, long transactions, long bytesDone, int height)
    {
        _blocks += blocks;
        _transactions += transactions;
        if (time.GetElapsedTime(_reported) >= ReportEvery) report(Take(bytesDone, height));
    }

    /// <summary>Everything so far; the rates are those since the start.</summary>
    public ImportProgress Total(long bytesDone, int height)
    {
        (_blocksThen, _transactionsThen, _reported) = (0, 0, _started);
        return Take(bytesDone, height);
    }

    private ImportProgress Take(long bytesDone, int height)
    {
        var seconds = Math.Max(time.GetElapsedTime(_reported).TotalSeconds, 1e-3);
        var progress = new ImportProgress(
            height, _blocks, _transactions, bytesDone, bytesTotal, time.GetElapsedTime(_started),
            (_blocks - _blocksThen) / seconds, (_transactions - _transactionsThen) / seconds);
        (_blocksThen, _transactionsThen, _reported) = (_blocks, _transactions, time.GetTimestamp());
        return progress;
    }
}
