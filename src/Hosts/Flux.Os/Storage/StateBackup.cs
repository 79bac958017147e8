using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Flux.Os.Storage;

/// <summary>
/// Copies of a node's state: taken while the node runs, whole at one moment; restored only where they belong. The node key and the settings
/// are not part of it: they stand in the settings' file.
/// </summary>
internal static class StateBackup
{
    /// <summary>Writes a copy; gives a line about it.</summary>
    /// <exception cref="StorageException">There is no state, or the file cannot be written.</exception>
    public static string Take(string folder, string network, string target)
    {
        var source = Path.Combine(folder, OsDatabase.FileName);
        if (!File.Exists(source)) throw Refused($"there is no state in {folder}");
        if (File.Exists(target)) throw Refused($"{target} exists already; a backup does not overwrite");
        var half = target + ".half";
        try
        {
            File.Delete(half);
            using (var from = Open(source, SqliteOpenMode.ReadWrite))
            {
                OsDatabase.CheckNetwork(from, source, network);
                using var to = Open(half, SqliteOpenMode.ReadWriteCreate);
                from.BackupDatabase(to);
                // One file, not three.
                Execute(to, "PRAGMA journal_mode = DELETE");
            }
            var height = Inspect(half, network);
            File.Move(half, target);
            return string.Create(CultureInfo.InvariantCulture, $"the state at height {height} is in {target} ({new FileInfo(target).Length} bytes)");
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{source} could not be copied to {target}: {e.Message}", e);
        }
    }

    /// <summary>Puts a copy in the place of the state; what was there is kept beside it.</summary>
    /// <exception cref="StorageException">A node is running there, or the copy is damaged, of another network, or of a newer fluxos. Nothing was changed.</exception>
    public static string Restore(string source, string folder, string network, TimeProvider time)
    {
        if (!File.Exists(source)) throw Refused($"{source} does not exist");
        using var held = FolderLock.Take(folder);
        var (path, half) = (Path.Combine(folder, OsDatabase.FileName), Path.Combine(folder, OsDatabase.FileName + ".half"));
        try
        {
            File.Copy(source, half, overwrite: true);
            var height = Inspect(half, network);
            var aside = "";
            if (File.Exists(path))
            {
                Settle(path);
                aside = string.Create(CultureInfo.InvariantCulture, $"{path}.before-{time.GetUtcNow():yyyyMMddTHHmmssZ}");
                File.Move(path, aside);
            }
            File.Move(half, path);
            return string.Create(CultureInfo.InvariantCulture, $"the state at height {height} is restored in {folder}{(aside.Length > 0 ? $"; what was there is {aside}" : "")}. The node catches up with its fluxd when it starts");
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{source} cannot be restored: {e.Message}", e);
        }
        finally
        {
            File.Delete(half);
        }
    }

    /// <summary>The last scanned height of a copy that is whole, of this network, and not newer than this program.</summary>
    private static long Inspect(string path, string network)
    {
        using var connection = Open(path, SqliteOpenMode.ReadOnly);
        if (Scalar(connection, "PRAGMA integrity_check") is not "ok") throw Refused($"{path} is damaged");
        Migrations.CheckVersion(connection, path);
        OsDatabase.CheckNetwork(connection, path, network);
        return Convert.ToInt64(Scalar(connection, "SELECT COALESCE(MAX(height), 0) FROM blocks"), CultureInfo.InvariantCulture);
    }

    // What stands in the write-ahead log belongs to the file that is set aside.
    private static void Settle(string path)
    {
        using var connection = Open(path, SqliteOpenMode.ReadWrite);
        Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE");
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 10 }.ToString());
        connection.Open();
        return connection;
    }

    // The texts are constants of this file.
#pragma warning disable CA2100
    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
#pragma warning restore CA2100

    private static StorageException Refused(string reason) => new(reason, new InvalidOperationException(reason));
}
