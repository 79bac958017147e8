using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;

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
        if (command is not ("add" or "remove")) throw RpcFault.InvalidParameter("the second parameter must be add or remove");
        var seconds = request.Long(2, "seconds", 0);
        var until = request.Bool(3, "absolute", false) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : node.Time.GetUtcNow().AddSeconds(seconds <= 0 ? 86_400 : seconds);
        var done = command == "add"
            ? await node.Peers.BanAsync(subnet, until, cancellation).ConfigureAwait(false)
            : await node.Peers.UnbanAsync(subnet, cancellation).ConfigureAwait(false);
        if (!done) throw new RpcFault(RpcErrorCode.InvalidSubnet, command == "add" ? "Error: Invalid IP/Subnet, or already banned" : "Error: Unban failed");
        writer.WriteNullValue();
    }
}
