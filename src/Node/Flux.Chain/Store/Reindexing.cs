namespace Flux.Chain.Store;

/// <summary>Removes everything that can be rebuilt from the block files.</summary>
internal static class Reindexing
{
    public static void Clear(string database, string blocks)
    {
        // The database goes first: without it every block file counts as tail, so dying in between only means starting over.
        if (Directory.Exists(database)) Directory.Delete(database, recursive: true);
        if (!Directory.Exists(blocks)) return;
        // Pruned: without the first blocks the rest is of no use, and everything is fetched again.
        if (!File.Exists(Path.Combine(blocks, "blk00000.dat"))) foreach (var block in Directory.EnumerateFiles(blocks, "blk*.dat")) File.Delete(block);
        foreach (var undo in Directory.EnumerateFiles(blocks, "rev*.dat")) File.Delete(undo);
    }
}
