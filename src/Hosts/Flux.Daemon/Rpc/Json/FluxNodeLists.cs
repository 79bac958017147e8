using System.Globalization;
using System.Text.Json;
using Flux.Consensus.FluxNodes;
using Flux.Daemon.Node;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Json;

/// <summary>Lists of FluxNodes (chain reference §12.6).</summary>
internal static class FluxNodeLists
{
    /// <summary>Confirmed nodes, tier by tier in queue order; the rank counts filtered ones too.</summary>
    public static void WriteConfirmed(Utf8JsonWriter json, FluxdNode node, string? filter)
    {
        var nodes = node.Chain.Snapshot.Ledger.Nodes;
        json.WriteStartArray();
        foreach (var tier in Enum.GetValues<Tier>())
        {
            var rank = 0;
            foreach (var record in nodes.Queue(tier))
            {
                if (Matches(record, node, filter)) WriteRanked(json, node, record, rank);
                rank++;
            }
        }
        json.WriteEndArray();
    }

    /// <summary>One member of fluxnodecurrentwinner.</summary>
    public static void WriteWinner(Utf8JsonWriter json, FluxdNode node, FluxNodeRecord record)
    {
        json.WriteStartObject($"{FluxNodeJson.TierName(record.Tier)} Winner");
        json.WriteString("collateral", FluxNodeJson.LongOutPoint(record.Collateral));
        json.WriteString("ip", FluxNodeJson.Ip(record));
        json.WriteNumber("added_height", record.AddedHeight);
        json.WriteNumber("confirmed_height", record.ConfirmedHeight);
        json.WriteNumber("last_confirmed_height", record.LastConfirmedHeight);
        json.WriteNumber("last_paid_height", record.LastPaidHeight);
        json.WriteString("tier", FluxNodeJson.TierName(record.Tier));
        json.WriteString("payment_address", FluxNodeJson.PaymentAddress(record, node.Network.Addresses));
        json.WriteEndObject();
    }

    /// <summary>Nodes that wait in a state, soonest first; <paramref name="span"/> is how many blocks after the START the wait ends.</summary>
    public static void WriteWaiting(Utf8JsonWriter json, FluxdNode node, NodeState state, string member, int span)
    {
        var snapshot = node.Chain.Snapshot;
        json.WriteStartArray();
        foreach (var record in snapshot.Ledger.Nodes.Records.Where(r => r.State == state).OrderBy(r => r.AddedHeight))
        {
            json.WriteStartObject();
            json.WriteString("collateral", FluxNodeJson.LongOutPoint(record.Collateral));
            json.WriteNumber("added_height", record.AddedHeight);
            json.WriteString("payment_address", FluxNodeJson.PaymentAddress(record, node.Network.Addresses));
            json.WriteNumber(member, Math.Max(0, record.AddedHeight + span - snapshot.Height));
            json.WriteString("amount", (record.CollateralValue.Satoshis / (decimal)Amount.Coin).ToString("0.00", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Time of the best chain's block at a height.</summary>
    public static Func<int, uint> TimeOf(FluxdNode node) => height => node.Chain.HeaderAt(height)?.Time ?? 0;

    private static bool Matches(FluxNodeRecord record, FluxdNode node, string? filter) =>
        string.IsNullOrEmpty(filter)
        || record.Collateral.Transaction.ToString().Contains(filter, StringComparison.Ordinal)
        || Convert.ToHexStringLower(record.NodePubKey.Span).Contains(filter, StringComparison.Ordinal)
        || FluxNodeJson.Ip(record).Contains(filter, StringComparison.Ordinal)
        || FluxNodeJson.PaymentAddress(record, node.Network.Addresses).Contains(filter, StringComparison.Ordinal);

    private static void WriteRanked(Utf8JsonWriter json, FluxdNode node, FluxNodeRecord record, int rank)
    {
        json.WriteStartObject();
        FluxNodeJson.WriteMembers(json, record, node.Network, TimeOf(node));
        json.WriteNumber("rank", rank);
        json.WriteEndObject();
    }
}
