using System.Text;
using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Primitives.Addresses;
using Flux.Primitives.Messages;

namespace Flux.Daemon.Rpc.Util;

/// <summary>Whether the owner of an address signed a message (base64 signature).</summary>
internal sealed class VerifyMessage(FluxdNode node) : RpcMethod
{
    public override string Name => "verifymessage";

    public override string Area => "util";

    public override string Usage => "\"fluxaddress\" \"signature\" \"message\"";

    public override string Help => "Whether the owner of an address signed a message (base64 signature).";

    public override (int Least, int Most) ParameterCount => (3, 3);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        if (!Address.TryParse(request.String(0, "address"), node.Network.Addresses, out var address)) throw RpcFault.Type("Invalid address");
        if (address.Kind != AddressKind.PubKeyHash) throw RpcFault.Type("Address does not refer to key");
        var signature = new byte[128];
        if (!Convert.TryFromBase64String(request.String(1, "signature"), signature, out var length)) throw RpcFault.NotFound("Malformed base64 encoding");
        var message = Encoding.UTF8.GetBytes(request.String(2, "message"));
        writer.WriteBooleanValue(SignedMessage.Verify(message, SignedMessage.FluxMagic, address.Hash, signature.AsSpan(0, length)));
        return Task.CompletedTask;
    }
}
