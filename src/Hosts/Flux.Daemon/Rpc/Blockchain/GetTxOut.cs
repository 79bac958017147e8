using System.Text.Json;
using Flux.Consensus.Escrow;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>An unspent output, or null.</summary>
internal sealed class GetTxOut(FluxdNode node) : RpcMethod
{
    public override string Name => "gettxout";

    public override string Area => "blockchain";

    public override string Usage => "\"txid\" n ( includemempool )";

    public override string Help => "An unspent output, or null. On networks with escrow coins also what it is worth now.";

    public override (int Least, int Most) ParameterCount => (2, 3);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var outPoint = new OutPoint(new TxId(RpcRequest.LooseHash(request.String(0, "txid"))), (uint)request.Int(1, "n"));
        var found = node.Chain.GetCoin(outPoint, request.Bool(2, "includemempool", true));
        if (found is null)
        {
            writer.WriteNullValue();
            return;
        }
        var snapshot = node.Chain.Snapshot;
        var transaction = await node.Chain.FindTransactionAsync(outPoint.Transaction, cancellation).ConfigureAwait(false);
        var coin = found.Coin;
        writer.WriteStartObject();
        writer.WriteString("bestblock", snapshot.Tip.Hash.ToString());
        writer.WriteNumber("confirmations", found.IsUnconfirmed ? 0 : snapshot.Height - coin.Height + 1);
        writer.WriteAmount("value", coin.Output.Value);
        TransactionJson.WriteScriptPubKey(writer, coin.Output.ScriptPubKey, node.Network.Addresses);
        writer.WriteNumber("version", transaction?.Transaction.Version ?? 0);
        writer.WriteBoolean("coinbase", coin.IsCoinbase);
        if (coin.IsEscrow)
        {
            writer.WriteNumber("escrowblocks", coin.EscrowBlocks);
            writer.WriteNumber("escrowstart", coin.Height);
            writer.WriteAmount("worth", EscrowRules.Worth(coin, snapshot.Height));
            writer.WriteAmount("worthnext", EscrowRules.Worth(coin, snapshot.Height + 1));
        }
        writer.WriteEndObject();
    }
}
