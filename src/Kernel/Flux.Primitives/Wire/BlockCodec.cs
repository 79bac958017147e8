using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Flux.Crypto.Hashing;

namespace Flux.Primitives.Wire;

/// <summary>Bytes of headers and blocks, both ways (chain reference §3.1, §3.2).</summary>
public static class BlockCodec
{
    private const int ProofInputSize = 108;

    /// <summary>Reads exactly one block from all of <paramref name="bytes"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Block? block, out string? error)
    {
        var reader = new WireReader(bytes);
        if (TryRead(ref reader, out block) && !reader.IsAtEnd) reader.Fail("surplus bytes after the block");
        error = reader.Error;
        if (error is not null) block = null;
        return block is not null;
    }

    /// <summary>Reads one block; surplus bytes stay in the reader.</summary>
    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out Block? block)
    {
        block = null;
        if (!TryReadHeader(ref reader, out var header) || !reader.TryReadCount(TransactionCodec.SmallestSize, out var count)) return false;
        var transactions = ImmutableArray.CreateBuilder<Transaction>(count);
        for (var i = 0; i < count; i++)
        {
            if (!TransactionCodec.TryRead(ref reader, out var transaction)) return false;
            transactions.Add(transaction);
        }
        block = new Block(header, transactions.MoveToImmutable());
        return true;
    }

    /// <summary>Reads one header; surplus bytes stay in the reader.</summary>
    public static bool TryReadHeader(ref WireReader reader, [NotNullWhen(true)] out BlockHeader? header)
    {
        header = null;
        if (!reader.TryReadInt32(out var version) || !reader.TryReadHash(out var previous) || !reader.TryReadHash(out var merkle)
            || !reader.TryReadHash(out var state) || !reader.TryReadUInt32(out var time) || !reader.TryReadUInt32(out var bits)) return false;
        Hash256 nonce = default;
        OutPoint collateral = default;
        var isProofOfNode = version >= BlockHeader.FirstPonVersion;
        if (isProofOfNode ? !reader.TryReadOutPoint(out collateral) : !reader.TryReadHash(out nonce)) return false;
        if (!reader.TryReadVarBytes(out var proof)) return false;
        header = new BlockHeader
        {
            Version = version,
            Previous = new BlockHash(previous),
            MerkleRoot = merkle,
            StateRoot = state,
            Time = time,
            Bits = bits,
            Nonce = nonce,
            Solution = isProofOfNode ? default : proof,
            ProducerCollateral = collateral,
            ProducerSignature = isProofOfNode ? proof : default,
        };
        return true;
    }

    /// <summary>Writes the block as on the wire.</summary>
    public static void Write(IBufferWriter<byte> output, Block block)
    {
        WriteHeader(output, block.Header);
        new WireWriter(output).WriteCompactSize(block.Transactions.Length);
        foreach (var transaction in block.Transactions) TransactionCodec.Write(output, transaction);
    }

    /// <summary>The block as on the wire.</summary>
    public static byte[] ToBytes(Block block)
    {
        var buffer = new ArrayBufferWriter<byte>(SizeOf(block));
        Write(buffer, block);
        // The size was exact, so the buffer's own array is the result.
        return MemoryMarshal.TryGetArray(buffer.WrittenMemory, out var whole) && whole.Array!.Length == whole.Count ? whole.Array : buffer.WrittenSpan.ToArray();
    }

    /// <summary>Length of the block on the wire in bytes.</summary>
    public static int SizeOf(Block block)
    {
        var size = SizeOf(block.Header) + WireWriter.SizeOfCompactSize(block.Transactions.Length);
        foreach (var transaction in block.Transactions) size += transaction.Size;
        return size;
    }

    /// <summary>Length of the header on the wire in bytes.</summary>
    public static int SizeOf(BlockHeader header)
    {
        var proof = header.IsProofOfNode ? header.ProducerSignature.Length : header.Solution.Length;
        var fixedPart = ProofInputSize + (header.IsProofOfNode ? OutPoint.Size : Hash256.Size);
        return fixedPart + WireWriter.SizeOfCompactSize(proof) + proof;
    }

    /// <summary>Writes the whole header, with solution or producer signature.</summary>
    public static void WriteHeader(IBufferWriter<byte> output, BlockHeader header)
    {
        WriteProofInput(output, header);
        var writer = new WireWriter(output);
        if (header.IsProofOfNode)
        {
            writer.WriteOutPoint(header.ProducerCollateral);
            writer.WriteVarBytes(header.ProducerSignature.Span);
            return;
        }
        writer.WriteHash(header.Nonce);
        writer.WriteVarBytes(header.Solution.Span);
    }

    /// <summary>Writes fields 1–6, 108 bytes.</summary>
    public static void WriteProofInput(IBufferWriter<byte> output, BlockHeader header)
    {
        var writer = new WireWriter(output);
        writer.WriteInt32(header.Version);
        writer.WriteHash(header.Previous.Value);
        writer.WriteHash(header.MerkleRoot);
        writer.WriteHash(header.StateRoot);
        writer.WriteUInt32(header.Time);
        writer.WriteUInt32(header.Bits);
    }

    /// <summary>Fields 1–6 and the nonce: the 140 bytes that an Equihash solution proves (chain reference §4.2).</summary>
    public static byte[] EquihashInput(BlockHeader header)
    {
        var buffer = new ArrayBufferWriter<byte>(140);
        WriteProofInput(buffer, header);
        new WireWriter(buffer).WriteHash(header.Nonce);
        return buffer.WrittenSpan.ToArray();
    }

    internal static BlockHash ComputeHash(BlockHeader header)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        WriteProofInput(buffer, header);
        var writer = new WireWriter(buffer);
        if (header.IsProofOfNode) writer.WriteOutPoint(header.ProducerCollateral);
        else
        {
            writer.WriteHash(header.Nonce);
            writer.WriteVarBytes(header.Solution.Span);
        }
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Hashes.DoubleSha256(buffer.WrittenSpan, digest);
        return new BlockHash(new Hash256(digest));
    }
}
