using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;

namespace Flux.Daemon.Rpc;

/// <summary>A buffer and its JSON writer, used again by later answers: most are small and many come each second. Large ones are not kept.</summary>
internal sealed class AnswerBuffer : IDisposable
{
    private const int FirstSize = 1024;
    private const int LargestKept = 64 << 10;
    private const int MostKept = 64;

    private static readonly ConcurrentBag<AnswerBuffer> Kept = [];

    private readonly ArrayBufferWriter<byte> _bytes = new(FirstSize);

    private AnswerBuffer() => Json = new Utf8JsonWriter(_bytes, RpcDispatcher.WriterOptions);

    /// <summary>Writes into the buffer.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>What was flushed so far.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    /// <summary>An empty one; dispose it when its bytes are not needed any more.</summary>
    public static AnswerBuffer Rent() => Kept.TryTake(out var kept) ? kept : new AnswerBuffer();

    /// <summary>Ends with a line, as fluxd's answers do.</summary>
    public void EndLine()
    {
        Json.Flush();
        _bytes.Write("\n"u8);
    }

    public void Dispose()
    {
        if (_bytes.Capacity > LargestKept || Kept.Count >= MostKept)
        {
            Json.Dispose();
            return;
        }
        Json.Reset();
        _bytes.ResetWrittenCount();
        Kept.Add(this);
    }
}
