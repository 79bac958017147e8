namespace Flux.Chain.Snapshots;

/// <summary>What the blocks below a snapshot say about it.</summary>
internal enum HistoryVerdict
{
    /// <summary>Not all were judged.</summary>
    Open,

    /// <summary>They lead to its state.</summary>
    Agrees,

    /// <summary>One is invalid, or they lead to another state.</summary>
    Differs,
}
