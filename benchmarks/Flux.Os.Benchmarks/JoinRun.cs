using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Flux.Crypto.Curves;

namespace Flux.Os.Benchmarks;

/// <summary>
/// A newcomer joins eight nodes that hold a table of apps: seconds and bytes until its table's hash is theirs. It has its own fluxd (the
/// blocks do not count) and nothing else; it reaches the eight through forwarders that count.
/// </summary>
internal static class JoinRun
{
    private const int Nodes = 8;

    public static async Task<int> RunAsync(int apps)
    {
        var messages = AppMaker.Make(apps, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        await using var fluxd = new StubFluxd(messages);
        fluxd.Nodes["there"] = List(i => $"127.88.0.{i}");
        fluxd.Nodes["here"] = List(i => i > Nodes ? "127.88.0.9" : $"127.89.0.{i}");
        await fluxd.StartAsync();
        var nodes = Enumerable.Range(1, Nodes).Select(i => new OsProcess($"127.88.0.{i}", fluxd.AddressOf("there"), Key(i))).ToList();
        var forwarders = Enumerable.Range(1, Nodes).Select(i => new CountingForwarder(new(IPAddress.Parse($"127.89.0.{i}"), 16127), new(IPAddress.Parse($"127.88.0.{i}"), 16127))).ToList();
        try
        {
            Parallel.ForEach(nodes, node => node.Store(messages));
            foreach (var node in nodes) node.Start();
            var hashes = await Task.WhenAll(nodes.Select(node => node.WaitForAsync(fluxd.Height, apps)));
            if (hashes.Distinct().Count() != 1) throw new InvalidOperationException("the eight do not agree");
            Console.WriteLine($"{Nodes} nodes hold {apps} apps; {nodes[0].Megabytes} MB resident each");
            using var newcomer = new OsProcess("127.88.0.9", fluxd.AddressOf("here"), Key(Nodes + 1));
            var clock = Stopwatch.StartNew();
            newcomer.Start();
            var hash = await newcomer.WaitForAsync(fluxd.Height, apps);
            var (seconds, received, sent) = (clock.Elapsed.TotalSeconds, forwarders.Sum(f => f.Bytes.Received), forwarders.Sum(f => f.Bytes.Sent));
            Console.WriteLine($"the newcomer: {(hash == hashes[0] ? "the same table" : "ANOTHER TABLE")} after {seconds:f1} s (process start included), {newcomer.CpuSeconds:f1} s of processor, {received / 1e6:f2} MB in, {sent / 1e6:f2} MB out; the messages themselves are {messages.Sum(m => (long)m.ToGossip().ToString().Length) / 1e6:f2} MB");
            return hash == hashes[0] ? 0 : 1;
        }
        finally
        {
            foreach (var node in nodes) node.Dispose();
            foreach (var forwarder in forwarders) await forwarder.DisposeAsync();
        }
    }

    private static byte[] Key(int number) => [.. new byte[31], (byte)(100 + number)];

    private static JsonArray List(Func<int, string> address) => [.. Enumerable.Range(1, Nodes + 1).Select(i => StubFluxd.Node(i, address(i), PublicKey(i)))];

    private static string PublicKey(int number)
    {
        Secp256k1.TryGetPublicKey(Key(number), compressed: true, out var key);
        return Convert.ToHexStringLower(key);
    }
}
