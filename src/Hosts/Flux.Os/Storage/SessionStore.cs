using Flux.Os.Identity;

namespace Flux.Os.Storage;

/// <summary>Logins on disk.</summary>
internal sealed class SessionStore(OsDatabase database)
{
    public IReadOnlyList<Session> All()
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT phrase, id, created, expires FROM sessions";
        using var reader = command.ExecuteReader();
        var rows = new List<Session>();
        while (reader.Read()) rows.Add(new Session(reader.GetString(1), reader.GetString(0), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3))));
        return rows;
    }

    public void Add(Session session)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT OR REPLACE INTO sessions (phrase, id, created, expires) VALUES ($phrase, $id, $created, $expires)";
        command.Parameters.AddWithValue("$phrase", session.Phrase);
        command.Parameters.AddWithValue("$id", session.Id);
        command.Parameters.AddWithValue("$created", session.CreatedAt.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("$expires", session.ExpiresAt.ToUnixTimeMilliseconds());
        command.ExecuteNonQuery();
    }

    public void Remove(string phrase)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM sessions WHERE phrase = $phrase";
        command.Parameters.AddWithValue("$phrase", phrase);
        command.ExecuteNonQuery();
    }

    public void RemoveExpired(DateTimeOffset now)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM sessions WHERE expires <= $now";
        command.Parameters.AddWithValue("$now", now.ToUnixTimeMilliseconds());
        command.ExecuteNonQuery();
    }

    public void Clear()
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM sessions";
        command.ExecuteNonQuery();
    }
}
