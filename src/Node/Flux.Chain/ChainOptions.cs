using Flux.Consensus.Networks;

namespace Flux.Chain;

/// <summary>Settings of a <see cref="ChainNode"/>. Sizes say their unit; defaults are for a small machine.</summary>
public sealed record ChainOptions
{
    /// <summary>Directory of this chain alone; made when missing. Holds <c>blocks/</c>, <c>chainstate/</c> and a lock file.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Whose rules.</summary>
    public required Network Network { get; init; }

    /// <summary>Memory for coins and database together, in MiB; 4 to 16,384, default 64.</summary>
    public int CacheMiB { get; init; } = 64;

    /// <summary>Threads for signature checks; 0 uses every core. Default 0, at most 16.</summary>
    public int CheckThreads { get; init; }

    /// <summary>Find any transaction by its id; default off.</summary>
    public bool TransactionIndex { get; init; }

    /// <summary>Outputs, changes and balances by address; default off.</summary>
    public bool AddressIndex { get; init; }

    /// <summary>Who spent an output; default off.</summary>
    public bool SpentIndex { get; init; }

    /// <summary>Build everything but the block files anew; default off.</summary>
    public bool Reindex { get; init; }

    /// <summary>Longest time between a change and its flush; default 1 s. A block at the tip is flushed at once when the last flush is older.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Blocks kept in memory because their parent is not known; default 750.</summary>
    public int MostOrphanBlocks { get; init; } = 750;

    /// <summary>How many headers around the tip stay in memory.</summary>
    internal int HeaderWindow { get; init; } = Selection.HeaderTree.DefaultWindow;

    /// <summary>Keep the waiting transactions over a restart in mempool.dat; default on.</summary>
    public bool PersistPool { get; init; } = true;

    /// <summary>The mempool.</summary>
    public Mempool.PoolOptions Pool { get; init; } = new();

    /// <summary>Throws when a setting is out of its range, naming it, its value and the range.</summary>
    public void Validate()
    {
        Check(nameof(CacheMiB), CacheMiB, 4, 16_384);
        Check(nameof(CheckThreads), CheckThreads, 0, 16);
        Check(nameof(MostOrphanBlocks), MostOrphanBlocks, 0, 10_000);
        if (string.IsNullOrWhiteSpace(DataDirectory)) throw new ArgumentOutOfRangeException(nameof(DataDirectory), "DataDirectory must name a directory.");
        if (FlushInterval < TimeSpan.Zero || FlushInterval > TimeSpan.FromHours(1))
            throw new ArgumentOutOfRangeException(nameof(FlushInterval), FlushInterval, "FlushInterval must be from 0 s to 1 h.");
    }

    private static void Check(string name, int value, int least, int most)
    {
        if (value < least || value > most) throw new ArgumentOutOfRangeException(name, value, $"{name} must be from {least} to {most}.");
    }
}
