using System.Globalization;
using System.Text.Json;
using Flux.Consensus.FluxNodes;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>The nodes of fluxnode.conf and how each stands on the chain.</summary>
internal sealed class ListFluxNodeConf(FluxdNode node) : RpcMethod
{
    public override string Name => "listfluxnodeconf";

    public override string Area => "fluxnode";

    public override string Usage => "( \"filter\" )";

    public override string Help => "The nodes of fluxnode.conf and how each stands on the chain. The filter is a part of alias, address, collateral or status.";

    public override (int Least, int Most) ParameterCount => (0, 1);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var filter = request.OptionalString(0, "filter") ?? "";
        writer.WriteStartArray();
        foreach (var entry in NodeConfigFile.Read(node.Options.DataDirectory))
        {
            var record = node.Chain.Snapshot.Ledger.Nodes.Find(entry.Collateral);
            var status = record is null ? "MISSING" : FluxNodeJson.StateName(record.State);
            if (new[] { entry.Alias, entry.Address, entry.Collateral.Transaction.ToString(), status }.Any(text => text.Contains(filter, StringComparison.Ordinal))) Write(writer, entry, record, status);
        }
        writer.WriteEndArray();
        return Task.CompletedTask;
    }

    private void Write(Utf8JsonWriter writer, NodeConfigEntry entry, FluxNodeRecord? record, string status)
    {
        var timeOf = FluxNodeLists.TimeOf(node);
        writer.WriteStartObject();
        writer.WriteString("alias", entry.Alias);
        writer.WriteString("status", status);
        writer.WriteString("collateral", FluxNodeJson.LongOutPoint(entry.Collateral));
        writer.WriteString("txHash", entry.Collateral.Transaction.ToString());
        writer.WriteString("outputIndex", entry.Collateral.Index.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("privateKey", entry.NodeKey);
        writer.WriteString("address", entry.Address);
        writer.WriteString("ip", record is null ? "UNKNOWN" : FluxNodeJson.Ip(record));
        writer.WriteString("network", record is null ? "" : FluxNodeJson.AddressFamilyOf(record, node.Network));
        writer.WriteNumber("added_height", record?.AddedHeight ?? 0);
        writer.WriteNumber("confirmed_height", record?.ConfirmedHeight ?? 0);
        writer.WriteNumber("last_confirmed_height", record?.LastConfirmedHeight ?? 0);
        writer.WriteNumber("last_paid_height", record?.LastPaidHeight ?? 0);
        writer.WriteString("tier", record is null ? "UNKNOWN" : FluxNodeJson.TierName(record.Tier));
        writer.WriteString("payment_address", record is null ? "UNKNOWN" : FluxNodeJson.PaymentAddress(record, node.Network.Addresses));
        writer.WriteString("activesince", record is null ? "0" : timeOf(record.AddedHeight).ToString(CultureInfo.InvariantCulture));
        writer.WriteString("lastpaid", record is null ? "0" : timeOf(record.LastPaidHeight).ToString(CultureInfo.InvariantCulture));
        writer.WriteEndObject();
    }
}
