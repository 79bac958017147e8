namespace Flux.Chain.Store;

/// <summary>
/// The store cannot go on. <see cref="Exception.Message"/> is for the operator: what is wrong, where, and what to do about it.
/// After it the state on disk is still that of some block height.
/// </summary>
public sealed class ChainStoreException : Exception
{
    /// <summary>Says why and what to do.</summary>
    public ChainStoreException(ChainStoreFault fault, string message, Exception? cause = null)
        : base(message, cause) => Fault = fault;

    /// <summary>For the runtime.</summary>
    public ChainStoreException()
        : this(ChainStoreFault.InputOutput, "The chain store failed.")
    {
    }

    /// <summary>For the runtime.</summary>
    public ChainStoreException(string message)
        : this(ChainStoreFault.InputOutput, message)
    {
    }

    /// <summary>For the runtime.</summary>
    public ChainStoreException(string message, Exception cause)
        : this(ChainStoreFault.InputOutput, message, cause)
    {
    }

    /// <summary>Class of the fault.</summary>
    public ChainStoreFault Fault { get; }

    internal static ChainStoreException Corrupt(string what, Exception? cause = null) =>
        new(ChainStoreFault.Corrupt,
            $"The chain data is damaged: {what}. Stop the daemon and start it once with -reindex, or delete the chain directory to fetch everything again; keys and wallets are not stored there.",
            cause);

    internal static ChainStoreException Pruned(string what) =>
        new(ChainStoreFault.Pruned, $"A branch with more work leaves the main chain below what -prune or a snapshot kept: {what} is needed to go back and is not here. Delete the chain directory to fetch everything again; keys and wallets are not stored there.");

    internal static ChainStoreException Full(string path, Exception? cause = null) =>
        new(ChainStoreFault.Full, $"No space left on the disk that holds {path}. Free some space and start again; nothing was lost.", cause);
}
