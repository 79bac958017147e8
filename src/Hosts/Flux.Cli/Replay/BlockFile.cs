using System.Buffers.Binary;
using System.Globalization;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Cli.Replay;

/// <summary>A file of blocks as fluxd writes and reads them: four magic bytes, LE32 size, raw block, again and again.</summary>
internal static class BlockFile
{
    private const int HeadBytes = 8;
    private const int LargestBlock = 4_000_000;

    /// <exception cref="CommandException">A record cannot be read; the message says which and at what offset.</exception>
    public static IEnumerable<Block> Read(string path)
    {
        using var file = Open(path);
        var head = new byte[HeadBytes];
        for (var record = 0; ; record++)
        {
            var at = file.Position;
            var got = file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
            if (got == 0) yield break;
            var size = got == HeadBytes ? BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4)) : -1;
            if (size is < 0 or > LargestBlock) throw Damaged(path, record, at, got == HeadBytes ? $"its size is {size}" : "its head is cut short");
            var bytes = new byte[size];
            if (file.ReadAtLeast(bytes, size, throwOnEndOfStream: false) < size) throw Damaged(path, record, at, "it is cut short");
            if (!BlockCodec.TryParse(bytes, out var block, out var error)) throw Damaged(path, record, at, error ?? "it is no block");
            yield return block;
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (IOException e)
        {
            throw new CommandException(ExitCode.NotFound, $"{path} cannot be read: {e.Message}", inner: e);
        }
    }

    private static CommandException Damaged(string path, int record, long offset, string what) =>
        new(ExitCode.Rejected, string.Create(CultureInfo.InvariantCulture, $"{path}: record {record} at offset {offset}: {what}."));
}
