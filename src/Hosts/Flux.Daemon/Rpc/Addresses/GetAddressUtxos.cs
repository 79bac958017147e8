using System.Text.Json;
using Flux.Chain.Indexes;
using Flux.Consensus.Escrow;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Addresses;

/// <summary>Unspent outputs of addresses, by height.</summary>
internal sealed class GetAddressUtxos(FluxdNode node) : RpcMethod
{
    public override string Name => "getaddressutxos";

    public override string Area => "addressindex";

    public override string Usage => "\"address\"|{\"addresses\":[…],\"chainInfo\":bool}";

    public override string Help => "Unspent outputs of addresses, by height. Escrow coins are marked and say their worth.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var query = AddressQuery.Read(request, node);
        var coins = await node.Index().CoinsAsync(query.Keys, cancellation).ConfigureAwait(false);
        var snapshot = node.Chain.Snapshot;
        if (query.ChainInfo)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("utxos");
        }
        writer.WriteStartArray();
        foreach (var coin in coins) WriteCoin(writer, coin, query, snapshot.Height);
        writer.WriteEndArray();
        if (!query.ChainInfo) return;
        writer.WriteString("hash", snapshot.Tip.Hash.ToString());
        writer.WriteNumber("height", snapshot.Height);
        writer.WriteEndObject();
    }

    private void WriteCoin(Utf8JsonWriter writer, AddressCoin found, AddressQuery query, int height)
    {
        var coin = found.Coin;
        writer.WriteStartObject();
        writer.WriteString("address"u8, query.TextOf(found.Address));
        writer.WriteHash("txid"u8, found.OutPoint.Transaction.Value);
        writer.WriteNumber("outputIndex"u8, found.OutPoint.Index);
        writer.WriteHex("script"u8, coin.Output.ScriptPubKey.Bytes);
        writer.WriteNumber("satoshis"u8, coin.Output.Value.Satoshis);
        writer.WriteNumber("height"u8, coin.Height);
        if (node.HasOwnRules) writer.WriteBoolean("coinbase", coin.IsCoinbase);
        if (coin.IsEscrow)
        {
            writer.WriteNumber("escrowblocks", coin.EscrowBlocks);
            writer.WriteNumber("worth", EscrowRules.Worth(coin, height).Satoshis);
        }
        writer.WriteEndObject();
    }
}
