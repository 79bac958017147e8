using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Flux.Consensus.Work;
using Flux.Primitives;
using Microsoft.Extensions.Logging;

namespace Flux.Mining.Stratum;

/// <summary>One miner's connection: reads its lines, answers, and passes jobs on. Whatever it does wrong ends this connection and no other.</summary>
internal sealed partial class StratumSession(StratumPool pool, Stream stream, IPAddress address, ILogger logger) : IDisposable
{
    /// <summary>Lines that may wait to be sent: more than a burst of requests can ask for. A miner that does not read is let go.</summary>
    private const int MostWaiting = 512;

    private const int MostWorkers = 16;
    private const int LongestName = 64;

    private readonly Channel<byte[]> _outgoing = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly MessageBudget _budget = new(pool.Options.MessagesPerSecond, pool.Options.MessageBurst, pool.Time);
    private readonly VariableDifficulty _difficulty = new(pool.Options.FirstDifficulty, pool.Options.ShareInterval, pool.Time);
    private readonly Lock _gate = new();
    private readonly HashSet<string> _workers = [];

    /// <summary>Job → share target that held when it was given; a later target does not count for it (ZIP 301).</summary>
    private readonly Dictionary<string, (UInt256 Target, double Difficulty)> _given = [];

    private byte[]? _nonce1;
    private bool _wantsExtranonce;

