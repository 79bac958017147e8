using Flux.P2P.Relay;
using Flux.Primitives;

namespace Flux.P2P.Sync;

/// <summary>What one peer has, and what it was asked for.</summary>
internal sealed class PeerSync
{
    /// <summary>Header with the most work that it is known to have.</summary>
    public HeaderFacts? BestKnown { get; set; }

    /// <summary>Last block that it announced and whose header is not known here.</summary>
    public BlockHash? Unknown { get; set; }

    /// <summary>Last header that we told it of.</summary>
    public HeaderFacts? LastTold { get; set; }

    /// <summary>When it was asked for headers that have not come; null when it was not.</summary>
    public TimeSpan? HeadersAskedAt { get; set; }

    /// <summary>It has been asked for headers in this connection.</summary>
    public bool HeadersStarted { get; set; }

    /// <summary>Announcements in a row whose parent was not known here.</summary>
    public int Unconnected { get; set; }

    /// <summary>New headers that it brought since the last that had more work than our tip.</summary>
    public int WeakHeaders { get; set; }

    /// <summary>It wants tips as headers.</summary>
    public bool PrefersHeaders { get; set; }

    /// <summary>It wants tips as compact blocks.</summary>
    public bool PrefersCompact { get; set; }

    /// <summary>Blocks asked for, oldest first.</summary>
    public LinkedList<BlockHash> InFlight { get; } = new();

    /// <summary>Compact blocks of it that wait for transactions. Owned by its session.</summary>
    public Dictionary<BlockHash, PartialBlock> Partial { get; } = [];

    /// <summary>Bytes of the transactions in <see cref="Partial"/>; written by the session, read anywhere.</summary>
    public long PartialBytes
    {
        get => Volatile.Read(ref _partialBytes);
        set => Volatile.Write(ref _partialBytes, value);
    }

    private long _partialBytes;

    /// <summary>Since when the oldest of <see cref="InFlight"/> is the oldest.</summary>
    public TimeSpan FrontSince { get; set; }

    /// <summary>Blocks in a row that others had to deliver in its place.</summary>
    public int Stalls { get; set; }

    /// <summary>Blocks that may be asked of it at a time: few at first, one more for each that it delivers.</summary>
    public int Allowance { get; set; } = BlockDownload.FirstAllowance;

    /// <summary>It has delivered a block that was asked of it.</summary>
    public bool HasDelivered { get; set; }

    /// <summary>Blocks that it sent and that were refused though their hash may be good (chain reference §13.22b): not asked for again here.</summary>
    public HashSet<BlockHash> Failed { get; } = [];

    /// <summary>Height up to which its best known branch is the branch of the best header, for the two hashes.</summary>
    public (BlockHash Known, BlockHash Best, int Height) Common { get; set; }
}
