using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Networks;
using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Daemon.Rpc.Json;

/// <summary>FluxNode records as RPC prints them (chain reference §12.6): several numbers are strings, as callers expect.</summary>
internal static class FluxNodeJson
{
    /// <summary><c>COutPoint(&lt;10 hex&gt;, n)</c>.</summary>
    public static string ShortOutPoint(OutPoint o) => string.Create(CultureInfo.InvariantCulture, $"COutPoint({o.Transaction.ToString()[..10]}, {o.Index})");

    /// <summary><c>COutPoint(&lt;64 hex&gt;, n)</c>.</summary>
    public static string LongOutPoint(OutPoint o) => string.Create(CultureInfo.InvariantCulture, $"COutPoint({o.Transaction}, {o.Index})");

    /// <summary>CUMULUS, NIMBUS, STRATUS.</summary>
    public static string TierName(Tier tier) => tier.ToString().ToUpperInvariant();

    /// <summary>The name of a benchmark tier byte.</summary>
    public static string TierName(sbyte tier) => tier is >= 1 and <= 3 ? TierName((Tier)tier) : "UNKNOWN";

    /// <summary>STARTED, DOS, CONFIRMED.</summary>
    public static string StateName(NodeState state) => state.ToString().ToUpperInvariant();

    /// <summary>The node's address text.</summary>
    public static string Ip(FluxNodeRecord node) => Encoding.Latin1.GetString(node.Ip.Span);

    /// <summary>ipv4, ipv6, onion, or empty for an address that cannot be reached from everywhere.</summary>
    public static string AddressFamilyOf(FluxNodeRecord node, Network network)
    {
        var text = Ip(node);
        if (text.Contains(".onion", StringComparison.Ordinal)) return "onion";
        // Where nodes of one machine are peers, no address is worse than another.
        if (!IPEndPoint.TryParse(text, out var endpoint) || !(network.AllowsLocalPeers || RoutableAddress.Is(endpoint.Address))) return "";
        return endpoint.AddressFamily == AddressFamily.InterNetworkV6 ? "ipv6" : "ipv4";
    }

    /// <summary>The address that coinbases pay the node with.</summary>
    public static string PaymentAddress(FluxNodeRecord node, AddressPrefixes prefixes) =>
        Address.TryFromScript(node.PayeeScript, out var address) ? address.ToText(prefixes) : "";

    /// <summary>The members shared by node lists and node status.</summary>
    public static void WriteMembers(Utf8JsonWriter json, FluxNodeRecord node, Network network, Func<int, uint> timeOfBlock)
    {
        json.WriteString("collateral", LongOutPoint(node.Collateral));
        json.WriteString("txhash", node.Collateral.Transaction.ToString());
        json.WriteString("outidx", node.Collateral.Index.ToString(CultureInfo.InvariantCulture));
        json.WriteString("ip", Ip(node));
        json.WriteString("network", AddressFamilyOf(node, network));
        json.WriteNumber("added_height", node.AddedHeight);
        json.WriteNumber("confirmed_height", node.ConfirmedHeight);
        json.WriteNumber("last_confirmed_height", node.LastConfirmedHeight);
        json.WriteNumber("last_paid_height", node.LastPaidHeight);
        json.WriteString("tier", TierName(node.Tier));
        json.WriteString("payment_address", PaymentAddress(node, network.Addresses));
        json.WriteString("pubkey", Convert.ToHexStringLower(node.NodePubKey.Span));
        json.WriteString("activesince", timeOfBlock(node.AddedHeight).ToString(CultureInfo.InvariantCulture));
        json.WriteString("lastpaid", timeOfBlock(node.LastPaidHeight).ToString(CultureInfo.InvariantCulture));
        json.WriteString("amount", (node.CollateralValue.Satoshis / (decimal)Amount.Coin).ToString("0.00", CultureInfo.InvariantCulture));
    }
}
