using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Peers;

/// <summary>Lifts all bans.</summary>
internal sealed class ClearBanned(FluxdNode node) : RpcMethod
{
    public override string Name => "clearbanned";

    public override string Area => "network";

    public override string Help => "Lifts all bans.";

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        await node.Peers.ClearBansAsync(cancellation).ConfigureAwait(false);
        writer.WriteNullValue();
    }
}
