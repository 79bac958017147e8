using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Flux.Crypto.Hashing;

namespace Flux.P2P.Wire;

/// <summary>
/// The frame around a message (chain reference §11.2): 4 bytes of message start, 12 of command, LE32 length, the first 4 bytes of
/// dSHA256 of the payload.
/// </summary>
internal static class FrameCodec
{
    /// <summary>Bytes before the payload.</summary>
    public const int HeaderSize = 24;

    /// <summary>Largest payload, 2 MiB.</summary>
    public const int LargestPayload = 2_097_152;

    private const int CommandSize = 12;

    /// <summary>Takes one frame from the front of <paramref name="input"/> when it is complete; nothing is taken otherwise.</summary>
    public static FrameStatus TryTake(ref ReadOnlySequence<byte> input, ReadOnlySpan<byte> messageStart, out Frame frame)
    {
        frame = default;
        if (input.Length < HeaderSize) return StartsWrong(input, messageStart) ? FrameStatus.WrongStart : FrameStatus.Incomplete;
        Span<byte> header = stackalloc byte[HeaderSize];
        input.Slice(0, HeaderSize).CopyTo(header);
        if (!header[..4].SequenceEqual(messageStart)) return FrameStatus.WrongStart;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(header[16..]);
        if (length > LargestPayload) return FrameStatus.TooLong;
        if (input.Length < HeaderSize + length) return FrameStatus.Incomplete;
        var payload = input.Slice(HeaderSize, length);
        input = input.Slice(HeaderSize + length);
        var named = TryReadCommand(header.Slice(4, CommandSize), out var command);
        frame = new Frame(command, payload, BinaryPrimitives.ReadUInt32LittleEndian(header[20..]));
        return named ? FrameStatus.Complete : FrameStatus.BadCommand;
    }

    /// <summary>The whole frame in a pooled buffer, which the caller disposes.</summary>
    public static PooledBuffer Encode(IMessage message, ReadOnlySpan<byte> messageStart)
    {
        var buffer = new PooledBuffer(256);
        buffer.GetSpan(HeaderSize)[..HeaderSize].Clear();
        buffer.Advance(HeaderSize);
        message.Write(buffer);
        var whole = buffer.WrittenSpan;
        messageStart.CopyTo(whole);
        Encoding.ASCII.GetBytes(message.Command, whole.Slice(4, CommandSize));
        BinaryPrimitives.WriteUInt32LittleEndian(whole[16..], (uint)(whole.Length - HeaderSize));
        BinaryPrimitives.WriteUInt32LittleEndian(whole[20..], Checksum(whole[HeaderSize..]));
        return buffer;
    }

    /// <summary>First four bytes of dSHA256, as LE32.</summary>
    public static uint Checksum(ReadOnlySpan<byte> payload)
    {
        Span<byte> digest = stackalloc byte[32];
        Hashes.DoubleSha256(payload, digest);
        return BinaryPrimitives.ReadUInt32LittleEndian(digest);
    }

    private static bool StartsWrong(in ReadOnlySequence<byte> input, ReadOnlySpan<byte> messageStart)
    {
        var length = (int)Math.Min(input.Length, messageStart.Length);
        Span<byte> start = stackalloc byte[length];
        input.Slice(0, length).CopyTo(start);
        return !start.SequenceEqual(messageStart[..length]);
    }

    /// <summary>Printable ASCII, then zeros to the end.</summary>
    private static bool TryReadCommand(ReadOnlySpan<byte> field, out string command)
    {
        command = "";
        var length = field.IndexOf((byte)0);
        if (length < 0) length = field.Length;
        if (field[length..].ContainsAnyExcept((byte)0) || field[..length].ContainsAnyExceptInRange((byte)0x20, (byte)0x7e)) return false;
        command = Encoding.ASCII.GetString(field[..length]);
        return true;
    }
}
