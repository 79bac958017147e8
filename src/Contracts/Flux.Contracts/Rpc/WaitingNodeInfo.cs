using System.Globalization;
using System.Text.Json;

namespace Flux.Contracts.Rpc;

/// <summary>A FluxNode that is not confirmed (getstartlist, getdoslist).</summary>
/// <param name="Transaction">Of the collateral, display hex.</param>
/// <param name="Index">Of the collateral.</param>
/// <param name="AddedHeight">Of its START.</param>
/// <param name="PaymentAddress">Whom coinbases would pay.</param>
/// <param name="BlocksLeft">Until a started one expires, or a DOS one may start again.</param>
/// <param name="Collateral">In satoshi.</param>
public sealed record WaitingNodeInfo(string Transaction, uint Index, int AddedHeight, string PaymentAddress, int BlocksLeft, long Collateral)
{
    private const string Prefix = "COutPoint(";

    internal static WaitingNodeInfo ReadStarted(JsonElement node) => Read(node, "expires_in");

    internal static WaitingNodeInfo ReadDos(JsonElement node) => Read(node, "eligible_in");

    private static WaitingNodeInfo Read(JsonElement node, string left)
    {
        var collateral = node.GetProperty("collateral").GetString()!;
        var comma = collateral.IndexOf(", ", StringComparison.Ordinal);
        if (!collateral.StartsWith(Prefix, StringComparison.Ordinal) || !collateral.EndsWith(')') || comma < 0) throw new FormatException($"\"{collateral}\" is no collateral");
        return new WaitingNodeInfo(
            collateral[Prefix.Length..comma],
            uint.Parse(collateral.AsSpan(comma + 2, collateral.Length - comma - 3), NumberStyles.None, CultureInfo.InvariantCulture),
            node.GetProperty("added_height").GetInt32(),
            node.GetProperty("payment_address").GetString()!,
            node.GetProperty(left).GetInt32(),
            (long)(decimal.Parse(node.GetProperty("amount").GetString()!, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * 100_000_000m));
    }
}
