using System.Text.Json;
using Flux.Consensus.FluxNodes;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>How many confirmed FluxNodes have a collateral of an old, and how many of a new amount, by tier.</summary>
internal sealed class GetMigrationCount(FluxdNode node) : RpcMethod
{
    public override string Name => "getmigrationcount";

    public override string Area => "fluxnode";

    public override string Help => "How many confirmed FluxNodes have a collateral of an old, and how many of a new amount, by tier.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var confirmed = Enum.GetValues<Tier>().SelectMany(node.Chain.Snapshot.Ledger.Nodes.Queue).ToList();
        writer.WriteStartArray();
        WriteCounts(writer, [.. confirmed.Where(IsOld)], "old");
        WriteCounts(writer, [.. confirmed.Where(record => !IsOld(record))], "new");
        writer.WriteEndArray();
        return Task.CompletedTask;
    }

    private static bool IsOld(FluxNodeRecord record) => record.CollateralValue == Amount.FromFlux(record.Tier switch { Tier.Cumulus => 10_000, Tier.Nimbus => 25_000, _ => 100_000 });

    private static void WriteCounts(Utf8JsonWriter writer, List<FluxNodeRecord> records, string age)
    {
        writer.WriteStartObject();
        writer.WriteNumber($"total-{age}", records.Count);
        foreach (var tier in Enum.GetValues<Tier>()) writer.WriteNumber($"{FluxNodeJson.TierName(tier).ToLowerInvariant()}-enabled-{age}", records.Count(record => record.Tier == tier));
        writer.WriteEndObject();
    }
}
