using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Wallets.Keys;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>A new node key as WIF (of an uncompressed key, as operators have always had it).</summary>
internal sealed class CreateFluxNodeKey(FluxdNode node) : RpcMethod
{
    public override string Name => "createfluxnodekey";

    public override string Area => "fluxnode";

    public override string Help => "A new node key as WIF (of an uncompressed key, as operators have always had it).";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        writer.WriteStringValue(WalletKey.Generate(compressed: false).ToWif(node.Network.Addresses));
        return Task.CompletedTask;
    }
}
