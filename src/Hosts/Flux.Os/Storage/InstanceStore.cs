namespace Flux.Os.Storage;

/// <summary>The apps this node has decided to run: what a restart adopts instead of removing.</summary>
internal sealed class InstanceStore(OsDatabase database)
{
    public IReadOnlyList<(string App, string Hash, int Tier)> All()
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT app, hash, tier FROM instances ORDER BY app";
        using var reader = command.ExecuteReader();
        var rows = new List<(string, string, int)>();
        while (reader.Read()) rows.Add((reader.GetString(0), reader.GetString(1), reader.GetInt32(2)));
        return rows;
    }

    public void Set(string app, string hash, int tier)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO instances (app, hash, tier) VALUES ($app, $hash, $tier) ON CONFLICT (app) DO UPDATE SET hash = $hash, tier = $tier";
        command.Parameters.AddWithValue("$app", app);
        command.Parameters.AddWithValue("$hash", hash);
        command.Parameters.AddWithValue("$tier", tier);
        command.ExecuteNonQuery();
    }

    public void Remove(string app)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM instances WHERE app = $app";
        command.Parameters.AddWithValue("$app", app);
        command.ExecuteNonQuery();
    }
}
