using System.Collections.Immutable;
using Flux.Consensus.Transactions.Policy;
using Flux.Primitives;

namespace Flux.Chain.Mempool;

/// <summary>
/// Learns from the blocks which fee rate was enough to be mined within so many blocks (chain reference §6.10). Waiting transactions are sorted
/// into buckets by fee rate; for each bucket and each span it keeps, with older blocks counting less and less, how many were mined in time. What
/// still waits counts against a bucket. Written to by the writer, read from anywhere.
/// </summary>
internal sealed class FeeEstimator
{
    /// <summary>Longest span, in blocks.</summary>
    public const int MostBlocks = 25;

    private const double Decay = 0.998;
    private const double EnoughInTime = 0.85;

    /// <summary>Transactions a range of buckets needs before it says anything: one a block in the long run.</summary>
    private const double EnoughTransactions = 1 / (1 - Decay);

    private const double LowestRate = 10;
    private const double HighestRate = 1e7;
    private const double Step = 1.1;

    private readonly Lock _gate = new();
    private readonly double[] _limits;
    private readonly double[] _count;
    private readonly double[] _rates;
    private readonly double[][] _inTime;
    private readonly int[][] _waiting;
    private readonly int[] _waitingLong;
    private readonly Dictionary<TxId, (int Height, int Bucket)> _tracked = [];
    private int _height;

    public FeeEstimator()
    {
        var limits = new List<double>();
        for (var limit = LowestRate; limit <= HighestRate; limit *= Step) limits.Add(limit);
        _limits = [.. limits, double.PositiveInfinity];
        _count = new double[_limits.Length];
        _rates = new double[_limits.Length];
        _inTime = Rows<double>();
        _waiting = Rows<int>();
        _waitingLong = new int[_limits.Length];
    }

    /// <summary>What it has learnt, to be kept over a restart; what it watches is not part of it.</summary>
    public FeeHistory History
    {
        get
        {
            lock (_gate) return new FeeHistory(_height, [.. _count], [.. _rates], [.. _inTime.Select(row => row.ToImmutableArray())]);
        }
    }

    /// <summary>Height of the last block that taught something.</summary>
    public int Height
    {
        get
        {
            lock (_gate) return _height;
        }
    }

    /// <summary>How many waiting transactions are watched.</summary>
    public int Tracked
    {
        get
        {
            lock (_gate) return _tracked.Count;
        }
    }

    /// <summary>
    /// Goes on with what an earlier run has learnt; false when it is of an estimator with other buckets. Blocks up to that run's height teach
    /// nothing twice. Call it before the first transaction comes.
    /// </summary>
    public bool TryRestore(FeeHistory history)
    {
        if (history.Count.Length != _count.Length || history.Rates.Length != _rates.Length || history.InTime.Length != MostBlocks) return false;
        if (history.InTime.Any(row => row.Length != _count.Length)) return false;
        lock (_gate)
        {
            history.Count.CopyTo(_count);
            history.Rates.CopyTo(_rates);
            for (var span = 0; span < MostBlocks; span++) history.InTime[span].CopyTo(_inTime[span]);
            _height = Math.Max(_height, history.Height);
        }
        return true;
    }

    /// <summary>A transaction began to wait while the tip was at <paramref name="height"/>. One that came under another tip says nothing.</summary>
    public void Enter(PoolEntry entry, int height)
    {
        lock (_gate)
        {
            if (entry.Transaction.IsFluxNode || height != _height) return;
            var bucket = BucketOf(RateOf(entry));
            if (_tracked.TryAdd(entry.Id, (height, bucket))) _waiting[height % MostBlocks][bucket]++;
        }
    }

    /// <summary>A transaction left without being mined.</summary>
    public void Leave(TxId id)
    {
        lock (_gate) Forget(id, out _);
    }

