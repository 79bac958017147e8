using System.Text.Json;
using Flux.Chain.Mempool;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Daemon.Rpc.RawTransactions;

/// <summary>Hands a signed transaction to the pool and to the peers; answers its id.</summary>
internal sealed class SendRawTransaction(FluxdNode node) : RpcMethod
{
    public override string Name => "sendrawtransaction";

    public override string Area => "rawtransactions";

    public override string Usage => "\"hex\" ( allowhighfees )";

    public override string Help => "Hands a signed transaction to the pool and to the peers; answers its id.";

    public override (int Least, int Most) ParameterCount => (1, 2);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        // Surplus bytes after the transaction are ignored, as fluxd does (chain reference §15).
        var reader = new WireReader(request.Hex(0, "hex"));
        if (!TransactionCodec.TryRead(ref reader, out var tx)) throw new RpcFault(RpcErrorCode.Deserialization, $"TX decode failed ({reader.Error})");
        return SendAsync(tx, writer, cancellation);
    }

    private async Task SendAsync(Transaction tx, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var result = await node.Chain.SubmitTransactionAsync(tx, TransactionOrigin.Own, cancellation).ConfigureAwait(false);
        switch (result.Kind)
        {
            case PoolResultKind.Accepted:
                break;
            case PoolResultKind.Known:
                node.Peers.AnnounceTransaction(tx.Id);
                break;
            case PoolResultKind.Mined:
                throw new RpcFault(RpcErrorCode.AlreadyInChain, "transaction already in block chain");
            case PoolResultKind.MissingInputs:
                throw new RpcFault(RpcErrorCode.Verify, "Missing inputs");
            default:
                var verdict = result.Verdict;
                throw new RpcFault(RpcErrorCode.VerifyRejected, verdict.Reject is { } reject ? $"{(int)reject.Kind}: {verdict}" : "transaction refused: it conflicts with a waiting one or was evicted lately");
        }
        writer.WriteStringValue(tx.Id.ToString());
    }
}
