using System.Text.Json;
using Flux.Chain.Mempool;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>Hands a signed START of a multisig collateral to the pool and to the peers; answers its id.</summary>
internal sealed class SendP2shStartTx(FluxdNode node) : RpcMethod
{
    public override string Name => "sendp2shstarttx";

    public override string Area => "fluxnode";

    public override string Usage => "\"hex\"";

    public override string Help => "Hands a signed START of a multisig collateral to the pool and to the peers; answers its id.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var reader = new WireReader(request.Serialized(0, "TX"));
        // fluxd judges what it could not read as an empty transaction; so the answer is the same.
        var tx = TransactionCodec.TryRead(ref reader, out var read) ? read : new Transaction { Version = 1 };
        return SendAsync(tx, writer, cancellation);
    }

    private async Task SendAsync(Transaction tx, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var result = await node.Chain.SubmitTransactionAsync(tx, TransactionOrigin.Own, cancellation).ConfigureAwait(false);
        if (!result.IsInPool) throw result.Verdict.Reject is { } reject ? new RpcFault(RpcErrorCode.VerifyRejected, $"{(int)reject.Kind}: {result.Verdict.Message}") : new RpcFault(RpcErrorCode.Verify, "");
        writer.WriteStringValue(tx.Id.ToString());
    }
}