    /// <summary>A block was connected, with these of the waiting transactions. Heights that were passed before teach nothing new.</summary>
    public void Connected(int height, IReadOnlyCollection<PoolEntry> mined)
    {
        lock (_gate)
        {
            if (height <= _height)
            {
                foreach (var entry in mined) Forget(entry.Id, out _);
                return;
            }
            _height = height;
            AgeWaiting(height);
            Fade();
            foreach (var entry in mined) Learn(entry, height);
        }
    }

    /// <summary>The rate that was enough to be mined within <paramref name="blocks"/>; null when too little is known, or for 0 or over 25 blocks.</summary>
    public FeeRate? Estimate(int blocks)
    {
        if (blocks is < 1 or > MostBlocks) return null;
        lock (_gate) return Median(CheapestGoodRange(blocks));
    }

    private void Learn(PoolEntry entry, int height)
    {
        if (!Forget(entry.Id, out var entered) || height <= entered) return;
        var rate = RateOf(entry);
        var bucket = BucketOf(rate);
        _count[bucket]++;
        _rates[bucket] += rate;
        for (var span = height - entered; span <= MostBlocks; span++) _inTime[span - 1][bucket]++;
    }

    /// <summary>Who came so many blocks ago that its place in the ring is needed again waits long from now on.</summary>
    private void AgeWaiting(int height)
    {
        var row = _waiting[height % MostBlocks];
        for (var i = 0; i < row.Length; i++) _waitingLong[i] += row[i];
        Array.Clear(row);
    }

    private void Fade()
    {
        foreach (var row in _inTime.Append(_count).Append(_rates))
            for (var i = 0; i < row.Length; i++) row[i] *= Decay;
    }

    /// <summary>From the dearest down: buckets are joined until they hold enough, and the last range that was in time is the answer.</summary>
    private (int Low, int High)? CheapestGoodRange(int blocks)
    {
        (int, int)? best = null;
        var high = _limits.Length - 1;
        var (inTime, count, waiting) = (0.0, 0.0, 0);
        for (var bucket = high; bucket >= 0; bucket--)
        {
            inTime += _inTime[blocks - 1][bucket];
            count += _count[bucket];
            waiting += WaitingAtLeast(blocks, bucket);
            if (count < EnoughTransactions) continue;
            if (inTime / (count + waiting) < EnoughInTime) break;
            best = (bucket, high);
            (inTime, count, waiting, high) = (0, 0, 0, bucket - 1);
        }
        return best;
    }

    private int WaitingAtLeast(int blocks, int bucket)
    {
        var sum = _waitingLong[bucket];
        for (var age = blocks; age < MostBlocks && age <= _height; age++) sum += _waiting[(_height - age) % MostBlocks][bucket];
        return sum;
    }

    private FeeRate? Median((int Low, int High)? range)
    {
        if (range is not var (low, high)) return null;
        var half = _count.AsSpan(low, high - low + 1).ToArray().Sum() / 2;
        for (var bucket = low; bucket <= high; bucket++)
        {
            if (_count[bucket] >= half && _count[bucket] > 0) return new FeeRate((long)(_rates[bucket] / _count[bucket]));
            half -= _count[bucket];
        }
        return null;
    }

    private bool Forget(TxId id, out int entered)
    {
        entered = 0;
        if (!_tracked.Remove(id, out var tracked)) return false;
        entered = tracked.Height;
        var row = _height - tracked.Height >= MostBlocks ? _waitingLong : _waiting[tracked.Height % MostBlocks];
        row[tracked.Bucket]--;
        return true;
    }

    private int BucketOf(double rate)
    {
        var at = Array.BinarySearch(_limits, rate);
        return at >= 0 ? at : Math.Min(~at, _limits.Length - 1);
    }

    private static double RateOf(PoolEntry entry) => entry.Fee.Satoshis * 1000.0 / entry.Size;

    private T[][] Rows<T>() => [.. Enumerable.Range(0, MostBlocks).Select(_ => new T[_limits.Length])];
}
