using System.Text.Json;
using Flux.Consensus.Blocks;
using Flux.Consensus.Ledger;
using Flux.Consensus.Shielded;
using Flux.Consensus.Transactions;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Json;

/// <summary>The shielded pools, as <c>valuePools</c>, and Sprout's root, as <c>anchor</c> (chain reference §12.3).</summary>
internal static class ValuePoolsJson
{
    /// <summary>valuePools of the chain.</summary>
    public static void WriteOfChain(Utf8JsonWriter json, LedgerTotals totals)
    {
        json.WriteStartArray("valuePools");
        WritePool(json, "sprout", totals.Sprout, null);
        WritePool(json, "sapling", totals.Sapling, null);
        json.WriteEndArray();
    }

    /// <summary>
    /// anchor and valuePools after a block, with what the block itself changed. Without undo, which genesis and blocks that were never connected lack, the
    /// pools are not known and the anchor is zeros, as fluxd has it.
    /// </summary>
    public static void WriteOfBlock(Utf8JsonWriter json, Block block, int height, BlockUndo? undo)
    {
        LedgerTotals? before = height == 0 ? default(LedgerTotals) : undo?.Totals;
        var anchor = height == 0 ? NoteTree.EmptySprout.Root : undo?.SproutRoot ?? Hash256.Zero;
        var sprout = new Amount(block.Transactions.Sum(transaction => TransactionValue.IntoSprout(transaction).Satoshis));
        var sapling = new Amount(block.Transactions.Sum(transaction => TransactionValue.IntoSapling(transaction).Satoshis));
        json.WriteString("anchor", anchor.ToString());
        json.WriteStartArray("valuePools");
        WritePool(json, "sprout", before?.Sprout + sprout, sprout);
        WritePool(json, "sapling", before?.Sapling + sapling, sapling);
        json.WriteEndArray();
    }

    private static void WritePool(Utf8JsonWriter json, string id, Amount? value, Amount? delta)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteBoolean("monitored", value is not null);
        if (value is { } held) WriteBoth(json, "chainValue", held);
        if (delta is { } change) WriteBoth(json, "valueDelta", change);
        json.WriteEndObject();
    }

    private static void WriteBoth(Utf8JsonWriter json, string name, Amount amount)
    {
        json.WriteAmount(name, amount);
        json.WriteNumber($"{name}Zat", amount.Satoshis);
    }
}
