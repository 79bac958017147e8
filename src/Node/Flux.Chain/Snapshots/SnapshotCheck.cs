using System.Security.Cryptography;
using Flux.Chain.Store;
using Flux.Consensus.Networks;

namespace Flux.Chain.Snapshots;

/// <summary>
/// Reads a snapshot from first to last byte without starting from it: whether it is whole, of this network, and with which hash. Whether its coins
/// are the right ones only the blocks below it can tell; a node that starts from it judges them.
/// </summary>
internal static class SnapshotCheck
{
    private const int CheckCancellationEvery = 4096;

    /// <exception cref="SnapshotFormatException">It is damaged, or of another network.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SnapshotFacts Run(string path, Network network, Func<int, Primitives.BlockHash?> ownBlockAt, CancellationToken cancellationToken)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan);
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        file.Position = 0;
        var reader = new SnapshotReader(file, StoreFamilies.State.Count);
        var head = reader.Head;
        if (head.Genesis != network.Genesis.Hash) throw new SnapshotFormatException($"it is of a chain with genesis block {head.Genesis}, not of network {network.Name}");
        var read = 0L;
        foreach (var _ in reader.Headers()) Pause(read++, cancellationToken);
        long coins = 0;
        foreach (var row in reader.Rows())
        {
            Pause(read++, cancellationToken);
            if (row.Family == StoreFamilies.Coins) coins++;
        }
        reader.ReadEnd();
        var own = ownBlockAt(head.Height);
        var isCheckpoint = network.Snapshots.Any(known => known.Height == head.Height && known.Base == head.Base && known.Sha256.Equals(hash, StringComparison.OrdinalIgnoreCase));
        return new SnapshotFacts(head.Height, head.Base, hash, file.Length, coins, own is null ? null : own == head.Base, isCheckpoint);
    }

    private static void Pause(long read, CancellationToken cancellationToken)
    {
        if (read % CheckCancellationEvery == 0) cancellationToken.ThrowIfCancellationRequested();
    }
}
