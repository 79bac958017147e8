using System.Text.Json;
using Flux.Chain.Indexes;
using Flux.Chain.Mempool;
using Flux.Daemon.Node;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;

namespace Flux.Daemon.Rpc.Addresses;

/// <summary>What a waiting transaction would change for some addresses (getaddressmempool).</summary>
internal static class MempoolDeltas
{
    public static void Write(Utf8JsonWriter json, FluxdNode node, PoolEntry entry, AddressQuery query)
    {
        var tx = entry.Transaction;
        for (var i = 0; i < tx.Inputs.Length; i++)
        {
            var previous = tx.Inputs[i].PreviousOutput;
            if (SpentOutput(node, previous) is { } spent && KeyOf(spent.ScriptPubKey) is { } key && query.Keys.Contains(key))
                WriteDelta(json, query.TextOf(key), entry, i, -spent.Value.Satoshis, previous);
        }
        for (var i = 0; i < tx.Outputs.Length; i++)
        {
            if (KeyOf(tx.Outputs[i].ScriptPubKey) is { } key && query.Keys.Contains(key)) WriteDelta(json, query.TextOf(key), entry, i, tx.Outputs[i].Value.Satoshis, null);
        }
    }

    private static TxOutput? SpentOutput(FluxdNode node, OutPoint outPoint)
    {
        if (node.Chain.GetCoin(outPoint, includeMempool: false) is { } found) return found.Coin.Output;
        var parent = node.Chain.Mempool.Find(outPoint.Transaction)?.Transaction;
        return parent is not null && outPoint.Index < parent.Outputs.Length ? parent.Outputs[(int)outPoint.Index] : null;
    }

    private static AddressKey? KeyOf(Script script) => Address.TryFromScript(script, out var address) ? new AddressKey(address.Kind == AddressKind.ScriptHash, address.Hash) : null;

    private static void WriteDelta(Utf8JsonWriter json, string address, PoolEntry entry, int index, long satoshis, OutPoint? previous)
    {
        json.WriteStartObject();
        json.WriteString("address", address);
        json.WriteString("txid", entry.Id.ToString());
        json.WriteNumber("index", index);
        json.WriteNumber("satoshis", satoshis);
        json.WriteNumber("timestamp", entry.Time.ToUnixTimeSeconds());
        if (previous is { } spent)
        {
            json.WriteString("prevtxid", spent.Transaction.ToString());
            json.WriteNumber("prevout", spent.Index);
        }
        json.WriteEndObject();
    }
}
