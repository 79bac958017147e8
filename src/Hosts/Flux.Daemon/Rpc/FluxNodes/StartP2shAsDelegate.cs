using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>Starts a FluxNode whose collateral belongs to a multisig script, with the key of a delegate.</summary>
internal sealed class StartP2shAsDelegate(FluxdNode node) : RpcMethod
{
    public override string Name => "startp2shasdelegate";

    public override string Area => "fluxnode";

    public override string Usage => "\"txhash\" \"outputindex\" \"delegatekey\" ( \"vpspubkey\" \"redeemscript\" )";

    public override string Help => "Starts a FluxNode whose collateral belongs to a multisig script, with the key of a delegate. Node key and script are those of the last START unless given.";

    public override (int Least, int Most) ParameterCount => (3, 5);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation) =>
        DelegateStart.RunAsync(node, request, isP2sh: true, "No delegates are authorized for this collateral", writer, cancellation);
}
