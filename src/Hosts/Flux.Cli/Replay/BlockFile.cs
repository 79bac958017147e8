using System.Buffers.Binary;
using System.Globalization;
using Flux.Consensus.Networks;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Cli.Replay;

/// <summary>A file of blocks as fluxd writes and reads them: four magic bytes, LE32 size, raw block, again and again; zeros may fill the end.</summary>
internal static class BlockFile
{
    private const int HeadBytes = 8;
    private const int LargestBlock = 4_000_000;

    /// <exception cref="CommandException">A record cannot be read; the message says which and at what offset.</exception>
    public static IEnumerable<Block> Read(string path, Network network)
    {
        using var file = Open(path);
        var head = new byte[HeadBytes];
        for (var record = 0; ; record++)
        {
            var at = file.Position;
            var got = file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
            if (got == 0) yield break;
            if (!head.AsSpan(0, got).ContainsAnyExcept((byte)0) && IsZeroToTheEnd(file)) yield break;
            if (got < HeadBytes) throw Damaged(path, record, at, "its head is cut short");
            var magic = network.MessageStart.AsSpan();
            if (!head.AsSpan(0, magic.Length).SequenceEqual(magic))
                throw Damaged(path, record, at, $"it begins with {Convert.ToHexStringLower(head.AsSpan(0, magic.Length))}; blocks of {network.Name} begin with {Convert.ToHexStringLower(magic)}");
            var size = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4));
            if (size is < 0 or > LargestBlock) throw Damaged(path, record, at, $"its size is {size}; allowed is 0 to {LargestBlock}");
            var bytes = new byte[size];
            if (file.ReadAtLeast(bytes, size, throwOnEndOfStream: false) < size) throw Damaged(path, record, at, $"it is cut short: {size} bytes were announced");
            if (!BlockCodec.TryParse(bytes, out var block, out var error)) throw Damaged(path, record, at, $"it is no block: {error}");
            yield return block;
        }
    }

    private static bool IsZeroToTheEnd(FileStream file)
    {
        Span<byte> piece = stackalloc byte[4096];
        for (int got; (got = file.Read(piece)) > 0;) if (piece[..got].ContainsAnyExcept((byte)0)) return false;
        return true;
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.NotFound, $"{path} cannot be read: {e.Message}", inner: e);
        }
    }

    private static CommandException Damaged(string path, int record, long offset, string what) =>
        new(ExitCode.Rejected, string.Create(CultureInfo.InvariantCulture, $"{path}: record {record} at offset {offset}: {what}."));
}
