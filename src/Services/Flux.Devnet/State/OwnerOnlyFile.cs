namespace Flux.Devnet.State;

/// <summary>Files with keys in them: readable by their owner only, replaced in one step.</summary>
internal static class OwnerOnlyFile
{
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>A kill leaves the old or the new content, never a mixture.</summary>
    public static void Write(string path, Action<Stream> content)
    {
        var next = path + ".next";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        using (var stream = new FileStream(next, options))
        {
            content(stream);
            stream.Flush(flushToDisk: true);
        }
        File.Move(next, path, overwrite: true);
    }
}
