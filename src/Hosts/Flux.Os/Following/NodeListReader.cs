using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Flux.Apps.Messages;
using Flux.Primitives;

namespace Flux.Os.Following;

/// <summary>Reads viewdeterministicfluxnodelist of any fluxd (chain reference §12.6). Entries that make no sense are left out.</summary>
internal static class NodeListReader
{
    public static ImmutableArray<ChainNodeEntry> Read(JsonElement list)
    {
        var nodes = ImmutableArray.CreateBuilder<ChainNodeEntry>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
        {
            if (TryRead(item) is { } node) nodes.Add(node);
        }
        return nodes.ToImmutable();
    }

    private static ChainNodeEntry? TryRead(JsonElement item)
    {
        if (!TxId.TryParse(Text(item, "txhash"), out var id)
            || !uint.TryParse(Text(item, "outidx"), NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return null;
        var ip = Text(item, "ip");
        return new ChainNodeEntry(
            new OutPoint(id, index),
            NodeAddress.TryParse(ip, out var address) ? address : null,
            ip,
            Text(item, "pubkey"),
            TierOf(Text(item, "tier")),
            Text(item, "payment_address"),
            Number(item, "added_height"),
            Number(item, "confirmed_height"),
            Number(item, "last_paid_height"),
            decimal.TryParse(Text(item, "amount"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var coins) ? coins : 0);
    }

    private static int TierOf(string name) => name switch { "CUMULUS" => 1, "NIMBUS" => 2, "STRATUS" => 3, _ => 0 };

    private static string Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static int Number(JsonElement item, string name) => item.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : 0;
}
