namespace Flux.Apps.Rolls;

/// <summary>The times of a roll, in milliseconds (docs/operations/apps.md, "Update"; docs/decisions/0019).</summary>
public sealed record RollTiming
{
    /// <summary>A node that was not reached for this long is not waited for. Default 1,500, as placement's.</summary>
    public long LostAfterMs { get; init; } = 1_500;

    /// <summary>How long a changed instance must have answered before the next goes: gateways send requests to it again by then. Default 2,000.</summary>
    public long SettleMs { get; init; } = 2_000;

    /// <summary>How long an instance is waited for that lives and gets nowhere. Default 120,000, as placement's for an installation.</summary>
    public long TurnLimitMs { get; init; } = 120_000;

    /// <summary>How long the others keep the earlier message when the new one failed and is healthy nowhere, and how long who failed waits. Default 600,000.</summary>
    public long HoldMs { get; init; } = 600_000;

    public static RollTiming Default { get; } = new();
}
