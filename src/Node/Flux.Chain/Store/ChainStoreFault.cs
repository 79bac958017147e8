namespace Flux.Chain.Store;

/// <summary>Why the store cannot go on; the daemon turns each into a message and an exit code.</summary>
public enum ChainStoreFault
{
    /// <summary>Another program has the directory open.</summary>
    InUse,

    /// <summary>Bytes on disk are not what was written there.</summary>
    Corrupt,

    /// <summary>No space left; nothing is lost, and the store opens again when there is space.</summary>
    Full,

    /// <summary>The directory belongs to another network or another genesis block.</summary>
    WrongNetwork,

    /// <summary>Written by a newer version of this program, or with other index settings.</summary>
    WrongFormat,

    /// <summary>A block is needed that was pruned.</summary>
    Pruned,

    /// <summary>A snapshot is not the one that was named, or not true.</summary>
    Snapshot,

    /// <summary>The operating system refused to read or write.</summary>
    InputOutput,
}
