using System.Text.Json;
using Flux.Chain.Mempool;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>Sends a CONFIRM of the FluxNode that runs on this daemon now; it is sent by itself when it is due.</summary>
internal sealed class CreateConfirmationTransaction(FluxdNode node) : RpcMethod
{
    public override string Name => "createconfirmationtransaction";

    public override string Area => "hidden";

    public override string Help => "Sends a CONFIRM of the FluxNode that runs on this daemon now; it is sent by itself when it is due.";

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        if (node.Options is not { FluxNode: { } own, ExternalAddress: { } address }) throw new RpcFault(RpcErrorCode.InvalidRequest, "This is not a Flux Node");
        UnjudgedHistory.Refuse(node);
        var keeper = new FluxNodeKeeper(node, own, address, NullLogger<FluxNodeKeeper>.Instance);
        var confirm = keeper.BuildNow() ?? throw RpcFault.Misc("This node is neither started nor due to confirm");
        var result = await node.Chain.SubmitTransactionAsync(confirm, TransactionOrigin.Own, cancellation).ConfigureAwait(false);
        if (!result.IsInPool) throw new RpcFault(RpcErrorCode.VerifyRejected, $"The CONFIRM was refused: {result.Verdict}");
        writer.WriteStartObject();
        writer.WriteString("status", "success");
        writer.WriteString("txid", confirm.Id.ToString());
        writer.WriteString("raw", Convert.ToHexStringLower(confirm.ToBytes()));
        writer.WriteEndObject();
    }
}
