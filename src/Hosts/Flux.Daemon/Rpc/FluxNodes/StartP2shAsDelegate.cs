using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Wallets.Keys;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>Starts a FluxNode whose collateral belongs to a multisig script, with the key of a delegate.</summary>
internal sealed class StartP2shAsDelegate(FluxdNode node) : RpcMethod
{
    public override string Name => "startp2shasdelegate";

    public override string Area => "fluxnode";

    public override string Usage => "\"txhash\" \"outputindex\" \"delegatekey\" ( \"vpspubkey\" \"redeemscript\" )";

    public override string Help => "Starts a FluxNode whose collateral belongs to a multisig script, with the key of a delegate. Node key and script are those of the last START unless given.";

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
        var start = new DelegateStart(node, collateral, key) { NodePubKey = request.OptionalString(3, "vpspubkey"), RedeemScript = request.OptionalString(4, "redeemscript"), IsP2sh = true };
        await start.RunAsync("No delegates are authorized for this collateral", writer, cancellation).ConfigureAwait(false);
    }
}
