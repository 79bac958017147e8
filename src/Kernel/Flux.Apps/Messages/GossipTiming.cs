namespace Flux.Apps.Messages;

/// <summary>Ages and lifetimes of gossip in milliseconds (fluxos-protocol §1.5, §4.1, §4.2).</summary>
public static class GossipTiming
{
    /// <summary>An envelope older than this is stale.</summary>
    public const long MaxAgeMs = 300_000;

    /// <summary>An envelope further ahead than this is malformed.</summary>
    public const long MaxAheadMs = 120_000;

    /// <summary>State reports are passed on only while younger than this.</summary>
    public const long RelayAgeMs = 240_000;

    /// <summary>A report of running apps holds for 125 minutes.</summary>
    public const long RunningMs = 7_500_000;

    /// <summary>An announced installation holds for 15 minutes.</summary>
    public const long InstallingMs = 900_000;

    /// <summary>A failed installation is remembered for 24 hours.</summary>
    public const long InstallErrorMs = 86_400_000;

    /// <summary>Removals and address changes are remembered for 65 minutes.</summary>
    public const long RemovedMs = 3_900_000;

    /// <summary>After a node's notice that it shuts down, its reports hold for 420 seconds.</summary>
    public const long ShutdownGraceMs = 420_000;
}
