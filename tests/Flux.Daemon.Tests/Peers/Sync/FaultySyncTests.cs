using System.Diagnostics;
using Flux.Chain;
using Flux.Consensus.Networks;
using Flux.Daemon.Node;
using Flux.P2P;
using Flux.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Daemon.Tests.Peers.Sync;

/// <summary>Recorded chains fetched over sockets from peers of which most are at fault: the download goes on, and who is at fault is dropped.</summary>
public sealed class FaultySyncTests(ITestOutputHelper output)
{
    private const int Faster = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public Task Eras_is_fetched_though_most_peers_stall_lie_cut_or_flood() => FetchesAsync(
        "eras",
        [
            ServerFault.KeepsHeaders, ServerFault.Silent, ServerFault.KeepsBlocks, ServerFault.Drips, ServerFault.ForgesBlocks, ServerFault.ForgesHeaders, ServerFault.Cuts,
            ServerFault.NotFound, ServerFault.Floods, ServerFault.None, ServerFault.None,
        ]);

    [Fact]
    public Task Eras_is_fetched_from_one_peer_that_cuts_every_connection() => FetchesAsync("eras", [ServerFault.Cuts, ServerFault.Cuts]);

    [Fact]
    [Trait("Category", "Long")]
    public Task A_hundred_thousand_transactions_are_fetched_though_most_peers_stall_lie_cut_or_flood() => FetchesAsync(
        "perf-100k",
        [ServerFault.KeepsHeaders, ServerFault.KeepsBlocks, ServerFault.Drips, ServerFault.ForgesBlocks, ServerFault.Cuts, ServerFault.Floods, ServerFault.None]);

    /// <summary>A measurement: the output says how many transactions a second were fetched, judged and stored (docs/long-runs.md).</summary>
    [Fact]
    [Trait("Category", "Long")]
    public Task A_hundred_thousand_transactions_are_fetched_from_one_peer() => FetchesAsync("perf-100k", [ServerFault.None]);

    private async Task FetchesAsync(string recording, ServerFault[] faults)
    {
        var network = RecordedNetwork.Of(SharedData.ReadJson($"recorded/chains/{recording}.json").GetProperty("parameters"));
        var served = new ServedChain($"recorded/chains/{recording}.dat", network.Genesis);
        var folder = Directory.CreateTempSubdirectory("flux-sync-").FullName;
        var servers = faults.Select(fault => new ChainServer(served, fault)).ToList();
        try
        {
            var time = new FastTime(served.Tip.Time, Faster);
            await using var chain = await ChainNode.OpenAsync(Options(folder, network), time, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
            await using var peers = await PeerNetwork.StartAsync(Options(network, servers), new ChainPort(chain), new MempoolPort(chain), time, NullLoggerFactory.Instance);
            var started = Stopwatch.GetTimestamp();
            await ReachesAsync(chain, served.Height, () => Describe(chain, peers, servers));
            chain.Snapshot.Tip.Hash.ShouldBe(served.Tip.Hash);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            output.WriteLine($"{served.Height} blocks, {served.Transactions} transactions in {seconds:F1} s: {served.Transactions / seconds:F0} transactions/s");
            foreach (var server in servers) output.WriteLine($"{server.Fault}: {server.Served} blocks, {server.Misdeeds} misdeeds, dropped {server.Drops} times");
            // A quick sync leaves the slow ones no time to be dropped; that they are is shown with a clock of its own in SyncTests.
            foreach (var server in servers.Where(server => server.Fault == ServerFault.Floods)) await server.IsDroppedAsync(Patience);
        }
        finally
        {
            foreach (var server in servers) await server.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> Describe(ChainNode chain, PeerNetwork peers, List<ChainServer> servers)
    {
        var lines = new List<string> { $"best header {chain.Snapshot.BestHeader.Height}" };
        foreach (var peer in await peers.PeersAsync())
            lines.Add($"{servers.Single(server => server.Name == peer.ConfiguredName).Fault}: score {peer.BanScore}, headers {peer.SyncedHeaders}, in flight {string.Join(' ', peer.InFlight)}");
        lines.AddRange(servers.Select(server => $"{server.Fault}: {server.Served} blocks, dropped {server.Drops} times"));
        return string.Join('\n', lines);
    }

    private static ChainOptions Options(string folder, Network network) => new() { DataDirectory = folder, Network = network, CacheMiB = 32, CheckThreads = 2, FlushInterval = TimeSpan.FromMinutes(5) };

    private static P2POptions Options(Network network, List<ChainServer> servers) => new()
    {
        Rules = PeerRules.Of(network) with { LongestRetryPause = TimeSpan.FromSeconds(2) },
        OutboundAddress = OwnAddress.Take(),
        Connect = [.. servers.Select(server => server.Name)],
    };

    private static async Task ReachesAsync(ChainNode chain, int height, Func<Task<string>> describe)
    {
        using var events = chain.Subscribe(1 << 20);
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            while (chain.Snapshot.Height < height && await events.Events.WaitToReadAsync(limit.Token)) events.Events.TryRead(out _);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"height {chain.Snapshot.Height} of {height} after {Patience.TotalMinutes} minutes\n{await describe()}");
        }
    }
}
