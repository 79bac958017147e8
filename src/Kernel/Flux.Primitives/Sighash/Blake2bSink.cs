using System.Buffers;
using Flux.Crypto.Hashing;
using Flux.Primitives.Wire;

namespace Flux.Primitives.Sighash;

/// <summary>
/// A buffer that feeds BLAKE2b-256, so that the wire writers can hash without collecting the bytes first. One sink serves for several digests,
/// one after another. Nobody asks for more than 256 bytes in one piece: long data is written in several.
/// </summary>
internal sealed class Blake2bSink : IBufferWriter<byte>
{
    private const int BufferSize = 256;

    private readonly byte[] _buffer = new byte[BufferSize];
    private int _used;
    private Blake2b _hash;

    /// <summary>Begins a digest under 16 bytes of personalization.</summary>
    public WireWriter Begin(ReadOnlySpan<byte> personalization)
    {
        _hash = new Blake2b(personalization, Hash256.Size);
        _used = 0;
        return new WireWriter(this);
    }

    public void Advance(int count) => _used += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sizeHint, BufferSize);
        if (sizeHint > BufferSize - _used || _used == BufferSize) Flush();
        return _buffer.AsMemory(_used);
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
