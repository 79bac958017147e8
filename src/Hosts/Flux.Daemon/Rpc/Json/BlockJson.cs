using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Flux.Chain.Selection;
using Flux.Consensus.Blocks;
using Flux.Daemon.Node;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Daemon.Rpc.Json;

/// <summary>Blocks and headers as RPC prints them, keys in fluxd's order (chain reference §12.3).</summary>
internal static class BlockJson
{
    /// <param name="json">Where to.</param>
    /// <param name="node">Whose chain.</param>
    /// <param name="entry">The block's header entry.</param>
    /// <param name="block">The block.</param>
    /// <param name="undo">What connecting it overwrote, or null.</param>
    /// <param name="facts">To print whole transactions: what the spent index knows of each; null prints ids.</param>
    public static void Write(Utf8JsonWriter json, FluxdNode node, HeaderEntry entry, Block block, BlockUndo? undo, IReadOnlyList<SpendingFacts?>? facts)
    {
        json.WriteStartObject();
        WriteIdentity(json, node, entry);
        json.WriteNumber("size", block.Size);
        WriteCommon(json, entry, block.Header);
        json.WriteStartArray("tx");
        for (var i = 0; i < block.Transactions.Length; i++)
        {
            var tx = block.Transactions[i];
            if (facts is not null)
            {
                json.WriteStartObject();
                TransactionJson.WriteMembers(json, tx, node.Network, facts[i]);
                json.WriteEndObject();
            }
            else json.WriteHashValue(tx.Id.Value);
        }
        json.WriteEndArray();
        WriteProof(json, node, entry, block.Header);
        ValuePoolsJson.WriteOfBlock(json, block, entry.Height, undo);
        WriteNeighbours(json, node, entry, block.Header);
        json.WriteEndObject();
    }

    public static void WriteHeader(Utf8JsonWriter json, FluxdNode node, HeaderEntry entry, BlockHeader header)
    {
        json.WriteStartObject();
        WriteIdentity(json, node, entry);
        WriteCommon(json, entry, header);
        WriteProof(json, node, entry, header);
        WriteNeighbours(json, node, entry, header);
        json.WriteEndObject();
    }

    public static string HeaderHex(BlockHeader header)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        BlockCodec.WriteHeader(buffer, header);
        return Convert.ToHexStringLower(buffer.WrittenSpan);
    }

    private static void WriteIdentity(Utf8JsonWriter json, FluxdNode node, HeaderEntry entry)
    {
        json.WriteHash("hash"u8, entry.Hash.Value);
        json.WriteNumber("confirmations", entry.IsOnMainChain ? node.Chain.Snapshot.Height - entry.Height + 1 : -1);
    }

    private static void WriteCommon(Utf8JsonWriter json, HeaderEntry entry, BlockHeader header)
    {
        json.WriteNumber("height", entry.Height);
        json.WriteNumber("version", header.Version);
        json.WriteHash("merkleroot"u8, header.MerkleRoot);
        json.WriteHash("finalsaplingroot"u8, header.StateRoot);
    }

    private static void WriteProof(Utf8JsonWriter json, FluxdNode node, HeaderEntry entry, BlockHeader header)
    {
        json.WriteNumber("time", header.Time);
        json.WriteString("type", header.IsProofOfNode ? "PON" : "POW");
        if (header.IsProofOfNode)
        {
            json.WriteString("collateral", FluxNodeJson.ShortOutPoint(header.ProducerCollateral));
            json.WriteString("blocksig", Convert.ToHexStringLower(header.ProducerSignature.Span));
        }
        else
        {
            json.WriteString("nonce", header.Nonce.ToString());
            json.WriteHex("solution"u8, header.Solution.Span);
        }
        json.WriteString("bits", header.Bits.ToString("x8", CultureInfo.InvariantCulture));
        json.WriteReal("difficulty", Difficulty.Of(node.Network, header.Bits));
        json.WriteString("chainwork", entry.ChainWork.ToString());
    }

    private static void WriteNeighbours(Utf8JsonWriter json, FluxdNode node, HeaderEntry entry, BlockHeader header)
    {
        if (entry.Height > 0) json.WriteString("previousblockhash", header.Previous.ToString());
        if (entry.IsOnMainChain && node.Chain.HeaderAt(entry.Height + 1) is { } next) json.WriteString("nextblockhash", next.Hash.ToString());
    }
}
