namespace Flux.Chain;

/// <summary>What a chain does while it is opened, in the words of fluxd where it has the same step: callers of JSON-RPC read them.</summary>
public static class OpeningStep
{
    /// <summary>The database is opened and checked against the files.</summary>
    public const string Index = "Loading block index...";

    /// <summary>An empty directory is filled from a snapshot.</summary>
    public const string Snapshot = "Loading snapshot...";

    /// <summary>Blocks behind the flushed state are judged again; after -reindex all of them.</summary>
    public const string Blocks = "Verifying blocks...";

    /// <summary>The best branch is connected.</summary>
    public const string BestChain = "Activating best chain...";

    /// <summary>Waiting transactions of the last run are judged.</summary>
    public const string Pool = "Loading mempool...";
}
