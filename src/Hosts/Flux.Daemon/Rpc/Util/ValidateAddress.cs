using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Primitives.Addresses;

namespace Flux.Daemon.Rpc.Util;

/// <summary>Whether a text is a transparent address of this network, and its script.</summary>
internal sealed class ValidateAddress(FluxdNode node) : RpcMethod
{
    public override string Name => "validateaddress";

    public override string Area => "util";

    public override string Usage => "\"fluxaddress\"";

    public override string Help => "Whether a text is a transparent address of this network, and its script.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var text = request.String(0, "address");
        writer.WriteStartObject();
        var valid = Address.TryParse(text, node.Network.Addresses, out var address);
        writer.WriteBoolean("isvalid", valid);
        if (valid)
        {
            writer.WriteString("address", text);
            writer.WriteString("scriptPubKey", address.ToScript().ToString());
            writer.WriteBoolean("ismine", false);
            writer.WriteBoolean("iswatchonly", false);
            writer.WriteBoolean("isscript", address.Kind == AddressKind.ScriptHash);
        }
        writer.WriteEndObject();
        return Task.CompletedTask;
    }
}
