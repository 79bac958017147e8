using Flux.Apps.Messages;
using Flux.Primitives;

namespace Flux.Os.Storage;

/// <summary>Declines on disk: a node that restarts must walk the ranks as the others do.</summary>
internal sealed class DeclineStore(OsDatabase database)
{
    /// <summary>The signed envelopes.</summary>
    public IReadOnlyList<string> All()
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT envelope FROM declines ORDER BY node, app";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }

    public void Set(OutPoint node, MessageHash app, long until, string envelope)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT OR REPLACE INTO declines (node, app, until, envelope) VALUES ($node, $app, $until, $envelope)";
        command.Parameters.AddWithValue("$node", node.ToString());
        command.Parameters.AddWithValue("$app", app.ToString());
        command.Parameters.AddWithValue("$until", until);
        command.Parameters.AddWithValue("$envelope", envelope);
        command.ExecuteNonQuery();
    }

    /// <summary>Removes those that end at or before a height.</summary>
    public void RemoveEnded(long height)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM declines WHERE until <= $height";
        command.Parameters.AddWithValue("$height", height);
        command.ExecuteNonQuery();
    }
}
