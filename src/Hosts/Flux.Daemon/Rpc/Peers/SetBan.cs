using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;

namespace Flux.Daemon.Rpc.Peers;

/// <summary>Bans an address or subnet (default 24 h), or lifts the ban.</summary>
internal sealed class SetBan(FluxdNode node) : RpcMethod
{
    public override string Name => "setban";

    public override string Area => "network";

    public override string Usage => "\"address|subnet\" \"add|remove\" ( seconds absolute )";

    public override string Help => "Bans an address or subnet (default 24 h), or lifts the ban.";

    public override (int Least, int Most) ParameterCount => (2, 4);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var subnet = request.String(0, "subnet");
        var command = request.String(1, "command");
        if (command is not ("add" or "remove")) throw RpcFault.Misc($"{Synopsis}\n\n{Help}");
        var seconds = request.Long(2, "seconds", 0);
        var until = request.Bool(3, "absolute", false) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : node.Time.GetUtcNow().AddSeconds(seconds <= 0 ? 86_400 : seconds);
        var done = command == "add"
            ? await node.Peers.BanAsync(subnet, until, cancellation).ConfigureAwait(false)
            : await node.Peers.UnbanAsync(subnet, cancellation).ConfigureAwait(false);
        if (!done) throw command == "remove" ? RpcFault.Misc("Error: Unban failed")
            : new RpcFault(RpcErrorCode.NodeAlreadyAdded, SubnetText.TryParse(subnet, out _) ? "Error: IP/Subnet already banned" : "Error: Invalid IP/Subnet");
        writer.WriteNullValue();
    }
}
