using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Flux.Chain.Events;
using Flux.Consensus.Networks;
using Flux.Daemon.Node;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.P2P.Benchmarks;

/// <summary>From the moment when a block is the tip of the node that mined it until it is the tip of each of the others, checked and stored.</summary>
internal static class PropagationRun
{
    private const int Count = 20;
    private const int DialledInMesh = 4;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync(bool isLine, int blocks)
    {
        var network = NetworkCatalog.Local((uint)TimeProvider.System.GetUtcNow().AddHours(-2).ToUnixTimeSeconds());
        await using var group = new NodeGroup(network, TimeProvider.System);
        var random = new Random(20);
        for (var i = 0; i < Count; i++) await group.StartAsync(Dialled(i, isLine, random));
        await WaitAsync(() => group.Nodes.Select((node, i) => (node, i)).All(pair => pair.node.Peers.ConnectionCount >= (isLine ? pair.i is 0 or Count - 1 ? 1 : 2 : Math.Min(DialledInMesh, Count - 1))));
        var arrivals = group.Nodes.Select(_ => new ConcurrentDictionary<BlockHash, long>()).ToList();
        using var stop = new CancellationTokenSource();
        var watching = group.Nodes.Select((node, i) => WatchAsync(node, arrivals[i], stop.Token)).ToList();
        await using var mining = new MiningService(group.Nodes[0], NullLoggerFactory.Instance);
        var script = ScriptBuilder.PayToPubKeyHash(Hash160.Of("benchmark"u8));
        // The first blocks meet cold code.
        for (var i = 0; i < 10; i++) await MineAsync();
        var (all, last) = (new List<double>(), new List<double>());
        for (var i = 0; i < blocks; i++)
        {
            var hash = await MineAsync();
            var times = arrivals.Skip(1).Select(of => Stopwatch.GetElapsedTime(arrivals[0][hash], of[hash]).TotalMilliseconds).ToList();
            all.AddRange(times);
            last.Add(isLine ? times[^1] : times.Max());
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Count} nodes in a {(isLine ? "line" : "mesh")}, {group.Nodes.Sum(node => node.Peers.ConnectionCount) / 2} connections, {blocks} blocks"));
        Print(isLine ? "end of the line" : "last node", last);
        Print("every node", all);
        await stop.CancelAsync();
        await Task.WhenAll(watching);
        return 0;

        async Task<BlockHash> MineAsync()
        {
            var hash = await mining.GenerateAsync(script, CancellationToken.None);
            await WaitAsync(() => arrivals.TrueForAll(of => of.ContainsKey(hash)));
            return hash;
        }
    }

    // In a mesh each dials four of those before it; the first ones all of them.
    private static IEnumerable<int> Dialled(int number, bool isLine, Random random)
    {
        if (isLine) return number == 0 ? [] : [number - 1];
        var others = Enumerable.Range(0, number).ToArray();
        random.Shuffle(others);
        return others.Take(DialledInMesh);
    }

    private static async Task WatchAsync(FluxdNode node, ConcurrentDictionary<BlockHash, long> arrivals, CancellationToken cancellation)
    {
        using var subscription = node.Chain.Subscribe();
        try
        {
            await foreach (var occurred in subscription.Events.ReadAllAsync(cancellation))
                if (occurred is TipChanged tip) arrivals.TryAdd(tip.Snapshot.Tip.Hash, Stopwatch.GetTimestamp());
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition()) await Task.Delay(5, limit.Token);
    }

    private static void Print(string name, List<double> milliseconds)
    {
        milliseconds.Sort();
        double At(double part) => milliseconds[Math.Min(milliseconds.Count - 1, (int)Math.Ceiling(part * milliseconds.Count) - 1)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: p50 {At(0.5):F1} ms, p99 {At(0.99):F1} ms, most {milliseconds[^1]:F1} ms"));
    }
}
