using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;
using Flux.Primitives;

namespace Flux.Daemon.Rest;

/// <summary><c>tx/…</c>: a transaction of the pool or, with the index, of the chain.</summary>
internal sealed class RestTransactions(FluxdNode node)
{
    public async Task<RestAnswer> AnswerAsync(RestPath path, CancellationToken cancellation)
    {
        var id = new TxId(RestPath.ReadHash(path.Text));
        var found = await node.Chain.FindTransactionAsync(id, cancellation).ConfigureAwait(false) ?? throw RestFault.NotFound($"{path.Text} not found");
        switch (path.Format)
        {
            case RestFormat.Binary:
                return RestAnswer.Binary(found.Transaction.ToBytes());
            case RestFormat.Hex:
                return RestAnswer.Hex(found.Transaction.ToBytes());
            case RestFormat.Json:
                var facts = await SpendingFacts.OfAsync(node, found.Transaction, cancellation).ConfigureAwait(false);
                return RestAnswer.Json(json =>
                {
                    json.WriteStartObject();
                    TransactionJson.WriteMembers(json, found.Transaction, node.Network, facts);
                    TransactionJson.WritePlace(json, node, found.Block);
                    json.WriteEndObject();
                });
            default:
                throw RestFault.Format(RestAnswer.AllFormats);
        }
    }
}
