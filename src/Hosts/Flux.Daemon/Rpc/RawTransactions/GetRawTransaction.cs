using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.RawTransactions;

/// <summary>A transaction in the pool or, with txindex, in the chain: hex, or an object when verbose is not 0.</summary>
internal sealed class GetRawTransaction(FluxdNode node) : RpcMethod
{
    public override string Name => "getrawtransaction";

    public override string Area => "rawtransactions";

    public override string Usage => "\"txid\" ( verbose )";

    public override string Help => "A transaction in the pool or, with txindex, in the chain: hex, or an object when verbose is not 0.";

    public override (int Least, int Most) ParameterCount => (1, 2);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var id = new TxId(request.Hash(0, "parameter 1"));
        var found = await node.Chain.FindTransactionAsync(id, cancellation).ConfigureAwait(false)
            ?? throw RpcFault.NotFound("No information available about transaction");
        if (request.Int(1, "verbose", 0) == 0)
        {
            writer.WriteHexValue(found.Transaction.Bytes.Span);
            return;
        }
        writer.WriteStartObject();
        writer.WriteHex("hex"u8, found.Transaction.Bytes.Span);
        TransactionJson.WriteMembers(writer, found.Transaction, node.Network, await SpendingFacts.OfAsync(node, found.Transaction, cancellation).ConfigureAwait(false));
        TransactionJson.WritePlace(writer, node, found.Block);
        writer.WriteEndObject();
    }
}
