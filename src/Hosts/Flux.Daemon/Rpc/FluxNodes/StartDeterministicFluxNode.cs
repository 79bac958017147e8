using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>Starts one node of fluxnode.conf.</summary>
internal sealed class StartDeterministicFluxNode(FluxdNode node) : RpcMethod
{
    public override string Name => "startdeterministicfluxnode";

    public override string Area => "fluxnode";

    public override string Usage => "\"alias\" \"lockwallet\"";

    public override string Help => "Starts one node of fluxnode.conf. The second parameter is a string, \"true\" or \"false\".";

    public override (int Least, int Most) ParameterCount => (2, 2);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var alias = request.String(0, "alias");
        _ = request.String(1, "lockwallet");
        var entries = NodeConfigFile.Read(node.Options.DataDirectory).Where(entry => entry.Alias == alias).ToList();
        return StartFromConfig.RunAsync(node, writer, entries, "could not find alias in config. Verify with listfluxnodeconf.", alias, cancellation);
    }
}
