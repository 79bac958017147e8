namespace Flux.Daemon.Notifications;

/// <summary>Topics of the ZMQ feed (chain reference §12.11). Each message has three parts: topic, body, and a LE32 number that counts the messages of the topic.</summary>
internal static class ZmqTopics
{
    /// <summary>32 bytes of the new tip's hash, in display order.</summary>
    public const string HashBlock = "hashblock";

    /// <summary>32 bytes of a transaction's id, in display order: when it enters the pool and when a block with it is connected or taken back.</summary>
    public const string HashTx = "hashtx";

    /// <summary>The new tip as on the wire.</summary>
    public const string RawBlock = "rawblock";

    /// <summary>A transaction as on the wire; at the same moments as <see cref="HashTx"/>.</summary>
    public const string RawTx = "rawtx";

    /// <summary>Every connected block as on the wire, those on the way to a tip too.</summary>
    public const string CheckedBlock = "checkedblock";

    /// <summary>Hash of the new tip, in display order, and its LE32 height.</summary>
    public const string HashBlockHeight = "hashblockheight";

    /// <summary>Old tip, new tip and the block they have in common: each hash in display order and LE32 height.</summary>
    public const string ChainReorg = "chainreorg";

    /// <summary>What changed in the deterministic list of FluxNodes since the last such message (<see cref="NodeListDelta"/>); none for the first tip after the start.</summary>
    public const string FluxNodeListDelta = "fluxnodelistdelta";

    /// <summary>Where the FluxNode of this daemon stands (<see cref="NodeStatusBody"/>): once after the start, then when it changed.</summary>
    public const string FluxNodeStatus = "fluxnodestatus";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [HashBlock, HashTx, RawBlock, RawTx, CheckedBlock, HashBlockHeight, ChainReorg, FluxNodeListDelta, FluxNodeStatus];
}
