using System.Buffers;
using System.IO.Pipelines;

namespace Flux.P2P.Wire;

/// <summary>
/// Reads messages from a connection. Memory grows with what arrived, never with what a length field claims. Frames with a wrong checksum or
/// command are skipped; a wrong start or an overlong payload ends the connection (chain reference §11.2).
/// </summary>
internal sealed class MessageReader(PipeReader input, ReadOnlyMemory<byte> messageStart)
{
    /// <summary>Called with the number of bytes of each piece that arrived.</summary>
    public Action<int>? Received { get; init; }

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
            _unread -= result.Buffer.Slice(0, consumed).Length;
            input.AdvanceTo(consumed, examined);
            if (incoming is { } read) return read;
            if (result.IsCompleted && examined.Equals(result.Buffer.End)) return Incoming.End("closed by the other side");
        }
    }

    private void Count(long buffered)
    {
        if (buffered > _unread) Received?.Invoke((int)(buffered - _unread));
        _unread = buffered;
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
            if (TryDecode(frame, out var incoming)) return (incoming, buffer.Start, buffer.Start);
        }
    }

    private static bool TryDecode(in Frame frame, out Incoming incoming)
    {
        if (frame.Payload.IsSingleSegment) return TryDecode(frame, frame.Payload.FirstSpan, out incoming);
        var length = (int)frame.Payload.Length;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            frame.Payload.CopyTo(rented);
            return TryDecode(frame, rented.AsSpan(0, length), out incoming);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static bool TryDecode(in Frame frame, ReadOnlySpan<byte> payload, out Incoming incoming)
    {
        incoming = default;
        if (FrameCodec.Checksum(payload) != frame.Checksum) return false;
        var message = MessageCatalog.Read(frame.Command, payload, out var error);
        incoming = new Incoming(frame.Command, message, error);
        return true;
    }
}
