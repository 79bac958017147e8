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

    /// <summary>Main-chain blocks by time; default off.</summary>
    public bool TimestampIndex { get; init; }

    /// <summary>Build everything but the block files anew; default off.</summary>
    public bool Reindex { get; init; }

    /// <summary>Start an empty directory from this snapshot; null (default) downloads the whole chain.</summary>
    public Snapshots.SnapshotSource? Snapshot { get; init; }

    /// <summary>Keep about this much of blocks and undo, in MiB, and always the last <see cref="Selection.BlockPruner.KeptBlocks"/> blocks; 0 keeps everything. Default 0, else at least 550.</summary>
    public int PruneMiB { get; init; }

    /// <summary>What pruning aims at in bytes; for tests, which have little.</summary>
    internal long? PruneBytes { get; init; }

    /// <summary>A new pair of block files is begun at this size in bytes. While pruning they are smaller, so that a part can go.</summary>
    internal long? LargestBlockFile { get; init; }

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

    /// <summary>Hears the steps of opening (<see cref="OpeningStep"/>), the first once the directory is ours; on the thread that opens.</summary>
    public Action<string>? OnOpening { get; init; }

    /// <summary>Less would not hold the blocks that are always kept.</summary>
    public const int LeastPruneMiB = 550;

    /// <summary>Bytes that pruning aims at; null without pruning.</summary>
    internal long? PruneTarget => PruneBytes ?? (PruneMiB == 0 ? null : (long)PruneMiB << 20);

    /// <summary>Throws when a setting is out of its range, naming it, its value and the range.</summary>
    public void Validate()
    {
        Check(nameof(CacheMiB), CacheMiB, 4, 16_384);
        Check(nameof(CheckThreads), CheckThreads, 0, 16);
        Check(nameof(MostOrphanBlocks), MostOrphanBlocks, 0, 10_000);
        if (PruneMiB != 0) Check(nameof(PruneMiB), PruneMiB, LeastPruneMiB, int.MaxValue);
        if (PruneMiB != 0 && TransactionIndex) throw new ArgumentOutOfRangeException(nameof(PruneMiB), "Pruning and the transaction index exclude each other: the index points into blocks.");
        if (Snapshot is not null && (TransactionIndex || AddressIndex || SpentIndex || TimestampIndex))
            throw new ArgumentOutOfRangeException(nameof(Snapshot), "A snapshot and the indexes exclude each other: an index needs the whole history.");
        if (string.IsNullOrWhiteSpace(DataDirectory)) throw new ArgumentOutOfRangeException(nameof(DataDirectory), "DataDirectory must name a directory.");
        if (FlushInterval < TimeSpan.Zero || FlushInterval > TimeSpan.FromHours(1))
            throw new ArgumentOutOfRangeException(nameof(FlushInterval), FlushInterval, "FlushInterval must be from 0 s to 1 h.");
    }

    private static void Check(string name, int value, int least, int most)
    {
        if (value < least || value > most) throw new ArgumentOutOfRangeException(name, value, $"{name} must be from {least} to {most}.");
    }
}
