using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Json;

/// <summary>
/// The shielded pools (chain reference §12.3). Our ledger keeps one sum of both, so the single pools are known only while that sum is zero;
/// otherwise they are "not monitored", as fluxd says it of chains that it has not counted.
/// </summary>
internal static class ValuePoolsJson
{
    /// <summary>Root of the Sprout tree without notes, which every block names as long as nobody made one.</summary>
    private const string EmptySproutRoot = "59d2cde5e65c1414c32ba54f0fe4bdb3d67618125286e6a191317917c812c6d7";

    public static bool AreKnown(FluxdNode node) => node.Chain.Snapshot.Ledger.Totals.Shielded == Amount.Zero;

    /// <summary>anchor and valuePools of a block, with what the block itself changed.</summary>
    public static void WriteOfBlock(Utf8JsonWriter json, FluxdNode node, Block block)
    {
        if (AreKnown(node)) json.WriteString("anchor", EmptySproutRoot);
        json.WriteStartArray("valuePools");
        WritePool(json, node, "sprout", Sprout(block));
        WritePool(json, node, "sapling", Sapling(block));
        json.WriteEndArray();
    }

    /// <summary>valuePools of the chain.</summary>
    public static void WriteOfChain(Utf8JsonWriter json, FluxdNode node)
    {
        json.WriteStartArray("valuePools");
        WritePool(json, node, "sprout", null);
        WritePool(json, node, "sapling", null);
        json.WriteEndArray();
    }

    private static void WritePool(Utf8JsonWriter json, FluxdNode node, string id, Amount? delta)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteBoolean("monitored", AreKnown(node));
        if (AreKnown(node))
        {
            json.WriteAmount("chainValue", Amount.Zero);
            json.WriteNumber("chainValueZat", 0);
        }
        if (delta is { } change)
        {
            json.WriteAmount("valueDelta", change);
            json.WriteNumber("valueDeltaZat", change.Satoshis);
        }
        json.WriteEndObject();
    }

    private static Amount Sprout(Block block) =>
        new(block.Transactions.Where(tx => tx.Shielded is not null).SelectMany(tx => tx.Shielded!.JoinSplits).Sum(join => join.PublicOld.Satoshis - join.PublicNew.Satoshis));

    private static Amount Sapling(Block block) => new(-block.Transactions.Sum(tx => tx.Shielded?.ValueBalance.Satoshis ?? 0));
}
