using System.Diagnostics;
using System.Text.Json.Nodes;
using Flux.Os.Storage;
using Flux.Os.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Flux.Os.Tests.Storage;

/// <summary>The drill: a copy of a running node's state is whole, and is put back only where it belongs.</summary>
public sealed class StateBackupTests : IAsyncLifetime
{
    private const string Network = "local";
    private static readonly CancellationToken Never = CancellationToken.None;
    private readonly ManualTime _time = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("flux-os-backup-").FullName;
    private StubFluxd _fluxd = null!;
    private Node _node = null!;

    private string Backup => Path.Combine(_folder, "copy.db");

    private string There => Path.Combine(_folder, "restored");

    public async ValueTask InitializeAsync()
    {
        _fluxd = await StubFluxd.StartAsync();
        _node = new Node(_fluxd, _time);
        OsDatabase.Open(_node.Folder, Network);
        for (var i = 0; i < 20; i++)
        {
            var message = new Owner((byte)(30 + i)).Register($"app{i}", _time.NowMs);
            await _node.Registry.LearnAsync(message, Never);
            _fluxd.Mine(StubFluxd.Pay(message));
        }
        await _node.FollowAsync(_fluxd);
    }

    public async ValueTask DisposeAsync()
    {
        _node.Dispose();
        await _fluxd.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_copy_of_a_node_at_work_restores_to_the_same_table()
    {
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 3_000 && !stop.IsCancellationRequested; i++) await _node.Registry.LearnAsync(new Owner((byte)(60 + (i / 90))).Register($"more{i}", _time.NowMs), Never);
        }, Never);

        var line = StateBackup.Take(_node.Folder, Network, Backup);
        await stop.CancelAsync();
        await writing;
        var restored = StateBackup.Restore(Backup, There, Network, _time);

        line.ShouldContain("height 20");
        restored.ShouldContain("height 20");
        using var again = new Node(_fluxd, _time, There);
        again.Registry.Table.Hash().ShouldBe(_node.Registry.Table.Hash());
        _fluxd.Mine();
        await again.FollowAsync(_fluxd);
        again.Registry.Table.Height.ShouldBe(21);
    }

    [Fact]
    public void A_copy_of_another_network_is_refused_and_nothing_is_changed()
    {
        StateBackup.Take(_node.Folder, Network, Backup);
        OsDatabase.Open(There, "classic");
        Refused(() => StateBackup.Restore(Backup, There, "classic", _time)).ShouldContain("holds the state of the network local, not of classic");
        Directory.GetFiles(There).Select(Path.GetFileName).ShouldNotContain(name => name!.Contains("before", StringComparison.Ordinal) || name.EndsWith(".half", StringComparison.Ordinal));
        Refused(() => OsDatabase.Open(_node.Folder, "classic")).ShouldContain("not of classic");
        Refused(() => StateBackup.Take(_node.Folder, "classic", Backup + "2")).ShouldContain("not of classic");
    }

    [Fact]
    public void A_copy_of_a_newer_program_is_refused()
    {
        StateBackup.Take(_node.Folder, Network, Backup);
        using (var connection = new SqliteConnection($"Data Source={Backup};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            command.ExecuteNonQuery();
        }
        Refused(() => StateBackup.Restore(Backup, There, Network, _time)).ShouldContain("newer fluxos (schema 99");
    }

    [Fact]
    public void A_damaged_copy_is_refused()
    {
        StateBackup.Take(_node.Folder, Network, Backup);
        var bytes = File.ReadAllBytes(Backup);
        // Beyond the first page, so that it still looks like a database.
        Array.Fill(bytes, (byte)0xa5, 4096, bytes.Length - 4096);
        File.WriteAllBytes(Backup, bytes);
        Refused(() => StateBackup.Restore(Backup, There, Network, _time)).ShouldNotBeEmpty();
        File.WriteAllText(Backup, "not a database");
        Refused(() => StateBackup.Restore(Backup, There, Network, _time)).ShouldNotBeEmpty();
        File.Exists(Path.Combine(There, "fluxos.db")).ShouldBeFalse();
    }

    [Fact]
    public void Under_a_running_node_nothing_is_restored_and_a_second_one_does_not_start()
    {
        StateBackup.Take(_node.Folder, Network, Backup);
        using (FolderLock.Take(There))
        {
            Refused(() => StateBackup.Restore(Backup, There, Network, _time)).ShouldContain("used by another fluxos");
            Refused(() => FolderLock.Take(There).Dispose()).ShouldContain("used by another fluxos");
        }
        StateBackup.Restore(Backup, There, Network, _time).ShouldContain("restored");
    }

    [Fact]
    public void What_was_there_is_kept_and_a_backup_overwrites_nothing()
    {
        StateBackup.Take(_node.Folder, Network, Backup);
        Refused(() => StateBackup.Take(_node.Folder, Network, Backup)).ShouldContain("exists already");
        Refused(() => StateBackup.Take(Path.Combine(_folder, "empty"), Network, Backup + "2")).ShouldContain("there is no state");
        Refused(() => StateBackup.Restore(Backup + "3", There, Network, _time)).ShouldContain("does not exist");
        StateBackup.Restore(Backup, There, Network, _time);
        StateBackup.Restore(Backup, There, Network, _time).ShouldContain("what was there is");
        Directory.GetFiles(There, "*.before-*").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_program_does_it_from_its_command_line()
    {
        var config = Path.Combine(_folder, "fluxos.json");
        await File.WriteAllTextAsync(config, Config(_node.Folder));
        (await RunAsync("--config", config, "--backup", Backup)).ShouldBe((0, $"fluxos: the state at height 20 is in {Backup} ({new FileInfo(Backup).Length} bytes)"));
        await File.WriteAllTextAsync(config, Config(There));
        (await RunAsync("--config", config, "--restore", Backup)).Code.ShouldBe(0);
        (await RunAsync("--config", config, "--restore", Backup + "no")).ShouldBe((6, $"fluxos: {Backup}no does not exist"));
        (await RunAsync("--config", config, "--backups")).Text.ShouldContain("usage: fluxos");
        using var again = new Node(_fluxd, _time, There);
        again.Registry.Table.Hash().ShouldBe(_node.Registry.Table.Hash());
    }

    private static string Config(string folder) => new JsonObject
    {
        ["node"] = new JsonObject { ["network"] = Network, ["dataFolder"] = folder },
        ["fluxd"] = new JsonObject { ["user"] = "u", ["password"] = "p" },
    }.ToJsonString();

    private static async Task<(int Code, string Text)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "fluxos.dll"))) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Never), process.StandardError.ReadToEndAsync(Never));
        await process.WaitForExitAsync(Never);
        return (process.ExitCode, (await output + await errors).Trim());
    }

    private static string Refused(Action work) => Should.Throw<StorageException>(work).Message;
}
