using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;

namespace Flux.Daemon.Rpc.RawTransactions;

/// <summary>Explains a script and gives its P2SH address.</summary>
internal sealed class DecodeScript(FluxdNode node) : RpcMethod
{
    public override string Name => "decodescript";

    public override string Area => "rawtransactions";

    public override string Usage => "\"hex\"";

    public override string Help => "Explains a script and gives its P2SH address.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        request.Expect(JsonValueKind.String);
        var script = new Script(request.OptionalString(0, "hex") is { Length: > 0 } ? request.Hex(0, "argument") : []);
        writer.WriteStartObject();
        TransactionJson.WriteScriptMembers(writer, script, node.Network.Addresses, withHex: false);
        writer.WriteString("p2sh", Address.OfRedeemScript(script).ToText(node.Network.Addresses));
        writer.WriteEndObject();
        return Task.CompletedTask;
    }
}
