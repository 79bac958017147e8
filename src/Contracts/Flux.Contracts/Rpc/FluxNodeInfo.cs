using System.Globalization;
using System.Text.Json;

namespace Flux.Contracts.Rpc;

/// <summary>A confirmed FluxNode (viewdeterministicfluxnodelist).</summary>
/// <param name="Transaction">Of the collateral, display hex.</param>
/// <param name="Index">Of the collateral.</param>
/// <param name="Ip">Address and port, as text.</param>
/// <param name="Tier">CUMULUS, NIMBUS or STRATUS.</param>
/// <param name="PaymentAddress">Whom coinbases pay.</param>
/// <param name="PublicKey">Of the node, hex.</param>
/// <param name="LastConfirmedHeight">Of its last CONFIRM.</param>
/// <param name="LastPaidHeight">0 when it never was paid.</param>
/// <param name="Rank">Place in its tier's queue.</param>
public sealed record FluxNodeInfo(string Transaction, uint Index, string Ip, string Tier, string PaymentAddress, string PublicKey, int LastConfirmedHeight, int LastPaidHeight, int Rank)
{
    internal static FluxNodeInfo Read(JsonElement node) => new(
        node.GetProperty("txhash").GetString()!,
        uint.Parse(node.GetProperty("outidx").GetString()!, NumberStyles.None, CultureInfo.InvariantCulture),
        node.GetProperty("ip").GetString()!,
        node.GetProperty("tier").GetString()!,
        node.GetProperty("payment_address").GetString()!,
        node.GetProperty("pubkey").GetString()!,
        node.GetProperty("last_confirmed_height").GetInt32(),
        node.GetProperty("last_paid_height").GetInt32(),
        node.GetProperty("rank").GetInt32());
}
