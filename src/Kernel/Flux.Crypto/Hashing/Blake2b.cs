namespace Flux.Crypto.Hashing;

/// <summary>
/// Incremental BLAKE2b (RFC 7693) without key or salt, with a 16-byte personalization and a digest of 1 to 64 bytes.
/// A value: a copy is a midstate that can be continued on its own.
/// </summary>
public struct Blake2b
{
    /// <summary>Bytes of one compression block.</summary>
    public const int BlockBytes = 128;

    private Blake2bState _state;
    private Blake2bWords _buffer;
    private int _buffered;
    private ulong _compressed;
    private readonly byte _digestBytes;

    /// <summary>Starts a hash of <paramref name="digestBytes"/> (1–64) bytes.</summary>
    /// <param name="personalization16">Exactly 16 bytes, or empty for none (sixteen zeros).</param>
    /// <param name="digestBytes">Length of the digest, part of the hash's domain.</param>
    public Blake2b(ReadOnlySpan<byte> personalization16, int digestBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digestBytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digestBytes, 64);
        _digestBytes = (byte)digestBytes;
        _state = Blake2bState.Initial(personalization16, digestBytes);
    }

    /// <summary>Length of the digest in bytes.</summary>
    public readonly int DigestBytes => _digestBytes;

    /// <summary>Hashes <paramref name="data"/> at once; the digest's length (1–64) is that of the span.</summary>
    public static void Hash(ReadOnlySpan<byte> personalization16, ReadOnlySpan<byte> data, Span<byte> digest)
    {
        var hash = new Blake2b(personalization16, digest.Length);
        hash.Update(data);
        hash.Finish(digest);
    }

    /// <summary>Absorbs more data.</summary>
    public void Update(ReadOnlySpan<byte> data)
    {
        Span<byte> buffer = _buffer.Bytes;
        while (data.Length > 0)
        {
            // A full buffer is compressed only when more follows: the last block, even a full one, is marked as last.
            if (_buffered == BlockBytes)
            {
                _compressed += BlockBytes;
                Blake2bScalar.Compress(ref _state, _buffer, _compressed, last: false);
                _buffered = 0;
            }

            int take = Math.Min(BlockBytes - _buffered, data.Length);
            data[..take].CopyTo(buffer[_buffered..]);
            _buffered += take;
            data = data[take..];
        }
    }

    /// <summary>Writes the digest of all absorbed data. The state itself is left as it was: more can be absorbed afterwards.</summary>
    public readonly void Finish(Span<byte> digest)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(digest.Length, _digestBytes, nameof(digest));
        Blake2bState state = _state;
        Blake2bWords block = _buffer;
        block.Bytes[_buffered..].Clear();
        Blake2bScalar.Compress(ref state, block, _compressed + (ulong)_buffered, last: true);
        state.Write(digest);
    }

    /// <summary>
    /// The parts from which a last block can be finished elsewhere: the chaining value, the waiting bytes (zero-padded), how many bytes
    /// went before them and how many wait.
    /// </summary>
    internal readonly void Take(out Blake2bState state, out Blake2bWords block, out ulong compressed, out int buffered)
    {
        state = _state;
        block = _buffer;
        block.Bytes[_buffered..].Clear();
        compressed = _compressed;
        buffered = _buffered;
    }
}
