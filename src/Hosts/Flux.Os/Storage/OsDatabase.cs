using Microsoft.Data.Sqlite;

namespace Flux.Os.Storage;

/// <summary>
/// fluxos's state on disk: one SQLite file, write-ahead log, schema brought up to date at start. Connections are
/// short-lived and pooled; SQLite serializes writers.
/// </summary>
public sealed class OsDatabase
{
    private readonly string _connectionString;

    private OsDatabase(string connectionString) => _connectionString = connectionString;

    /// <summary>Opens or creates <c>fluxos.db</c> in a folder.</summary>
    /// <exception cref="StorageException">It cannot be used; the message says why and what to do.</exception>
    public static OsDatabase Open(string folder)
    {
        var path = Path.Combine(folder, "fluxos.db");
        try
        {
            Directory.CreateDirectory(folder);
            var database = new OsDatabase(new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 10 }.ToString());
            using var connection = database.Connect();
            Migrations.Apply(connection, path);
            return database;
        }
        catch (SqliteException e)
        {
            throw new StorageException($"{path} cannot be used: {e.Message}. Move it away and start again: the registry is rebuilt from the chain and from other nodes.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{folder} cannot be used: {e.Message}.", e);
        }
    }

    /// <summary>An open connection; dispose it.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }
}
