using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Flux.Contracts.Rpc;

namespace Flux.Daemon.Benchmarks;

/// <summary>Starts the server, loads it with one call after the other, each between two measurements of the empty endpoint, and prints the table.</summary>
internal static class BenchmarkRun
{
    private const int Connections = 32;
    private const int Rounds = 3;
    private const int Moves = 50;
    private const double Rate = 5000;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync(string[] args)
    {
        using var server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["server"]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        try
        {
            var line = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the server did not start");
            using var sample = JsonDocument.Parse(line);
            await MeasureAsync(sample.RootElement, args is ["latency"] ? 0 : args is ["quick"] or ["only", ..] ? 1 : Rounds, args is ["only", var part] ? part : "");
        }
        finally
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync();
        }
        return 0;
    }

    private static async Task MeasureAsync(JsonElement sample, int rounds, string part)
    {
        string Text(string name) => sample.GetProperty(name).GetString()!;
        var (rpc, empty) = (sample.GetProperty("rpc").GetInt32(), sample.GetProperty("empty").GetInt32());
        (string Name, string Body)[] calls =
        [
            ("getblockcount", Call("getblockcount", "[]")),
            ("getblock 1", Call("getblock", $"[\"{Text("hash")}\",1]")),
            ("getblock 2", Call("getblock", $"[\"{Text("hash")}\",2]")),
            ("getrawtransaction verbose", Call("getrawtransaction", $"[\"{Text("txid")}\",1]")),
            ("getaddressutxos", Call("getaddressutxos", $"[\"{Text("address")}\"]")),
            ("batch of 100 getblockhash", "[" + string.Join(',', Enumerable.Range(1, 100).Select(height => Call("getblockhash", $"[{height}]"))) + "]"),
        ];
        var nothing = new LoadTarget(empty, Call("getblockcount", "[]"));
        await nothing.RunAsync(Connections, Length);
        Console.WriteLine("| call | requests/s | empty endpoint | ratio | p99 |\n|---|---|---|---|---|");
        foreach (var (name, body) in rounds == 0 ? [] : calls.Where(call => call.Name.Contains(part, StringComparison.Ordinal)))
        {
            var target = new LoadTarget(rpc, body);
            await target.RunAsync(Connections, Length);
            var measured = new List<(LoadResult Call, double Empty)>();
            for (var round = 0; round < rounds; round++)
            {
                var before = await nothing.RunAsync(Connections, Length);
                var own = await target.RunAsync(Connections, Length);
                var after = await nothing.RunAsync(Connections, Length);
                measured.Add((own, (before.PerSecond + after.PerSecond) / 2));
            }
            var middle = measured.OrderBy(pair => pair.Call.PerSecond / pair.Empty).ElementAt(measured.Count / 2);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {middle.Call.PerSecond:n0} | {middle.Empty:n0} | {middle.Call.PerSecond / middle.Empty:0.00}× | {middle.Call.P99.TotalMilliseconds:0.00} ms |"));
        }
        if (part.Length > 0) return;
        await MeasureNewsAsync(rpc);
        var paced = await new LoadTarget(rpc, calls[0].Body).RunPacedAsync(Connections, Length * 3, Rate);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\ngetblockcount at {paced.PerSecond:n0}/s: p50 {paced.P50.TotalMilliseconds:0.00} ms, p99 {paced.P99.TotalMilliseconds:0.00} ms (from the moment each request was due)"));
    }

    /// <summary>How long after a tip changed those who wait for it are told: invalidateblock and reconsiderblock move the tip.</summary>
    private static async Task MeasureNewsAsync(int port)
    {
        using var fluxd = new FluxdClient(new Uri($"http://127.0.0.1:{port}/"), RpcCredentials.Password("u", "p"));
        var times = new List<double>();
        for (var i = 0; i < Moves; i++)
        {
            var tip = await fluxd.BestBlockHashAsync();
            var told = fluxd.WaitForTipAsync(tip, 30_000).ContinueWith(_ => Stopwatch.GetTimestamp(), TaskScheduler.Default);
            // The waiting call must have arrived.
            await Task.Delay(20);
            await fluxd.CallAsync("invalidateblock", CancellationToken.None, tip);
            var moved = Stopwatch.GetTimestamp();
            times.Add(Math.Max(0, Stopwatch.GetElapsedTime(moved, await told).TotalMilliseconds));
            await fluxd.CallAsync("reconsiderblock", CancellationToken.None, tip);
        }
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"waitfornewblock answers after the tip moved: median {times[Moves / 2]:0.00} ms, most {times[^1]:0.00} ms of {Moves}"));
    }

    private static string Call(string method, string parameters) => $$"""{"method":"{{method}}","params":{{parameters}},"id":1}""";
}
