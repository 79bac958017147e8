using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Chain.Mempool;

/// <summary>The frame of the pool's files: 8 bytes that say what it is, the format, the genesis hash of the chain, the contents, and SHA-256 of all that.</summary>
internal static class SealedFile
{
    /// <summary>Bytes of the shortest file that could be one.</summary>
    public const int SmallestSize = 8 + SHA256.HashSizeInBytes;

    public static WireWriter Begin(ArrayBufferWriter<byte> buffer, ReadOnlySpan<byte> magic, int format, BlockHash genesis)
    {
        buffer.Write(magic);
        var writer = new WireWriter(buffer);
        writer.WriteInt32(format);
        writer.WriteHash(genesis.Value);
        return writer;
    }

    public static byte[] Seal(ArrayBufferWriter<byte> buffer)
    {
        buffer.Write(SHA256.HashData(buffer.WrittenSpan));
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A reader at the contents; false with the reason when the file is damaged or of another kind or chain.</summary>
    public static bool TryOpen(
        ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> magic, int format, BlockHash genesis, string notThis, out WireReader reader, [NotNullWhen(false)] out string? reason)
    {
        reader = default;
        if (bytes.Length < SmallestSize)
        {
            reason = $"{bytes.Length} bytes are too few";
            return false;
        }
        var sealedPart = bytes[..^SHA256.HashSizeInBytes];
        reason = !bytes.StartsWith(magic) ? $"it is {notThis}"
            : !SHA256.HashData(sealedPart).AsSpan().SequenceEqual(bytes[^SHA256.HashSizeInBytes..]) ? "the checksum is wrong"
            : null;
        if (reason is not null) return false;
        reader = new WireReader(sealedPart[magic.Length..]);
        reason = !reader.TryReadInt32(out var found) || found != format ? $"format {found} is not known"
            : !reader.TryReadHash(out var hash) || hash != genesis.Value ? "it is of another chain"
            : null;
        return reason is null;
    }
}
