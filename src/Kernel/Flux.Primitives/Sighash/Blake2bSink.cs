using System.Buffers;
using Flux.Crypto.Hashing;

namespace Flux.Primitives.Sighash;

/// <summary>A buffer that feeds BLAKE2b-256, so that the wire writers can hash without collecting the bytes first.</summary>
internal sealed class Blake2bSink(ReadOnlySpan<byte> personalization) : IBufferWriter<byte>
{
    private const int BufferSize = 1024;

    private readonly byte[] _buffer = new byte[BufferSize];
    private byte[]? _large;
    private int _used;
    private Blake2b _hash = new(personalization, Hash256.Size);

    public void Advance(int count)
    {
        if (_large is null)
        {
            _used += count;
            return;
        }
        _hash.Update(_large.AsSpan(0, count));
        _large = null;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (sizeHint > BufferSize - _used || _used == BufferSize) Flush();
        if (sizeHint <= BufferSize) return _buffer.AsMemory(_used);
        _large = new byte[sizeHint];
        return _large;
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public Hash256 Finish()
    {
        Flush();
        Span<byte> digest = stackalloc byte[Hash256.Size];
        _hash.Finish(digest);
        return new Hash256(digest);
    }

    private void Flush()
    {
        _hash.Update(_buffer.AsSpan(0, _used));
        _used = 0;
    }
}
