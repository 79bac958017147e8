using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;
using Flux.Primitives.Addresses;

namespace Flux.Daemon.Rpc.Util;

/// <summary>A multisignature address: how many signatures, and the public keys in hex.</summary>
internal sealed class CreateMultisig(FluxdNode node) : RpcMethod
{
    public override string Name => "createmultisig";

    public override string Area => "util";

    public override string Usage => "nrequired [\"key\",...]";

    public override string Help => "A multisignature address: how many signatures, and the public keys in hex. Answers the P2SH address and the redeem script.";

    public override (int Least, int Most) ParameterCount => (2, 2);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        request.Expect(JsonValueKind.Number, JsonValueKind.Array);
        var script = MultisigScript.Read(request.Int(0, "nrequired"), request[1]);
        writer.WriteStartObject();
        writer.WriteString("address", Address.OfRedeemScript(script).ToText(node.Network.Addresses));
        writer.WriteString("redeemScript", script.ToString());
        writer.WriteEndObject();
        return Task.CompletedTask;
    }
}
