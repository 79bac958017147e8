using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Control;

/// <summary>On main: version of this daemon and the height at which the reference of that version asks for an update.</summary>
internal sealed class GetDeprecationInfo(FluxdNode node) : RpcMethod
{
    public override string Name => "getdeprecationinfo";

    public override string Area => "network";

    public override string Help => "On main: version of this daemon and the height at which the reference of that version asks for an update. On other networks it only explains itself.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        if (node.Network.IsTestNet || node.Network.MinesOnDemand || node.HasOwnRules) throw RpcFault.Misc($"{Synopsis}\n\n{Help}");
        writer.WriteStartObject();
        writer.WriteNumber("version", DaemonVersion.Client);
        writer.WriteString("subversion", DaemonVersion.UserAgent);
        // Nothing of ours ends by itself.
        writer.WriteNumber("deprecationheight", int.MaxValue);
        writer.WriteEndObject();
        return Task.CompletedTask;
    }
}
