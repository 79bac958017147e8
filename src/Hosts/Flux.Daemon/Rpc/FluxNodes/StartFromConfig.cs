using System.Globalization;
using System.Text.Json;
using Flux.Daemon.Rpc.Json;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>What the calls that start nodes of <c>fluxnode.conf</c> answer. Collateral keys live in the wallet of <c>flux</c>, not in the daemon, so each node fails with that reason.</summary>
internal static class StartFromConfig
{
    /// <summary>Why a node that was found is not started.</summary>
    public const string NoKey = "the key of the collateral is not in this daemon; start the node with: flux node start";

    /// <param name="json">Where to.</param>
    /// <param name="entries">The nodes that were meant.</param>
    /// <param name="notFound">What to say when there is none; null when none is fine.</param>
    /// <param name="alias">The alias to repeat then, or null.</param>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<NodeConfigEntry> entries, string? notFound, string? alias)
    {
        var missing = entries.Count == 0 && notFound is not null;
        var failed = missing ? 1 : entries.Count;
        json.WriteStartObject();
        json.WriteString("overall", string.Create(CultureInfo.InvariantCulture, $"Successfully started 0 fluxnodes, failed to start {failed}, total {failed}"));
        json.WriteStartArray("detail");
        if (missing)
        {
            json.WriteStartObject();
            if (alias is not null) json.WriteString("alias", alias);
            json.WriteString("result", "failed");
            json.WriteString("error", notFound);
            json.WriteEndObject();
        }
        foreach (var entry in entries) WriteEntry(json, entry);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, NodeConfigEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("outpoint", FluxNodeJson.LongOutPoint(entry.Collateral));
        json.WriteString("alias", entry.Alias);
        json.WriteString("result", "failed");
        json.WriteBoolean("transaction_built", false);
        json.WriteString("errorMessage", NoKey);
        json.WriteEndObject();
    }
}
