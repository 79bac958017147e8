using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Apps.Messages;
using Flux.Os.Storage;
using Flux.Primitives.Addresses;
using Microsoft.Data.Sqlite;

namespace Flux.Os.Benchmarks;

/// <summary>One fluxos in a process of its own, with a folder of its own.</summary>
internal sealed class OsProcess : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _folder = Directory.CreateTempSubdirectory("flux-os-benchmark-").FullName;
    private readonly string _config;
    private Process? _process;

    public OsProcess(string address, Uri fluxd, byte[]? key)
    {
        _http = new HttpClient { BaseAddress = new Uri($"http://{address}:16127/"), Timeout = TimeSpan.FromSeconds(60) };
        _config = Path.Combine(_folder, "fluxos.json");
        File.WriteAllText(_config, new JsonObject
        {
            ["node"] = new JsonObject
            {
                ["name"] = address,
                ["network"] = "local",
                ["dataFolder"] = _folder,
                ["address"] = address,
                ["apiPort"] = 16127,
                ["key"] = key is null ? "" : Wif.Encode(key, compressed: true, AddressPrefixes.Main),
            },
            ["fluxd"] = new JsonObject { ["address"] = fluxd.ToString(), ["user"] = "u", ["password"] = "p" },
            // The containers are not measured: an engine that is not there.
            ["orchestration"] = new JsonObject { ["namespace"] = "benchmark" + address.Replace('.', 'x'), ["engine"] = "unix:///nowhere/docker.sock" },
        }.ToJsonString());
    }

    /// <summary>Puts messages on its disk before it starts.</summary>
    public void Store(IReadOnlyList<AppMessage> messages)
    {
        using (var connection = OsDatabase.Open(_folder).Connect())
        {
            using var transaction = connection.BeginTransaction();
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO messages (hash, data, received) VALUES ($hash, $data, $received)";
            var (hash, data) = (command.Parameters.Add("$hash", SqliteType.Text), command.Parameters.Add("$data", SqliteType.Text));
            command.Parameters.AddWithValue("$received", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
            foreach (var message in messages)
            {
                (hash.Value, data.Value) = (message.Hash.ToString(), message.ToGossip().ToString());
                command.ExecuteNonQuery();
            }
            transaction.Commit();
        }
        SqliteConnection.ClearAllPools();
    }

    public void Start()
    {
        _process = Process.Start(new ProcessStartInfo("dotnet") { ArgumentList = { Program, "--config", _config }, RedirectStandardOutput = true })!;
        // What it says is for people who look for a fault; a pipe that nobody reads would stop it.
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Log);
    }

    // Another build of fluxos, to compare two in one run.
    private static string Program { get; } = Environment.GetEnvironmentVariable("FLUX_BENCHMARK_FLUXOS") ?? Path.Combine(AppContext.BaseDirectory, "fluxos.dll");

    private static Stream Log { get; } = Environment.GetEnvironmentVariable("FLUX_BENCHMARK_LOG") is { } file ? File.Create(file) : Stream.Null;

    /// <summary>Megabytes resident.</summary>
    public long Megabytes
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64 >> 20;
        }
    }

    /// <summary>Seconds of processor time so far.</summary>
    public double CpuSeconds
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Height, hash and size of its table; null before it answers.</summary>
    public async Task<(int Height, string Hash, int Apps)?> TableAsync()
    {
        try
        {
            using var answer = JsonDocument.Parse(await _http.GetStringAsync(new Uri("apps/registryhash", UriKind.Relative)));
            var data = answer.RootElement.GetProperty("data");
            return (data.GetProperty("height").GetInt32(), data.GetProperty("hash").GetString()!, data.GetProperty("apps").GetInt32());
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    public async Task<string> WaitForAsync(int height, int apps)
    {
        while (true)
        {
            if (_process!.HasExited) throw new InvalidOperationException($"fluxos ended with {_process.ExitCode}");
            if (await TableAsync() is { } table && table.Height >= height && table.Apps >= apps) return table.Hash;
            await Task.Delay(50);
        }
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            _process.WaitForExit();
        }
        _process?.Dispose();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
