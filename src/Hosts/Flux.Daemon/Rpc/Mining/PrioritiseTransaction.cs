using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Mining;

/// <summary>Counts a transaction as if it paid fee satoshi more (or less).</summary>
internal sealed class PrioritiseTransaction(FluxdNode node) : RpcMethod
{
    public override string Name => "prioritisetransaction";

    public override string Area => "mining";

    public override string Usage => "\"txid\" priority fee";

    public override string Help => "Counts a transaction as if it paid fee satoshi more (or less). The priority is accepted and ignored.";

    public override (int Least, int Most) ParameterCount => (3, 3);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        node.Chain.Mempool.Prioritise(IdOf(request), new Amount(request.Long(2, "fee", 0)));
        writer.WriteBooleanValue(true);
        return Task.CompletedTask;
    }

    /// <summary>fluxd reads the id in a way of its own here: the same words, another code.</summary>
    private static TxId IdOf(RpcRequest request)
    {
        try
        {
            return new TxId(request.Hash(0, "txid"));
        }
        catch (RpcFault fault) when (fault.Code == RpcErrorCode.InvalidParameter)
        {
            throw RpcFault.Misc(fault.Message);
        }
    }
}
