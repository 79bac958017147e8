using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Wallets.Keys;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>Starts a FluxNode with the key of a delegate instead of that of its owner.</summary>
internal sealed class StartFluxNodeAsDelegate(FluxdNode node) : RpcMethod
{
    public override string Name => "startfluxnodeasdelegate";

    public override string Area => "fluxnode";

    public override string Usage => "\"txhash\" \"outputindex\" \"delegatekey\" ( \"vpspubkey\" \"collateralpubkey\" )";

    public override string Help => "Starts a FluxNode with the key of a delegate instead of that of its owner. Keys of node and collateral are those of the last START unless given.";

    public override (int Least, int Most) ParameterCount => (3, 5);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var (hash, index) = (request.String(0, "txhash"), request.String(1, "outputindex"));
        if (!CollateralArgument.TryRead(hash, index, out var collateral, out var problem))
        {
            StartAnswer.WriteFailure(writer, problem);
            return;
        }
        if (!WalletKey.TryParseWif(request.String(2, "delegatekey"), node.Network.Addresses, out var key))
        {
            StartAnswer.WriteFailure(writer, "Invalid delegate private key");
            return;
        }
        var start = new DelegateStart(node, collateral, key) { NodePubKey = request.OptionalString(3, "vpspubkey"), CollateralPubKey = request.OptionalString(4, "collateralpubkey"), IsP2sh = false };
        await start.RunAsync("No delegates are authorized for this collateral. Use 'updatefluxnodedelegates' first.", writer, cancellation).ConfigureAwait(false);
    }
}
