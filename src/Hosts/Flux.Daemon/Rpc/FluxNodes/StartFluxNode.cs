using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>Starts nodes of fluxnode.conf: all of them, or the one with an alias.</summary>
internal sealed class StartFluxNode(FluxdNode node) : RpcMethod
{
    public override string Name => "startfluxnode";

    public override string Area => "fluxnode";

    public override string Usage => "\"all|alias\" \"lockwallet\" ( \"alias\" )";

    public override string Help => "Starts nodes of fluxnode.conf: all of them, or the one with an alias. The second parameter is a string, \"true\" or \"false\". The keys of the collaterals must be in the wallet; a node without says so.";

    public override (int Least, int Most) ParameterCount => (2, 3);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var all = request.String(0, "command") switch
        {
            "all" => true,
            "alias" => false,
            _ => throw RpcFault.Misc($"{Synopsis}\n\n{Help}"),
        };
        _ = request.String(1, "lockwallet");
        var entries = NodeConfigFile.Read(node.Options.DataDirectory);
        var alias = all ? null : request.String(2, "alias");
        return StartFromConfig.RunAsync(node, writer, [.. entries.Where(entry => all || entry.Alias == alias)], all ? null : "could not find alias in config. Verify with list-conf.", alias: null, cancellation);
    }
}
