using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;

namespace Flux.Daemon.Rpc;

/// <summary>
/// An answer in the making: bytes written by hand and by the JSON writer above them, from where they can be cut off again when a method fails
/// half way. Buffers and writers are used again by later answers; large ones go back to the shared pool.
/// </summary>
internal sealed class AnswerBuffer : IBufferWriter<byte>, IDisposable
{
    private const int FirstSize = 16 << 10;
    private const int LargestKept = 64 << 10;
    private const int MostKept = 64;

    private static readonly ConcurrentBag<AnswerBuffer> Kept = [];

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstSize);

    private AnswerBuffer() => Json = new Utf8JsonWriter(this, RpcDispatcher.WriterOptions);

    /// <summary>Writes one value at a time; flush it before anything else is written, reset it before the next.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>Bytes so far, without what the JSON writer still holds.</summary>
    public int Length { get; private set; }

    /// <summary>What was flushed so far.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>An empty one; dispose it when its bytes are not needed any more.</summary>
    public static AnswerBuffer Rent() => Kept.TryTake(out var kept) ? kept : new AnswerBuffer();

    /// <summary>Appends bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Forgets everything after the first <paramref name="length"/> bytes, and what the JSON writer holds.</summary>
    public void CutTo(int length)
    {
        Json.Reset();
        Length = length;
    }

    /// <inheritdoc/>
    public void Advance(int count) => Length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsMemory(Length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsSpan(Length);
    }

    public void Dispose()
    {
        CutTo(0);
        if (_bytes.Length <= LargestKept && Kept.Count < MostKept)
        {
            Kept.Add(this);
            return;
        }
        Json.Dispose();
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void MakeRoom(int sizeHint)
    {
        if (_bytes.Length - Length >= Math.Max(sizeHint, 1)) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(Length + sizeHint), 2 * _bytes.Length));
        Written.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
