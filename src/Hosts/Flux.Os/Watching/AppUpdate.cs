using Flux.Apps.Rolls;
using Flux.Orchestration.Installs;
using Flux.Orchestration.Updates;

namespace Flux.Os.Watching;

/// <summary>How far this node is with the message that is to follow the one that runs. One task at a time writes it, everybody reads.</summary>
internal sealed class AppUpdate(string hash)
{
    // What passes by itself is tried again so often before the network is told that the message does not run here.
    private const int Tries = 3;
    private const int LongestProblem = 200;
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    private volatile UpdatePlan? _plan;
    private volatile string _problem = "", _waitsFor = "";
    private volatile bool _isPrepared, _isPreparing, _isFailed;
    private long _failedAt;
    private int _failures;

    /// <summary>The message.</summary>
    public string Hash { get; } = hash;

    /// <summary>What it does here; null until prepared, and when nothing of the app runs.</summary>
    public UpdatePlan? Plan => _plan;

    /// <summary>Images are here and the plan is made.</summary>
    public bool IsPrepared => _isPrepared;

    /// <summary>It was tried and did not become healthy, or cannot be: others are told.</summary>
    public bool IsFailed => _isFailed;

    /// <summary>Why it has not begun, in words.</summary>
    public string WaitsFor { get => _waitsFor; set => _waitsFor = value; }

    /// <summary>Milliseconds since it failed; 0 when it did not.</summary>
    public long FailedForMs(TimeProvider time) => _isFailed ? Math.Max(1, (long)time.GetElapsedTime(Interlocked.Read(ref _failedAt)).TotalMilliseconds) : 0;

    /// <summary>A sentence for <c>/apps/why</c>; null when there is nothing to tell.</summary>
    public string? Sentence => _problem.Length > 0 ? $"the update failed: {_problem}" : _waitsFor.Length > 0 ? $"the update waits: {_waitsFor}" : null;

    /// <summary>Takes the preparation; false when it is prepared, being prepared, or a failure is too fresh.</summary>
    public bool TryBeginPreparing(TimeProvider time)
    {
        if (_isPrepared || _isPreparing || (_problem.Length > 0 && IsFresh(time))) return false;
        return _isPreparing = true;
    }

    /// <summary>The preparation ended well.</summary>
    public void Prepared(UpdatePlan? plan)
    {
        (_plan, _problem) = (plan, _isFailed ? _problem : "");
        _isPrepared = true;
        _isPreparing = false;
    }

    /// <summary>An attempt ended badly. True when others must be told: it is no trouble that passes by itself, or has not passed.</summary>
    public bool Failed(InstallFailure failure, TimeProvider time)
    {
        _problem = failure.Message.Length > LongestProblem ? failure.Message[..LongestProblem] + "…" : failure.Message;
        Interlocked.Exchange(ref _failedAt, time.GetTimestamp());
        _isPreparing = false;
        var passes = failure.Reason is InstallFailureReason.EngineUnavailable or InstallFailureReason.RegistryUnavailable or InstallFailureReason.Cancelled;
        _isFailed = !passes || ++_failures >= Tries;
        return _isFailed;
    }

    /// <summary>A failure after which it is too early for another attempt.</summary>
    public bool IsFresh(TimeProvider time) => _problem.Length > 0
        && time.GetElapsedTime(Interlocked.Read(ref _failedAt)) < (_isFailed ? TimeSpan.FromMilliseconds(RollTiming.Default.HoldMs) : RetryPause);
}
