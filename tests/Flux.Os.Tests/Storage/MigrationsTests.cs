using Flux.Os.Storage;
using Flux.Os.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Flux.Os.Tests.Storage;

/// <summary>A folder that an earlier fluxos wrote is brought up to date, and nothing in it is lost.</summary>
public sealed class MigrationsTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flux-os-migrations-").FullName;
    private readonly ManualTime _time = new();
    private StubFluxd _fluxd = null!;

    public async ValueTask InitializeAsync() => _fluxd = await StubFluxd.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _fluxd.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_first_schema_with_an_app_becomes_the_present_one()
    {
        var message = new Owner(7).Register("demo", _time.NowMs);
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "fluxos.db")};Pooling=False"))
        {
            connection.Open();
            // As the first release made it.
            Execute(connection, "CREATE TABLE messages (hash TEXT PRIMARY KEY, data TEXT NOT NULL, received INTEGER NOT NULL) WITHOUT ROWID");
            Execute(connection, "CREATE TABLE blocks (height INTEGER PRIMARY KEY, hash TEXT NOT NULL, payload TEXT)");
            Execute(connection, "CREATE TABLE instances (app TEXT PRIMARY KEY, hash TEXT NOT NULL, tier INTEGER NOT NULL) WITHOUT ROWID");
            Execute(connection, "INSERT INTO messages VALUES ($hash, $data, $received)", ("$hash", message.Hash.ToString()), ("$data", message.ToGossip().ToString()), ("$received", _time.NowMs));
            Execute(connection, "PRAGMA user_version = 1");
        }

        using var node = new Node(_fluxd, _time, _folder);
        _fluxd.Mine(StubFluxd.Pay(message));
        await node.FollowAsync(_fluxd);

        node.Registry.Table.Find("demo")!.Hash.ShouldBe(message.Hash);
        node.Declines.All.ShouldBeEmpty();
        OsDatabase.Open(_folder, "local");
        Should.Throw<StorageException>(() => OsDatabase.Open(_folder, "classic")).Message.ShouldContain("not of classic");
    }

    [Fact]
    public void A_file_of_a_newer_program_is_refused_and_not_touched()
    {
        OsDatabase.Open(_folder);
        using (var connection = OsDatabase.Open(_folder).Connect()) Execute(connection, "PRAGMA user_version = 50");
        Should.Throw<StorageException>(() => OsDatabase.Open(_folder)).Message.ShouldContain("newer fluxos (schema 50");
    }

#pragma warning disable CA2100
    private static void Execute(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }
#pragma warning restore CA2100
}
