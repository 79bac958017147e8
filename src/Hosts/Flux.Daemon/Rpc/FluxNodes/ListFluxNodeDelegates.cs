using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>Who may start the FluxNode of a collateral besides its owner.</summary>
internal sealed class ListFluxNodeDelegates(FluxdNode node) : RpcMethod
{
    public override string Name => "listfluxnodedelegates";

    public override string Area => "fluxnode";

    public override string Usage => "\"txhash\" \"outputindex\"";

    public override string Help => "Who may start the FluxNode of a collateral besides its owner. The index is a string.";

    public override (int Least, int Most) ParameterCount => (2, 2);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var (hash, index) = (request.String(0, "txhash"), request.String(1, "outputindex"));
        writer.WriteStartObject();
        if (!CollateralArgument.TryRead(hash, index, out var collateral, out var problem)) writer.WriteString("error", problem);
        else WriteDelegates(writer, collateral);
        writer.WriteEndObject();
        return Task.CompletedTask;
    }

    private void WriteDelegates(Utf8JsonWriter writer, OutPoint collateral)
    {
        var keys = node.Chain.Snapshot.Ledger.Nodes.DelegatesOf(collateral);
        writer.WriteString("collateral", FluxNodeJson.LongOutPoint(collateral));
        writer.WriteBoolean("has_delegates", !keys.IsEmpty);
        if (keys.IsEmpty) return;
        // The chain keeps the keys of the last UPDATE, always of version 1.
        writer.WriteNumber("delegate_version", 1);
        writer.WriteNumber("delegate_type", 1);
        writer.WriteString("delegate_type_string", "UPDATE");
        writer.WriteStartArray("delegate_keys");
        foreach (var key in keys) writer.WriteStringValue(Convert.ToHexStringLower(key.Span));
        writer.WriteEndArray();
    }
}
