using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Contracts.Rpc;
using Flux.Orchestration;
using Flux.Os.Following;
using Flux.Os.Options;
using Flux.Os.Peers;
using Flux.Os.Registry;
using Flux.Os.Storage;
using Flux.Os.Watching;
using Flux.Primitives;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Os.Benchmarks;

/// <summary>
/// What it costs a node to know its own apps among very many: at its start, after a block that changed nothing, and after nodes, apps and
/// declines came and went; and, for comparison, the whole walk of every app, of which a few are done and the rest reckoned.
/// </summary>
internal static class WatchRun
{
    private const int Sample = 50;
    private static readonly BlockHash Genesis = BlockHash.Parse(new string('1', 64));

    public static int Run(int apps, int nodes)
    {
        var table = Table(apps);
        var places = Places(nodes);
        var self = places[nodes / 2];
        var folder = Directory.CreateTempSubdirectory("flux-watch-").FullName;
        using var fluxd = new FluxdClient(new Uri("http://127.0.0.1:1"), RpcCredentials.Password("u", "p"));
        var options = new OsOptions { Name = "n", Network = "local", DataFolder = folder, Address = IPAddress.Loopback, ApiPort = 16127, Fluxd = new Uri("http://127.0.0.1:1"), Orchestration = new OrchestrationOptions { NodeName = "n", AppsFolder = folder } };
        var follower = new ChainFollower(fluxd, TimeProvider.System, NullLogger<ChainFollower>.Instance);
        var declines = new DeclineBook(new GossipNetwork(options, follower, TimeProvider.System, NullLogger<GossipNetwork>.Instance), follower, OsDatabase.Open(folder), TimeProvider.System);
        var seats = new OwnSeats(AppRules.Own, declines);
        Console.WriteLine($"{apps} apps, {nodes} nodes\n\n| what | ms | apps looked at |\n|---|---|---|");
        Whole(table, places, apps);
        void Step(string what) => Tell(what, seats, () => seats.Update(new TableIndex(table), Genesis, places, self));
        Step("start: every app once");
        Console.WriteLine($"| {seats.Possible.Count} of {apps} apps may be this node's | | |");
        MembersOf(seats, table, places);
        Step("a block that changes nothing");
        places = places.RemoveAt(7);
        Step("a node left");
        places = places.Add(Place(nodes + 1)).Sort((a, b) => a.Collateral.CompareTo(b.Collateral));
        Step("a node came");
        table = table.Remove("app5");
        Step("an app ended");
        places = [.. places.Where((place, i) => i % 100 != 0 || place == self)];
        Step($"{nodes / 100} nodes left at once");
        return 0;
    }

    private static void Whole(ImmutableSortedDictionary<string, RegisteredApp> table, ImmutableArray<PlacementNode> places, int apps)
    {
        var clock = Stopwatch.StartNew();
        foreach (var app in table.Values.Take(Sample)) Walk.For(app, Genesis, AppRules.Own, places, [], 1);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| before: the walk of every app after every block, reckoned from {Sample} | {clock.Elapsed.TotalMilliseconds / Sample * apps:n0} | {apps:n0} |"));
    }

    private static void MembersOf(OwnSeats seats, ImmutableSortedDictionary<string, RegisteredApp> table, ImmutableArray<PlacementNode> places)
    {
        var clock = Stopwatch.StartNew();
        foreach (var key in seats.Possible) Walk.MembersOf(table[key], Genesis, AppRules.Own, places, [], 1);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| the members of those, anew | {clock.Elapsed.TotalMilliseconds:n1} | {seats.Possible.Count:n0} |"));
    }

    private static void Tell(string what, OwnSeats seats, Action act)
    {
        var (looks, clock) = (seats.Looks, Stopwatch.StartNew());
        act();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {clock.Elapsed.TotalMilliseconds:n1} | {seats.Looks - looks:n0} |"));
    }

    private static ImmutableArray<PlacementNode> Places(int count) => [.. Enumerable.Range(1, count).Select(Place).OrderBy(place => place.Collateral)];

    // Tiers as on the existing network, roughly: more than half small, a tenth large.
    private static PlacementNode Place(int number) => new(
        new OutPoint(TxId.Parse(number.ToString("x64", CultureInfo.InvariantCulture)), 0), number % 10 == 0 ? NodeTier.Stratus : number % 10 < 4 ? NodeTier.Nimbus : NodeTier.Cumulus, $"t1payee{number}");

    private static ImmutableSortedDictionary<string, RegisteredApp> Table(int count)
    {
        var example = AppMaker.Make(1, 1)[0].Spec.Canonical;
        var apps = ImmutableSortedDictionary.CreateBuilder<string, RegisteredApp>(StringComparer.Ordinal);
        foreach (var number in Enumerable.Range(0, count))
        {
            var spec = AppSpec.TryRead(example.With("name", JsValue.Of($"app{number}"))).Spec!;
            var message = AppMessage.Create(AppMessageKind.Register, spec, 1, "s");
            apps.Add(spec.Key, new RegisteredApp(message, 1, 1, [new AppPayment(default, message.Hash, 1, 0, new Amount(1), 1_000)]));
        }
        return apps.ToImmutable();
    }
}
