using System.Globalization;
using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>What the calls that start nodes of <c>fluxnode.conf</c> answer. A node whose collateral key is in the daemon's wallet is started; every other one fails with the reason.</summary>
internal static class StartFromConfig
{
    /// <summary>Why a node that was found is not started.</summary>
    public const string NoKey = "the key of the collateral is not in this daemon; start the node with: flux wallet node start";

    /// <summary>Starts the nodes one after the other and writes the answer.</summary>
    public static async Task RunAsync(FluxdNode node, Utf8JsonWriter json, IReadOnlyList<NodeConfigEntry> entries, string? notFound, string? alias, CancellationToken cancellation)
    {
        var outcomes = new List<StartOutcome>();
        if (entries.Count > 0 && node.Wallet is { } wallet)
        {
            await wallet.UseAsync(async open =>
            {
                foreach (var entry in entries) outcomes.Add(await new OwnedStart(open).RunAsync(entry, null, cancellation).ConfigureAwait(false));
                return outcomes.Count;
            }, cancellation).ConfigureAwait(false);
        }
        else
        {
            outcomes.AddRange(entries.Select(_ => new StartOutcome(null, false, NoKey)));
        }
        Write(json, entries, outcomes, notFound, alias);
    }

    /// <param name="json">Where to.</param>
    /// <param name="entries">The nodes that were meant.</param>
    /// <param name="outcomes">What became of each.</param>
    /// <param name="notFound">What to say when there is none; null when none is fine.</param>
    /// <param name="alias">The alias to repeat then, or null.</param>
    private static void Write(Utf8JsonWriter json, IReadOnlyList<NodeConfigEntry> entries, List<StartOutcome> outcomes, string? notFound, string? alias)
    {
        var missing = entries.Count == 0 && notFound is not null;
        var started = outcomes.Count(outcome => outcome.IsIn);
        var total = missing ? 1 : entries.Count;
        json.WriteStartObject();
        json.WriteString("overall", string.Create(CultureInfo.InvariantCulture, $"Successfully started {started} fluxnodes, failed to start {total - started}, total {total}"));
        json.WriteStartArray("detail");
        if (missing)
        {
            json.WriteStartObject();
            if (alias is not null) json.WriteString("alias", alias);
            json.WriteString("result", "failed");
            json.WriteString("error", notFound);
            json.WriteEndObject();
        }
        for (var i = 0; i < entries.Count; i++) WriteEntry(json, entries[i], outcomes[i]);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, NodeConfigEntry entry, StartOutcome outcome)
    {
        json.WriteStartObject();
        json.WriteString("outpoint", FluxNodeJson.LongOutPoint(entry.Collateral));
        json.WriteString("alias", entry.Alias);
        json.WriteString("result", outcome.IsIn ? "successful" : "failed");
        json.WriteBoolean("transaction_built", outcome.Transaction is not null);
        if (outcome.Transaction is not null)
        {
            json.WriteBoolean("transaction_signed", true);
            json.WriteBoolean("transaction_commited", outcome.IsIn);
        }
        json.WriteString("errorMessage", outcome.Problem);
        json.WriteEndObject();
    }
}
