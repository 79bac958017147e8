using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Flux.Primitives;

namespace Flux.Chain.Snapshots;

/// <summary>Writes a snapshot: head, headers, each family of the state by name, then the base block and its undo. The same state makes the same bytes.</summary>
internal sealed class SnapshotWriter(Stream output) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Bytes written so far.</summary>
    public long Length { get; private set; }

    public void Head(SnapshotHead head) => Write(head.ToBytes());

    public void Header(SnapshotHeader header)
    {
        Number(header.TransactionCount);
        Number(header.BlockBytes);
        Sized(header.Bytes);
    }

    /// <summary>Begins a family; its rows follow, in order of key, and <see cref="EndFamily"/>.</summary>
    public void BeginFamily(string name) => Sized(Encoding.ASCII.GetBytes(name));

    public void Row(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        Sized(key);
        Sized(value);
    }

    /// <summary>No key is empty.</summary>
    public void EndFamily() => Number(0);

    /// <summary>After the last family: the base block and what taking it back needs.</summary>
    public void End(ReadOnlySpan<byte> block, ReadOnlySpan<byte> undo)
    {
        Number(0);
        Sized(block);
        Sized(undo);
    }

    /// <summary>SHA-256 of the file; hexadecimal in the order of the digest, as <c>sha256sum</c> prints it.</summary>
    public string FinishHash() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();

    private void Sized(ReadOnlySpan<byte> bytes)
    {
        Number(bytes.Length);
        Write(bytes);
    }

    private void Number(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        Write(bytes);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        _hash.AppendData(bytes);
        Length += bytes.Length;
    }
}