    /// <summary>Runs until the miner leaves, misbehaves or the server stops.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stop.Token);
        var sending = SendAsync(linked.Token);
        try
        {
            await ReadAsync(linked.Token).ConfigureAwait(false);
        }
        catch (LineTooLongException)
        {
            Offend(default, StratumError.LineTooLong);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The miner left, went quiet, or the server stops.
        }
        finally
        {
            _outgoing.Writer.TryComplete();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _stop.CancelAsync().ConfigureAwait(false);
            foreach (var worker in _workers) pool.Workers.Leave(worker);
        }
    }

    public void Dispose() => _stop.Dispose();

    /// <summary>Gives the miner a job, once it has a worker.</summary>
    public void Give(StratumJob job, bool clean)
    {
        lock (_gate)
        {
            if (_nonce1 is null || _workers.Count == 0) return;
            if (clean) _given.Clear();
            if (_difficulty.TryAdjust()) SendTarget(job);
            // A job that is given again keeps its first target: shares may be under way.
            _given.TryAdd(job.Id, (ShareTarget.Of(_difficulty.Current, job.Target), Math.Min(_difficulty.Current, ShareTarget.DifficultyOf(job.Target))));
            Send(StratumLines.Notify(job, clean));
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var reader = new LineReader(stream, pool.Options.LongestLineBytes);
        using var timer = pool.Time.CreateTimer(_ => Quiet(), null, pool.Options.AuthorizeWithin, Timeout.InfiniteTimeSpan);
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            if (_workers.Count > 0) timer.Change(pool.Options.IdleTimeout, Timeout.InfiniteTimeSpan);
            if (line.Length == 0) continue;
            if (!_budget.TryTake())
            {
                Offend(default, StratumError.TooFast);
                return;
            }
            if (!await AnswerAsync(line).ConfigureAwait(false)) return;
        }
    }

    /// <summary>False when the connection is to be closed.</summary>
    private async Task<bool> AnswerAsync(ReadOnlyMemory<byte> line)
    {
        if (!StratumRequest.TryParse(line, out var request)) return !Offend(default, StratumError.NotParsed);
        var error = request.Method switch
        {
            "mining.subscribe" => Subscribe(request),
            "mining.authorize" => Authorize(request),
            "mining.submit" => await SubmitAsync(request).ConfigureAwait(false),
            "mining.extranonce.subscribe" => SubscribeExtranonce(request),
            "mining.suggest_target" => SuggestTarget(request),
            _ => StratumError.UnknownMethod,
        };
        return error is null || !Offend(request.Id, error);
    }

    private StratumError? Subscribe(StratumRequest request)
    {
        lock (_gate) _nonce1 ??= pool.NextNonce1();
        Send(StratumLines.Subscribed(request.Id, _nonce1));
        return null;
    }

    private StratumError? SubscribeExtranonce(StratumRequest request)
    {
        _wantsExtranonce = true;
        Send(StratumLines.True(request.Id));
        if (_nonce1 is { } nonce1) Send(StratumLines.SetExtranonce(nonce1));
        return null;
    }

    /// <summary>Any name will do: this is a solo pool, what is found goes to the node's own address. The password is not looked at.</summary>
    private StratumError? Authorize(StratumRequest request)
    {
        if (_nonce1 is null) return StratumError.NotSubscribed;
        if (request.Text(0) is not { } name || !IsName(name)) return StratumError.BadParameters;
        lock (_gate)
        {
            if (!_workers.Contains(name) && _workers.Count >= MostWorkers) return StratumError.TooManyWorkers;
            if (_workers.Add(name)) pool.Workers.Join(name);
        }
        Send(StratumLines.True(request.Id));
        if (_wantsExtranonce) Send(StratumLines.SetExtranonce(_nonce1));
        Welcome();
        return null;
    }

    private static bool IsName(string name) => name.Length is > 0 and <= LongestName && name.All(c => c is > ' ' and < (char)127);

    private void Welcome()
    {
        if (pool.Jobs.Current is not { } job)
        {
            // The target comes with the first job then.
            SendTarget(null);
            return;
        }
        SendTarget(job);
        Give(job, clean: true);
    }

    private StratumError? SuggestTarget(StratumRequest request)
    {
        if (request.Bytes(0, Hash256.Size) is not { Length: Hash256.Size } bytes) return StratumError.BadParameters;
        Array.Reverse(bytes);
        lock (_gate) _difficulty.Suggest(ShareTarget.DifficultyOf(UInt256.FromLittleEndian(bytes)));
        Send(StratumLines.True(request.Id));
        SendTarget(pool.Jobs.Current);
        if (pool.Jobs.Current is { } job) Give(job, clean: false);
        return null;
    }

    private async Task<StratumError?> SubmitAsync(StratumRequest request)
    {
        if (_nonce1 is null) return StratumError.NotSubscribed;
        if (request.Text(0) is not { } worker || !_workers.Contains(worker)) return StratumError.Unauthorized;
        var (error, job, header, difficulty) = Judge(request);
        if (error is not null)
        {
            pool.Workers.Refuse(worker, error);
            return error;
        }
        pool.Workers.Accept(worker, difficulty);
        pool.Conduct.Credit(address);
        Send(StratumLines.True(request.Id));
        CountShare(job!);
        if (UInt256.FromHash(header!.Hash.Value) <= job!.Target) await HandInAsync(job, header, worker).ConfigureAwait(false);
        return null;
    }

    private void CountShare(StratumJob job)
    {
        lock (_gate)
        {
            _difficulty.Count();
            // Too many at once: a new target now, not with the next job.
            if (!_difficulty.TryAdjust()) return;
            SendTarget(job);
            Send(StratumLines.Notify(job, clean: false));
        }
    }

    private (StratumError? Error, StratumJob? Job, BlockHeader? Header, double Difficulty) Judge(StratumRequest request)
    {
        if (request.Text(1) is not { } id || request.Bytes(2, sizeof(uint)) is not { } time || request.Bytes(3, Hash256.Size) is not { } nonce2
            || request.Bytes(4, ShareJudge.LongestSolution) is not { } solution)
        {
            return (StratumError.BadParameters, null, null, 0);
        }
        if (pool.Jobs.Find(id) is not { } job) return (pool.Jobs.WasIssued(id) ? StratumError.Stale : StratumError.NeverIssued, null, null, 0);
        (UInt256 Target, double Difficulty) given;
        lock (_gate)
        {
            if (!_given.TryGetValue(id, out given)) return (StratumError.NeverIssued, null, null, 0);
        }
        var (error, header) = ShareJudge.Judge(pool.Network, job, given.Target, _nonce1, time, nonce2, solution);
        return (error, job, header, given.Difficulty);
    }

    private async Task HandInAsync(StratumJob job, BlockHeader header, string worker)
    {
        // Without the connection's token: a block is handed in even when its finder leaves.
        var refusal = await pool.Port.SubmitAsync(job.Block with { Header = header }, CancellationToken.None).ConfigureAwait(false);
        if (refusal is null)
        {
            pool.Found(job, header.Hash, worker);
            LogFound(worker, job.Height, header.Hash);
        }
        else
        {
            LogRefused(worker, job.Height, header.Hash, refusal);
        }
    }

    /// <summary>Refuses a request; true when that bans the address.</summary>
    private bool Offend(JsonElement id, StratumError error)
    {
        Send(StratumLines.Refusal(id, error));
        if (!pool.Conduct.Punish(address, error.Penalty)) return false;
        LogBanned(address, error.Message);
        return true;
    }

    private void SendTarget(StratumJob? job) => Send(StratumLines.SetTarget(ShareTarget.Of(_difficulty.Current, job?.Target ?? UInt256.Zero)));

    private void Send(byte[] line)
    {
        if (!_outgoing.Writer.TryWrite(line)) Quiet();
    }

    /// <summary>Ends the connection.</summary>
    private void Quiet()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended.
        }
    }

    private async Task SendAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var line in _outgoing.Reader.ReadAllAsync(cancellation).ConfigureAwait(false)) await stream.WriteAsync(line, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            Quiet();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Stratum: worker {Worker} found block {Height} {Hash}")]
    private partial void LogFound(string worker, int height, BlockHash hash);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stratum: block {Height} {Hash} of worker {Worker} was refused: {Reason}")]
    private partial void LogRefused(string worker, int height, BlockHash hash, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stratum: {Address} is banned for a while: {Reason}")]
    private partial void LogBanned(IPAddress address, string reason);
}
