namespace Flux.P2P.Peers;

/// <summary>A small file that is always whole: written beside itself, flushed, and renamed over the old one.</summary>
internal static class AtomicFile
{
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var beside = path + ".new";
        using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        File.Move(beside, path, overwrite: true);
    }
}
