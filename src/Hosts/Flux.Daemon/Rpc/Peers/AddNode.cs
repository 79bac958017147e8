using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;
using Flux.Daemon.Options;

namespace Flux.Daemon.Rpc.Peers;

/// <summary>Stays connected to a node, forgets it, or tries it once.</summary>
internal sealed class AddNode(FluxdNode node) : RpcMethod
{
    public override string Name => "addnode";

    public override string Area => "network";

    public override string Usage => "\"node\" \"add|remove|onetry\"";

    public override string Help => "Stays connected to a node, forgets it, or tries it once.";

    public override (int Least, int Most) ParameterCount => (2, 2);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var name = request.String(0, "host:port");
        switch (request.String(1, "command"))
        {
            case "onetry" or "add" when node.Options.Peers is { Proxy: null, OnionProxy: null } && name.Split(':')[0].EndsWith(".onion", StringComparison.OrdinalIgnoreCase):
                throw new RpcFault(RpcErrorCode.InvalidParameter, "Error: an onion address needs -onion or -proxy, the address of a SOCKS5 proxy that leads to Tor");
            case "onetry" or "add" when !OptionReader.IsAddressOrHost(name):
                throw new RpcFault(RpcErrorCode.InvalidParameter, $"Error: {name} must be an address or a host name, with or without :port");
            case "onetry":
                await node.Peers.TryNodeAsync(name, cancellation).ConfigureAwait(false);
                break;
            case "add":
                if (!await node.Peers.AddNodeAsync(name, cancellation).ConfigureAwait(false)) throw new RpcFault(RpcErrorCode.NodeAlreadyAdded, "Error: Node already added");
                break;
            case "remove":
                if (!await node.Peers.RemoveNodeAsync(name, cancellation).ConfigureAwait(false)) throw new RpcFault(RpcErrorCode.NodeNotAdded, "Error: Node has not been added.");
                break;
            default:
                throw RpcFault.Misc($"{Synopsis}\n\n{Help}");
        }
        writer.WriteNullValue();
    }
}
