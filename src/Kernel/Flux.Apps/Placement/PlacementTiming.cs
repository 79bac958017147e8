namespace Flux.Apps.Placement;

/// <summary>The times of architecture §6.3–6.4, in milliseconds.</summary>
public sealed record PlacementTiming
{
    /// <summary>An instance not reached for this long, directly or indirectly, is replaced. Default 1,500.</summary>
    public long LostAfterMs { get; init; } = 1_500;

    /// <summary>A surplus is trimmed when more than the wanted number have been healthy for this long. Default 10,000.</summary>
    public long TrimAfterMs { get; init; } = 10_000;

    /// <summary>How long a better rank that lives but does not begin is waited for; then the next rank begins as well. Default 1,500.</summary>
    public long IdleGraceMs { get; init; } = 1_500;

    /// <summary>An installation that takes longer does not count any more. Default 120,000.</summary>
    public long InstallLimitMs { get; init; } = 120_000;

    public static PlacementTiming Default { get; } = new();
}
