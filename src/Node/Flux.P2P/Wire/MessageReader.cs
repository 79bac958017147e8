using System.Buffers;
using System.IO.Pipelines;

namespace Flux.P2P.Wire;

/// <summary>
/// Reads messages from a connection. Memory grows with what arrived, never with what a length field claims. Frames with a wrong
/// command are skipped, those with a wrong checksum come without their message; a wrong start or an overlong payload ends the connection (chain reference §11.2).
/// </summary>
internal sealed class MessageReader(PipeReader input, ReadOnlyMemory<byte> messageStart)
{
    /// <summary>Called with the number of bytes of each piece that arrived.</summary>
    public Action<int>? Received { get; init; }

    /// <summary>Bytes that arrived and are not read yet: most of a long message that has not come whole. Any thread.</summary>
    public long Held => Volatile.Read(ref _unread);

    private long _unread;

    /// <summary>The next message; <see cref="Incoming.IsEnd"/> when there is none. IO errors pass through.</summary>
    public async ValueTask<Incoming> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (result.IsCanceled) return Incoming.End("cancelled");
            Count(result.Buffer.Length);
            var (incoming, consumed, examined) = Take(result.Buffer);
            Volatile.Write(ref _unread, _unread - result.Buffer.Slice(0, consumed).Length);
            input.AdvanceTo(consumed, examined);
            if (incoming is { } read) return read;
            if (result.IsCompleted && examined.Equals(result.Buffer.End)) return Incoming.End("closed by the other side");
        }
    }

    private void Count(long buffered)
    {
        if (buffered > _unread) Received?.Invoke((int)(buffered - _unread));
        Volatile.Write(ref _unread, buffered);
    }

    /// <summary>Skips bad frames and decodes the first good one.</summary>
    private (Incoming? Incoming, SequencePosition Consumed, SequencePosition Examined) Take(ReadOnlySequence<byte> buffer)
    {
        while (true)
        {
            switch (FrameCodec.TryTake(ref buffer, messageStart.Span, out var frame))
            {
                case FrameStatus.Incomplete: return (null, buffer.Start, buffer.End);
                case FrameStatus.WrongStart: return (Incoming.End("wrong message start"), buffer.Start, buffer.End);
                case FrameStatus.TooLong: return (Incoming.End("message longer than 2 MiB"), buffer.Start, buffer.End);
                case FrameStatus.BadCommand: continue;
            }
            return (Decode(frame), buffer.Start, buffer.Start);
        }
    }

    private static Incoming Decode(in Frame frame)
    {
        if (frame.Payload.IsSingleSegment) return Decode(frame, frame.Payload.FirstSpan);
        var length = (int)frame.Payload.Length;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            frame.Payload.CopyTo(rented);
            return Decode(frame, rented.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static Incoming Decode(in Frame frame, ReadOnlySpan<byte> payload)
    {
        if (FrameCodec.Checksum(payload) != frame.Checksum) return Incoming.Damaged(frame.Command);
        var message = MessageCatalog.Read(frame.Command, payload, out var error);
        return new Incoming(frame.Command, message, error);
    }
}
