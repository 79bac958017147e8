using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Peers;

/// <summary>Switches all connections to peers off or on.</summary>
internal sealed class SetNetworkActive(FluxdNode node) : RpcMethod
{
    public override string Name => "setnetworkactive";

    public override string Area => "network";

    public override string Usage => "active";

    public override string Help => "Switches all connections to peers off or on. Ours: fluxd has no such call.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        await node.Peers.SetActiveAsync(request.Bool(0, "active", true), cancellation).ConfigureAwait(false);
        writer.WriteBooleanValue(node.Peers.IsActive);
    }
}
