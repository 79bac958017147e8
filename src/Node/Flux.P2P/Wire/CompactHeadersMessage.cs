using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Headers below the last checkpoint without their solutions (chain reference §11.5).</summary>
internal sealed record CompactHeadersMessage(ImmutableArray<CompactHeader> Headers) : IMessage<CompactHeadersMessage>
{
    /// <summary>Most elements; more cost the sender 20 points.</summary>
    public const int Limit = 2000;

    // 108 bytes of prefix, the outpoint of the producer and an empty signature.
    private const int SmallestElement = 145;

    public static string Name => "cmpheaders";

    public string Command => Name;

    public static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out CompactHeadersMessage? message)
    {
        message = null;
        if (!reader.TryReadCount(SmallestElement, out var count)) return false;
        var headers = ImmutableArray.CreateBuilder<CompactHeader>(count);
        for (var i = 0; i < count; i++)
        {
            if (!TryReadElement(ref reader, out var header)) return false;
            headers.Add(header);
        }
        message = new CompactHeadersMessage(headers.MoveToImmutable());
        return true;
    }

    private static bool TryReadElement(ref WireReader reader, [NotNullWhen(true)] out CompactHeader? element)
    {
        element = null;
        if (!reader.TryReadInt32(out var version) || !reader.TryReadHash(out var previous) || !reader.TryReadHash(out var merkle)
            || !reader.TryReadHash(out var state) || !reader.TryReadUInt32(out var time) || !reader.TryReadUInt32(out var bits)) return false;
        var header = new BlockHeader
        {
            Version = version,
            Previous = new BlockHash(previous),
            MerkleRoot = merkle,
            StateRoot = state,
            Time = time,
            Bits = bits,
        };
        return header.IsProofOfNode ? TryReadPonTail(ref reader, header, out element) : TryReadPowTail(ref reader, header, out element);
    }

    private static bool TryReadPowTail(ref WireReader reader, BlockHeader header, [NotNullWhen(true)] out CompactHeader? element)
    {
        element = null;
        if (!reader.TryReadHash(out var nonce) || !reader.TryReadHash(out var claimed)) return false;
        element = new CompactHeader(header with { Nonce = nonce }, new BlockHash(claimed));
        return true;
    }

    private static bool TryReadPonTail(ref WireReader reader, BlockHeader header, [NotNullWhen(true)] out CompactHeader? element)
    {
        element = null;
        if (!reader.TryReadOutPoint(out var collateral) || !reader.TryReadVarBytes(out var signature)) return false;
        element = new CompactHeader(header with { ProducerCollateral = collateral, ProducerSignature = signature }, default);
        return true;
    }

    public void Write(IBufferWriter<byte> output)
    {
        var writer = new WireWriter(output);
        writer.WriteCompactSize(Headers.Length);
        foreach (var (header, claimed) in Headers)
        {
            BlockCodec.WriteProofInput(output, header);
            if (header.IsProofOfNode)
            {
                writer.WriteOutPoint(header.ProducerCollateral);
                writer.WriteVarBytes(header.ProducerSignature.Span);
                continue;
            }
            writer.WriteHash(header.Nonce);
            writer.WriteHash(claimed.Value);
        }
    }
}
