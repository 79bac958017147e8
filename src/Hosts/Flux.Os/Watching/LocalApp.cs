namespace Flux.Os.Watching;

/// <summary>One app on this node. Written by the task that installs it, read by everybody.</summary>
internal sealed class LocalApp(string hash, long began)
{
    private volatile bool _isInstalled, _isBusy;
    private volatile string? _problem;

    public string Hash { get; } = hash;

    /// <summary>Timestamp at which the present install began.</summary>
    public long Began { get; } = began;

    /// <summary>Its containers were installed once and are kept running.</summary>
    public bool IsInstalled { get => _isInstalled; set => _isInstalled = value; }

    /// <summary>An install runs.</summary>
    public bool IsBusy { get => _isBusy; set => _isBusy = value; }

    /// <summary>Why the last install failed.</summary>
    public string? Problem { get => _problem; set => _problem = value; }
}
