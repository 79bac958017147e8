using Microsoft.Data.Sqlite;

namespace Flux.Os.Storage;

/// <summary>
/// fluxos's state on disk: one SQLite file, write-ahead log, schema brought up to date at start. Connections are
/// short-lived and pooled; SQLite serializes writers.
/// </summary>
public sealed class OsDatabase
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string FileName = "fluxos.db";

    private const string NetworkFact = "network";
    private readonly string _connectionString;

    private OsDatabase(string connectionString) => _connectionString = connectionString;

    /// <summary>Opens or creates <c>fluxos.db</c> in a folder; a new one belongs to that network from now on.</summary>
    /// <exception cref="StorageException">It cannot be used; the message says why and what to do.</exception>
    public static OsDatabase Open(string folder, string network = "")
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            Directory.CreateDirectory(folder);
            var database = new OsDatabase(new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 10 }.ToString());
            using var connection = database.Connect();
            Migrations.Apply(connection, path);
            CheckNetwork(connection, path, network);
            SetNetwork(connection, network);
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

    /// <summary>Refuses the state of another network.</summary>
    internal static void CheckNetwork(SqliteConnection connection, string path, string network)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM facts WHERE name = $name";
        command.Parameters.AddWithValue("$name", NetworkFact);
        if (network.Length == 0 || command.ExecuteScalar() is not string present || present == network) return;
        var problem = $"{path} holds the state of the network {present}, not of {network}";
        throw new StorageException(problem, new InvalidDataException(problem));
    }

    private static void SetNetwork(SqliteConnection connection, string network)
    {
        if (network.Length == 0) return;
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT OR IGNORE INTO facts (name, value) VALUES ($name, $value)";
        command.Parameters.AddWithValue("$name", NetworkFact);
        command.Parameters.AddWithValue("$value", network);
        command.ExecuteNonQuery();
    }

    /// <summary>An open connection; dispose it.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }
}
