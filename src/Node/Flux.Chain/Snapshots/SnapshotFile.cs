using System.Security.Cryptography;
using Flux.Chain.Store;
using Flux.Consensus.Networks;

namespace Flux.Chain.Snapshots;

/// <summary>Opens a snapshot file only if it is the one that was meant.</summary>
internal static class SnapshotFile
{
    /// <exception cref="ChainStoreException">There is no such file, it is of another network, or its hash is another.</exception>
    public static FileStream Open(SnapshotSource source, Network network)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(source.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan);
            var head = new SnapshotReader(file, 0).Head;
            if (head.Genesis != network.Genesis.Hash) throw Wrong(source.Path, $"it is of a chain with genesis block {head.Genesis}, not of network {network.Name}");
            file.Position = 0;
            Compare(source, network, head, Convert.ToHexStringLower(SHA256.HashData(file)));
            file.Position = 0;
            return file;
        }
        catch (SnapshotFormatException fault)
        {
            file?.Dispose();
            throw Wrong(source.Path, fault.Message);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw Wrong(source.Path, fault.Message);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    public static ChainStoreException Wrong(string path, string what, Exception? cause = null) =>
        new(ChainStoreFault.Snapshot, $"The snapshot {path} cannot be used: {what}. Fetch it again, or start without -snapshot to download the whole chain; the chain directory is as empty as before.", cause);

    private static void Compare(SnapshotSource source, Network network, SnapshotHead head, string found)
    {
        if (source.Hash is { } named)
        {
            if (!found.Equals(named, StringComparison.OrdinalIgnoreCase)) throw Wrong(source.Path, $"its SHA-256 is {found}, where -snapshothash names {named}");
            return;
        }
        var known = network.Snapshots.FirstOrDefault(checkpoint => checkpoint.Height == head.Height && checkpoint.Base == head.Base);
        if (known is null) throw Wrong(source.Path, $"network {network.Name} knows no snapshot at height {head.Height}, block {head.Base}, so its SHA-256 ({found}) must be confirmed with -snapshothash");
        if (!found.Equals(known.Sha256, StringComparison.OrdinalIgnoreCase)) throw Wrong(source.Path, $"its SHA-256 is {found}, where network {network.Name} names {known.Sha256}");
    }
}
