using System.Buffers;
using System.Collections.Immutable;
using System.Net;
using System.Text;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.P2P.Wire;

/// <summary>Encodings that only messages use.</summary>
internal static class WireExtensions
{
    private const int AddressSize = 16;

    /// <summary>CompactSize length and that many bytes as text (Latin-1, so that every byte survives); longer than <paramref name="limit"/> fails.</summary>
    public static bool TryReadText(this ref WireReader reader, int limit, out string text)
    {
        text = "";
        if (!reader.TryReadCompactSize(out var length)) return false;
        if (length > limit) return reader.Fail($"text of {length} bytes, limit {limit}");
        if (!reader.TryReadBytes(length, out var bytes)) return false;
        text = Encoding.Latin1.GetString(bytes);
        return true;
    }

    public static void WriteText(this in WireWriter writer, string text) => writer.WriteVarBytes(Encoding.Latin1.GetBytes(text));

    /// <summary>Services, 16-byte address, big-endian port.</summary>
    public static bool TryReadNetAddress(this ref WireReader reader, out NetAddress address)
    {
        address = default;
        if (!reader.TryReadUInt64(out var services) || !reader.TryReadBytes(AddressSize, out var ip)) return false;
        var network = new IPAddress(ip);
        if (!reader.TryReadBytes(2, out var port)) return false;
        address = new NetAddress(services, network, (ushort)((port[0] << 8) | port[1]));
        return true;
    }

    public static void WriteNetAddress(this in WireWriter writer, in NetAddress address)
    {
        Span<byte> ip = stackalloc byte[AddressSize];
        (address.Ip ?? IPAddress.IPv6Any).MapToIPv6().TryWriteBytes(ip, out _);
        writer.WriteUInt64(address.Services);
        writer.WriteBytes(ip);
        writer.WriteByte((byte)(address.Port >> 8));
        writer.WriteByte((byte)address.Port);
    }

    /// <summary>A vector of 32-byte hashes.</summary>
    public static bool TryReadHashes(this ref WireReader reader, out ImmutableArray<Hash256> hashes)
    {
        hashes = [];
        if (!reader.TryReadCount(Hash256.Size, out var count)) return false;
        var builder = ImmutableArray.CreateBuilder<Hash256>(count);
        for (var i = 0; i < count; i++)
        {
            if (!reader.TryReadHash(out var hash)) return false;
            builder.Add(hash);
        }
        hashes = builder.MoveToImmutable();
        return true;
    }

    public static void WriteHashes(this in WireWriter writer, ImmutableArray<Hash256> hashes)
    {
        writer.WriteCompactSize(hashes.Length);
        foreach (var hash in hashes) writer.WriteHash(hash);
    }

    /// <summary>A vector of transactions.</summary>
    public static bool TryReadTransactions(this ref WireReader reader, out ImmutableArray<Transaction> transactions)
    {
        const int smallest = 5;
        transactions = [];
        if (!reader.TryReadCount(smallest, out var count)) return false;
        var builder = ImmutableArray.CreateBuilder<Transaction>(count);
        for (var i = 0; i < count; i++)
        {
            if (!TransactionCodec.TryRead(ref reader, out var transaction)) return false;
            builder.Add(transaction);
        }
        transactions = builder.MoveToImmutable();
        return true;
    }

    public static void WriteTransactions(IBufferWriter<byte> output, ImmutableArray<Transaction> transactions)
    {
        new WireWriter(output).WriteCompactSize(transactions.Length);
        foreach (var transaction in transactions) TransactionCodec.Write(output, transaction);
    }
}
