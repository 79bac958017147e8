using System.Globalization;
using System.Text.Json;
using Flux.Chain.Selection;
using Flux.Consensus.Blocks;
using Flux.Daemon.Node;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;

namespace Flux.Daemon.Rpc.Json;

/// <summary>getblockdeltas (chain reference §12.3): outputs name their address twice, others than P2PKH and P2SH an empty one once; inputs of those name none.</summary>
internal static class BlockDeltasJson
{
    public static void Write(Utf8JsonWriter json, FluxdNode node, HeaderEntry entry, Block block, BlockUndo? undo)
    {
        var header = block.Header;
        json.WriteStartObject();
        json.WriteString("hash", entry.Hash.ToString());
        json.WriteNumber("confirmations", node.Chain.Snapshot.Height - entry.Height + 1);
        json.WriteNumber("size", block.Size);
        json.WriteNumber("height", entry.Height);
        json.WriteNumber("version", header.Version);
        json.WriteString("merkleroot", header.MerkleRoot.ToString());
        json.WriteStartArray("deltas");
        var spent = 0;
        for (var i = 0; i < block.Transactions.Length; i++) spent += WriteTransaction(json, node.Network.Addresses, block.Transactions[i], i, undo, spent);
        json.WriteEndArray();
        json.WriteNumber("time", header.Time);
        json.WriteNumber("mediantime", node.Chain.MedianTimeOf(entry));
        json.WriteString("nonce", header.Nonce.ToString());
        json.WriteString("bits", header.Bits.ToString("x8", CultureInfo.InvariantCulture));
        json.WriteReal("difficulty", Difficulty.Of(node.Network, header.Bits));
        json.WriteString("chainwork", entry.ChainWork.ToString());
        if (entry.Height > 0) json.WriteString("previousblockhash", header.Previous.ToString());
        if (node.Chain.HeaderAt(entry.Height + 1) is { } next) json.WriteString("nextblockhash", next.Hash.ToString());
        json.WriteEndObject();
    }

    /// <summary>Writes one transaction; answers how many coins it spent.</summary>
    private static int WriteTransaction(Utf8JsonWriter json, AddressPrefixes prefixes, Transaction tx, int index, BlockUndo? undo, int spent)
    {
        var inputs = tx.IsCoinbase || undo is null ? 0 : tx.Inputs.Length;
        json.WriteStartObject();
        json.WriteString("txid", tx.Id.ToString());
        json.WriteNumber("index", index);
        json.WriteStartArray("inputs");
        for (var i = 0; i < inputs; i++) WriteInput(json, prefixes, undo!.Spent[spent + i].Output, tx.Inputs[i].PreviousOutput, i);
        json.WriteEndArray();
        json.WriteStartArray("outputs");
        for (var i = 0; i < tx.Outputs.Length; i++) WriteOutput(json, prefixes, tx.Outputs[i], i);
        json.WriteEndArray();
        json.WriteEndObject();
        return inputs;
    }

    private static void WriteInput(Utf8JsonWriter json, AddressPrefixes prefixes, TxOutput coin, OutPoint outPoint, int index)
    {
        json.WriteStartObject();
        if (AddressOf(coin.ScriptPubKey, prefixes) is { } address) json.WriteString("address", address);
        json.WriteNumber("satoshis", -coin.Value.Satoshis);
        json.WriteNumber("index", index);
        json.WriteString("prevtxid", outPoint.Transaction.ToString());
        json.WriteNumber("prevout", outPoint.Index);
        json.WriteEndObject();
    }

    private static void WriteOutput(Utf8JsonWriter json, AddressPrefixes prefixes, TxOutput output, int index)
    {
        json.WriteStartObject();
        var address = AddressOf(output.ScriptPubKey, prefixes);
        json.WriteString("address", address ?? "");
        if (address is not null) json.WriteString("address", address);
        json.WriteNumber("satoshis", output.Value.Satoshis);
        json.WriteNumber("index", index);
        json.WriteEndObject();
    }

    private static string? AddressOf(Script script, AddressPrefixes prefixes) =>
        ScriptTemplate.Classify(script).Kind is ScriptKind.PubKeyHash or ScriptKind.ScriptHash && Address.TryFromScript(script, out var address) ? address.ToText(prefixes) : null;
}
