using System.Text.Json;
using Flux.Chain.Mempool;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Json;

/// <summary>Waiting transactions as getrawmempool and REST print them: ordered by id as bytes, with Bitcoin's old priority.</summary>
internal static class MempoolJson
{
    private const int InputOverhead = 41;
    private const int MostFreeScript = 110;

    /// <summary>An array of ids.</summary>
    public static void WriteIds(Utf8JsonWriter json, PoolSnapshot pool)
    {
        json.WriteStartArray();
        foreach (var entry in Ordered(pool)) json.WriteStringValue(entry.Id.ToString());
        json.WriteEndArray();
    }

    /// <summary>An object with one member for each.</summary>
    public static void WriteEntries(Utf8JsonWriter json, PoolSnapshot pool, int tipHeight)
    {
        json.WriteStartObject();
        foreach (var entry in Ordered(pool)) WriteEntry(json, pool, entry, tipHeight);
        json.WriteEndObject();
    }

    private static IEnumerable<PoolEntry> Ordered(PoolSnapshot pool) => pool.Entries.OrderBy(entry => entry.Id.Value);

    private static void WriteEntry(Utf8JsonWriter json, PoolSnapshot pool, PoolEntry entry, int tipHeight)
    {
        var starting = Priority(entry, entry.Height);
        var size = ModifiedSize(entry);
        json.WriteStartObject(entry.Id.ToString());
        json.WriteNumber("size", entry.Size);
        json.WriteAmount("fee", entry.Fee);
        json.WriteNumber("time", entry.Time.ToUnixTimeSeconds());
        json.WriteNumber("height", entry.Height);
        json.WriteReal("startingpriority", starting);
        json.WriteReal("currentpriority", size == 0 ? starting : starting + ((double)(tipHeight - entry.Height) * entry.Spent.Sum(coin => coin.Output.Value.Satoshis) / size));
        json.WriteStartArray("depends");
        foreach (var parent in pool.ParentsOf(entry).Order()) json.WriteStringValue(parent.ToString());
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Sum of value times age of the mined coins that are spent, per byte that is not needed to spend them.</summary>
    private static double Priority(PoolEntry entry, int height)
    {
        var size = ModifiedSize(entry);
        double age = 0;
        foreach (var coin in entry.Spent)
        {
            if (coin.Height < height) age += (double)coin.Output.Value.Satoshis * (height - coin.Height);
        }
        return size == 0 ? 0 : age / size;
    }

    private static int ModifiedSize(PoolEntry entry)
    {
        var size = entry.Size;
        foreach (var input in entry.Transaction.Inputs)
        {
            var free = InputOverhead + Math.Min(MostFreeScript, input.ScriptSig.Length);
            if (size > free) size -= free;
        }
        return size;
    }
}
