using System.Text.Json;
using Flux.Chain.Mempool;
using Flux.Consensus.Rejects;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Daemon.Rpc.RawTransactions;

/// <summary>Hands a signed transaction to the pool and to the peers; answers its id.</summary>
internal sealed class SendRawTransaction(FluxdNode node) : RpcMethod
{
    private static readonly Reject[] Silent = [PoolRejects.AbsurdFee, PoolRejects.Conflict, PoolRejects.LatelyRemoved, RejectTable.NonstandardInputs];

    public override string Name => "sendrawtransaction";

    public override string Area => "rawtransactions";

    public override string Usage => "\"hexstring\" ( allowhighfees )";

    public override string Help => "Hands a signed transaction to the pool and to the peers; answers its id.";

    public override (int Least, int Most) ParameterCount => (1, 2);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        // Surplus bytes after the transaction are ignored, as fluxd does (chain reference §15).
        var reader = new WireReader(request.Serialized(0, "TX"));
        if (!TransactionCodec.TryRead(ref reader, out var tx)) throw new RpcFault(RpcErrorCode.Deserialization, "TX decode failed");
        return SendAsync(tx, request.Bool(1, "allowhighfees", false), writer, cancellation);
    }

    private async Task SendAsync(Transaction tx, bool allowAbsurdFee, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var result = await node.Chain.SubmitTransactionAsync(tx, TransactionOrigin.Own, allowAbsurdFee, cancellation).ConfigureAwait(false);
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
                throw Refusal(result.Verdict);
        }
        writer.WriteStringValue(tx.Id.ToString());
    }

    private RpcFault Refusal(Verdict verdict)
    {
        // fluxd drops these without a word: code −25 and an empty text. On our own networks people are told why.
        var isSilent = verdict.Reject is null || Silent.Contains(verdict.Reject);
        if (isSilent && !node.HasOwnRules) return new RpcFault(RpcErrorCode.Verify, "");
        if (verdict.Reject is not { } reject) return new RpcFault(RpcErrorCode.VerifyRejected, "transaction refused: it conflicts with a waiting one or was evicted lately");
        return new RpcFault(RpcErrorCode.VerifyRejected, $"{(int)reject.Kind}: {(node.HasOwnRules ? verdict.ToString() : verdict.Message)}");
    }
}
