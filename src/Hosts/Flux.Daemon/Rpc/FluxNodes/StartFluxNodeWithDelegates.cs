using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>Starts a node of fluxnode.conf and names up to four compressed keys as its delegates.</summary>
internal sealed class StartFluxNodeWithDelegates(FluxdNode node) : RpcMethod
{
    public override string Name => "startfluxnodewithdelegates";

    public override string Area => "fluxnode";

    public override string Usage => "\"alias\" [\"pubkey\",...] lockwallet";

    public override string Help => "Starts a node of fluxnode.conf and names up to four compressed keys as its delegates.";

    public override (int Least, int Most) ParameterCount => (2, 3);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var alias = request.String(0, "alias");
        var found = NodeConfigFile.Read(node.Options.DataDirectory).Any(entry => entry.Alias == alias);
        StartAnswer.WriteFailure(writer, found ? StartFromConfig.NoKey : "Could not find alias in config. Verify with listfluxnodeconf.");
        return Task.CompletedTask;
    }
}
