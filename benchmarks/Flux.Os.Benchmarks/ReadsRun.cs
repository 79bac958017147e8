using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Flux.Apps.Messages;

namespace Flux.Os.Benchmarks;

/// <summary>Reads at a steady rate from one fluxos whose chain has many apps and nodes: times of each route, counted from the moment a request was due.</summary>
internal static class ReadsRun
{
    private const int PerSecond = 1_000, Workers = 64;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(double.Parse(Environment.GetEnvironmentVariable("FLUX_BENCHMARK_SECONDS") ?? "10", CultureInfo.InvariantCulture));

    public static async Task<int> RunAsync(int apps, int nodes)
    {
        var messages = AppMaker.Make(apps, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        await using var fluxd = new StubFluxd(messages);
        fluxd.Nodes["here"] = [.. Enumerable.Range(1, nodes).Select(i => StubFluxd.Node(i, $"10.{(i >> 16) & 255}.{(i >> 8) & 255}.{i & 255}", "02" + i.ToString("x64", CultureInfo.InvariantCulture)))];
        await fluxd.StartAsync();
        using var node = new OsProcess("127.88.0.1", fluxd.AddressOf("here"), key: null);
        node.Store(messages);
        var clock = Stopwatch.StartNew();
        node.Start();
        await node.WaitForAsync(fluxd.Height, apps);
        Console.WriteLine($"{apps} apps and {nodes} nodes held after {clock.Elapsed.TotalSeconds:f1} s; {node.Megabytes} MB resident");
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Workers, UseProxy = false }) { BaseAddress = new Uri("http://127.88.0.1:16127/"), Timeout = TimeSpan.FromSeconds(60) };
        Console.WriteLine("| route | bytes | answers/s | p50 ms | p99 ms | longest ms | processor ms each |\n|---|---|---|---|---|---|---|");
        foreach (var (name, path) in Routes(messages)) await MeasureAsync(http, node, name, path);
        Console.WriteLine($"{node.Megabytes} MB resident afterwards");
        return 0;
    }

    private static IEnumerable<(string Name, Func<int, string> Path)> Routes(AppMessage[] messages)
    {
        string Name(int i) => $"app{i * 7919L % messages.Length}";
        yield return ("one app", i => $"apps/appspecifications/{Name(i)}");
        yield return ("owner of an app", i => $"apps/appowner/{Name(i)}");
        yield return ("locations of an app", i => $"apps/location/{Name(i)}");
        yield return ("one app of the list", i => $"apps/globalappsspecifications?appname={Name(i)}");
        yield return ("apps of an owner, a page of 50", i => $"apps/globalappsspecifications?owner={AppMaker.OwnerOf(i)}&limit=50");
        yield return ("all apps, a page of 50", i => $"apps/globalappsspecifications?limit=50&offset={i * 50 % messages.Length}");
        yield return ("one permanent message", i => $"apps/permanentmessages?hash={messages[(int)(i * 7919L % messages.Length)].Hash}");
        yield return ("all permanent messages, a page of 50", i => $"apps/permanentmessages?limit=50&offset={i * 50 % messages.Length}");
        yield return ("table hash", _ => "apps/registryhash");
        yield return ("node status", _ => "flux/info");
        yield return ("fluxd's list of nodes", _ => "daemon/viewdeterministicfluxnodelist");
        yield return ("a block's hash", i => $"daemon/getblockhash/{i % 10}");
    }

    private static async Task MeasureAsync(HttpClient http, OsProcess node, string name, Func<int, string> path)
    {
        var bytes = (await http.GetByteArrayAsync(new Uri(path(0), UriKind.Relative))).Length;
        var (times, next) = (new List<double>(), -1);
        var count = (int)(PerSecond * Length.TotalSeconds);
        var (start, processor) = (Stopwatch.GetTimestamp(), node.CpuSeconds);
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var i && i < count)
            {
                var due = start + (i * Stopwatch.Frequency / PerSecond);
                var early = due - Stopwatch.GetTimestamp();
                if (early > 0) await Task.Delay(TimeSpan.FromSeconds(early / (double)Stopwatch.Frequency));
                if (Stopwatch.GetElapsedTime(start) > Length * 3) return;
                using var answer = await http.GetAsync(new Uri(path(i), UriKind.Relative));
                await answer.Content.ReadAsByteArrayAsync();
                lock (times) times.Add((Stopwatch.GetTimestamp() - due) * 1e3 / Stopwatch.Frequency);
            }
        })));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {bytes:n0} | {times.Count / seconds:f0} | {times[times.Count / 2]:f1} | {times[(int)(0.99 * (times.Count - 1))]:f1} | {times[^1]:f1} | {(node.CpuSeconds - processor) * 1e3 / times.Count:f3} |"));
    }
}
