using Flux.Os.Api.Access;
using Flux.Os.Following;
using Flux.Os.Identity;
using Flux.Os.Machine;
using Flux.Os.Options;
using Flux.Os.Peers;

namespace Flux.Os.Api;

/// <summary>
/// <c>/benchmark/…</c> (FluxOS reference §9.1, §11.6). No fluxbench runs here, so fluxos tells what the system and the chain say of this node,
/// in the shape that dashboards read. Speeds need a load to measure them: they are left out, never made up.
/// </summary>
internal static class BenchmarkEndpoints
{
    private const long GigaByte = 1L << 30;

    private static readonly (string Route, string[] Methods, Privilege? Who)[] NotHere =
    [
        ("help/{command?}", ["GET"], null),
        ("signfluxnodetransaction/{hexstring?}", ["GET"], Privilege.Admin),
        ("signzelnodetransaction/{hexstring?}", ["GET"], Privilege.Admin),
        ("signfluxnodetransaction", ["POST"], Privilege.Admin),
        ("signzelnodetransaction", ["POST"], Privilege.Admin),
        ("stop", ["GET"], Privilege.Admin),
        ("start", ["GET"], Privilege.AdminAndFluxTeam),
        ("restart", ["GET"], Privilege.AdminAndFluxTeam),
        ("restartnodebenchmarks", ["GET"], Privilege.AdminAndFluxTeam),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var benchmark = routes.MapGroup("/benchmark").WithTags("benchmark");
        foreach (var route in (string[])["getbenchmarks", "getstoredbenchmark"])
        {
            benchmark.MapGet("/" + route, (MachineReader machine, OsOptions options, ChainFollower follower, GossipNetwork gossip, TimeProvider time) => Answer.Success(Bench(machine, options, follower, gossip, time)))
                .WithSummary("The machine as the system describes it and the tier that the chain has; speeds are not measured");
        }
        benchmark.MapGet("/getstatus", (ChainFollower follower, GossipNetwork gossip) => Answer.Success(Status(follower, gossip))).WithSummary("Tier on the chain, and whether fluxd answers");
        benchmark.MapGet("/getinfo", () => Answer.Success(Info())).WithSummary("Who tells the facts of /benchmark: fluxos itself, and its version");
        foreach (var (route, methods, who) in NotHere)
        {
            var mapped = benchmark.MapMethods("/" + route, methods, () => Answer.Error("This node has no fluxbench; fluxos tells what it knows at /benchmark/getbenchmarks", "NotAvailable")).WithSummary("Answers an error: no fluxbench runs here");
            if (who is { } level) mapped.Needs(level);
        }
    }

    /// <summary>As <c>getbenchmarks</c>, without what would have to be measured.</summary>
    internal static object Bench(MachineReader machine, OsOptions options, ChainFollower follower, GossipNetwork gossip, TimeProvider time)
    {
        var facts = machine.Read(options.Orchestration.AppsFolder);
        var disk = Math.Round(facts.Disk.TotalBytes / (decimal)GigaByte, 2);
        return new
        {
            source = Source,
            ipaddress = gossip.Self.ToString(),
            architecture = facts.Architecture,
            status = TierText(follower, gossip),
            time = time.GetUtcNow().ToUnixTimeSeconds(),
            real_cores = facts.Cores == 0 ? (int?)null : facts.Cores,
            cores = facts.Threads,
            ram = Math.Round(facts.MemoryBytes / (decimal)GigaByte, 2),
            ssd = facts.Disk.Kind == DiskKind.Solid ? disk : (decimal?)null,
            hdd = facts.Disk.Kind == DiskKind.Turning ? disk : (decimal?)null,
            totalstorage = disk,
            disksinfo = new[] { new { disk = facts.Disk.Name, size = disk } },
        };
    }

    /// <summary>As <c>getstatus</c>.</summary>
    internal static object Status(ChainFollower follower, GossipNetwork gossip) =>
        new { source = Source, status = "online", benchmarking = TierText(follower, gossip), flux = follower.Picture is { IsKnown: true, Trouble: null } ? "connected" : "disconnected" };

    /// <summary>As <c>getinfo</c>; there is no port.</summary>
    internal static object Info() => new { source = Source, version = PeerHello.Version };

    private const string Source = "fluxos, without fluxbench: nothing is measured";

    private static string TierText(ChainFollower follower, GossipNetwork gossip) =>
        FluxEndpoints.Own(follower, gossip)?.Tier switch { 1 => "CUMULUS", 2 => "NIMBUS", 3 => "STRATUS", _ => "UNCONFIRMED" };
}
