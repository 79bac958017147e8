namespace Flux.Os.Watching;

/// <summary>One app on this node. Written by the task that installs it, read by everybody.</summary>
internal sealed class LocalApp(string hash, long began)
{
    private volatile bool _isInstalled, _isSwitching;
    private volatile AppUpdate? _update;
    private int _isBusy;
    private long _silentSince;
    private volatile string? _problem;

    public string Hash { get; } = hash;

    /// <summary>Timestamp at which the present install began.</summary>
    public long Began { get; } = began;

    /// <summary>Its containers were installed, answered once and are kept running.</summary>
    public bool IsInstalled { get => _isInstalled; set => _isInstalled = value; }

    /// <summary>An install runs, or somebody works on it.</summary>
    public bool IsBusy { get => Volatile.Read(ref _isBusy) == 1; set => Volatile.Write(ref _isBusy, value ? 1 : 0); }

    /// <summary>It was running when this process started; until it answers it is not counted as installed.</summary>
    public bool IsAdopted { get; init; }

    /// <summary>What ran before and runs again when this does not become healthy; null on a first install.</summary>
    public LocalApp? Previous { get; init; }

    /// <summary>Containers are being replaced: gateways must send nobody here.</summary>
    public bool IsSwitching { get => _isSwitching; set => _isSwitching = value; }

    /// <summary>The message that is to follow this one, once there is one.</summary>
    public AppUpdate? Update { get => _update; set => _update = value; }

    /// <summary>Makes it busy; false when it was.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _isBusy, 1) == 0;

    /// <summary>How often this message was tried here, this time included.</summary>
    public int Tries { get; init; }

    /// <summary>Milliseconds since it stopped answering; 0 while it does.</summary>
    public long SilentForMs(bool answers, TimeProvider time)
    {
        if (answers || !IsInstalled)
        {
            Interlocked.Exchange(ref _silentSince, 0);
            return 0;
        }
        Interlocked.CompareExchange(ref _silentSince, Math.Max(1, time.GetTimestamp()), 0);
        return (long)time.GetElapsedTime(Interlocked.Read(ref _silentSince)).TotalMilliseconds;
    }

    /// <summary>Why the last install failed.</summary>
    public string? Problem { get => _problem; set => _problem = value; }
}
