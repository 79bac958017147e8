using System.Text.Json;
using Flux.Consensus.FluxNodes;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>How many FluxNodes are confirmed, by tier and kind of address.</summary>
internal sealed class GetFluxNodeCount(FluxdNode node) : RpcMethod
{
    public override string Name => "getfluxnodecount";

    public override string Area => "fluxnode";

    public override string Help => "How many FluxNodes are confirmed, by tier and kind of address.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var nodes = node.Chain.Snapshot.Ledger.Nodes;
        var confirmed = Enum.GetValues<Tier>().SelectMany(nodes.Queue).ToList();
        writer.WriteStartObject();
        writer.WriteNumber("total", confirmed.Count);
        writer.WriteNumber("stable", confirmed.Count);
        foreach (var (tier, old) in new[] { (Tier.Cumulus, "basic"), (Tier.Nimbus, "super"), (Tier.Stratus, "bamf") }) writer.WriteNumber($"{old}-enabled", nodes.CountOf(tier));
        foreach (var tier in Enum.GetValues<Tier>()) writer.WriteNumber($"{FluxNodeJson.TierName(tier).ToLowerInvariant()}-enabled", nodes.CountOf(tier));
        foreach (var family in new[] { "ipv4", "ipv6", "onion" }) writer.WriteNumber(family, confirmed.Count(n => FluxNodeJson.AddressFamilyOf(n, node.Network) == family));
        writer.WriteEndObject();
        return Task.CompletedTask;
    }
}
