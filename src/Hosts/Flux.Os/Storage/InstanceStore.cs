using Flux.Os.Watching;

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

    /// <summary>The app leaves this node, and with it what was asked of its components.</summary>
    public void Remove(string app) => Execute("DELETE FROM instances WHERE app = $app; DELETE FROM holds WHERE app = $app", app);

    /// <summary>The app is installed anew by and by; what was asked of its components still holds.</summary>
    public void Forget(string app) => Execute("DELETE FROM instances WHERE app = $app", app);

    /// <summary>What is asked of an app's components; those that run are not among them.</summary>
    public IReadOnlyDictionary<string, ComponentHold> HoldsOf(string app)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT component, hold FROM holds WHERE app = $app";
        command.Parameters.AddWithValue("$app", app);
        using var reader = command.ExecuteReader();
        var holds = new Dictionary<string, ComponentHold>(StringComparer.Ordinal);
        while (reader.Read()) holds[reader.GetString(0)] = (ComponentHold)reader.GetInt32(1);
        return holds;
    }

    /// <summary>Writes down what is asked of components.</summary>
    public void SetHolds(string app, IReadOnlyList<string> components, ComponentHold hold)
    {
        using var connection = database.Connect();
        using var transaction = connection.BeginTransaction();
        foreach (var component in components)
        {
            using var command = connection.CreateCommand();
            command.CommandText = hold == ComponentHold.None
                ? "DELETE FROM holds WHERE app = $app AND component = $component"
                : "INSERT INTO holds (app, component, hold) VALUES ($app, $component, $hold) ON CONFLICT (app, component) DO UPDATE SET hold = $hold";
            command.Parameters.AddWithValue("$app", app);
            command.Parameters.AddWithValue("$component", component);
            if (hold != ComponentHold.None) command.Parameters.AddWithValue("$hold", (int)hold);
            command.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    // The texts are constants of this file.
#pragma warning disable CA2100
    private void Execute(string sql, string app)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$app", app);
        command.ExecuteNonQuery();
    }
#pragma warning restore CA2100
}
