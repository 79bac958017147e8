using Microsoft.Data.Sqlite;

namespace Flux.Os.Storage;

/// <summary>The schema, version by version. A version once released never changes; a new one is appended.</summary>
internal static class Migrations
{
    private static readonly string[] Versions =
    [
        """
        -- Every app message known, paid or not, as it was gossiped.
        CREATE TABLE messages (hash TEXT PRIMARY KEY, data TEXT NOT NULL, received INTEGER NOT NULL) WITHOUT ROWID;
        -- Every block scanned; the payload lists escrow payments and spends, and is null for most.
        CREATE TABLE blocks (height INTEGER PRIMARY KEY, hash TEXT NOT NULL, payload TEXT);
        -- Apps that this node has decided to run, so that a restart adopts their containers.
        CREATE TABLE instances (app TEXT PRIMARY KEY, hash TEXT NOT NULL, tier INTEGER NOT NULL) WITHOUT ROWID;
        """,
        """
        -- Logins at this node, without their signatures. Times in milliseconds.
        CREATE TABLE sessions (phrase TEXT PRIMARY KEY, id TEXT NOT NULL, created INTEGER NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID;
        """,
        """
        -- Who told an unpaid message: the key of the node that announced it; empty: this node itself.
        ALTER TABLE messages ADD COLUMN source TEXT NOT NULL DEFAULT '';
        -- Declines in force, as the envelopes that their nodes signed.
        CREATE TABLE declines (node TEXT NOT NULL, app TEXT NOT NULL, until INTEGER NOT NULL, envelope TEXT NOT NULL, PRIMARY KEY (node, app)) WITHOUT ROWID;
        """,
        """
        -- What the file is about: the network it belongs to.
        CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        """,
        """
        -- Components that their owner (or the operator) stopped (1) or paused (2) and that stay so over a restart.
        CREATE TABLE holds (app TEXT NOT NULL, component TEXT NOT NULL, hold INTEGER NOT NULL, PRIMARY KEY (app, component)) WITHOUT ROWID;
        """,
    ];

    public static void Apply(SqliteConnection connection, string path)
    {
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
        var present = CheckVersion(connection, path);
        for (var version = present; version < Versions.Length; version++)
        {
            using var transaction = connection.BeginTransaction();
            Execute(connection, Versions[version], transaction);
            Execute(connection, $"PRAGMA user_version = {version + 1}", transaction);
            transaction.Commit();
        }
    }

    /// <summary>The schema's version; refuses one that is newer than this program.</summary>
    public static int CheckVersion(SqliteConnection connection, string path)
    {
        var present = ReadVersion(connection);
        return present <= Versions.Length
            ? present
            : throw new StorageException($"{path} was written by a newer fluxos (schema {present}, this one knows {Versions.Length}). Update fluxos.", new InvalidDataException());
    }

    private static int ReadVersion(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    // The texts are constants of this file.
#pragma warning disable CA2100
    private static void Execute(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }
#pragma warning restore CA2100
}
