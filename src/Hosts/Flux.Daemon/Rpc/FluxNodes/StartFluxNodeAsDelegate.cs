using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>Starts a FluxNode with the key of a delegate instead of that of its owner.</summary>
internal sealed class StartFluxNodeAsDelegate(FluxdNode node) : RpcMethod
{
    public override string Name => "startfluxnodeasdelegate";

    public override string Area => "fluxnode";

    public override string Usage => "\"txhash\" \"outputindex\" \"delegatekey\" ( \"vpspubkey\" \"collateralpubkey\" )";

    public override string Help => "Starts a FluxNode with the key of a delegate instead of that of its owner. Keys of node and collateral are those of the last START unless given.";

    public override (int Least, int Most) ParameterCount => (3, 5);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation) =>
        DelegateStart.RunAsync(node, request, isP2sh: false, "No delegates are authorized for this collateral. Use 'updatefluxnodedelegates' first.", writer, cancellation);
}
