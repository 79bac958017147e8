using System.Text.Json.Nodes;
using Flux.Apps.Canonical;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Orchestration;
using Flux.Orchestration.Docker;
using Flux.Os.Following;
using Flux.Os.Peers;
using Flux.Os.Registry;
using Flux.Os.Watching;

namespace Flux.Os.Api;

/// <summary><c>/apps/…</c>: what runs on this node and what is free (FluxOS reference §7.5, §11.4). Public; environments and mounts are not shown.</summary>
internal static class LocalAppEndpoints
{
    private const decimal Units = 100_000_000;
    private const double NanosPerCore = 1e9, MegaByte = 1 << 20, GigaByte = 1 << 30;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var apps = routes.MapGroup("/apps").WithTags("apps");
        apps.MapGet("/listrunningapps", (EngineAnswers answers, CancellationToken cancel) => ContainersAsync(answers, onlyRunning: true, cancel)).WithSummary("Containers of this node that run, as Docker lists them");
        apps.MapGet("/listallapps", (EngineAnswers answers, CancellationToken cancel) => ContainersAsync(answers, onlyRunning: false, cancel)).WithSummary("Containers of this node");
        apps.MapGet("/installedapps/{appname?}", (RegistryService registry, LocalInstances local, string? appname) => AppRecords.Success(
            local.Names.Order(StringComparer.Ordinal).Where(name => appname is null || string.Equals(name, appname, StringComparison.OrdinalIgnoreCase))
                .Select(registry.Table.Find).OfType<RegisteredApp>().Select(AppRecords.Specification))).WithSummary("Specifications of the apps on this node");
        apps.MapGet("/fluxusage", (LocalInstances local, KeeperHolder keeper) => Answer.Success(Usage(local, keeper))).WithSummary("How many apps run here, and the machine's size");
        apps.MapGet("/appsresources", (RegistryService registry, LocalInstances local, ChainFollower follower, GossipNetwork gossip) => Answer.Success(Locked(registry, local, follower, gossip))).WithSummary("Cores, MB and GB that the apps of this node hold");
        apps.MapGet("/installinglocation/{appname?}", (LocationList locations, string appname) => AppRecords.Success(Installing(locations.Of(appname, WatchEndpoints.LocationAge)))).WithSummary("Where an app is being installed");
        apps.MapGet("/installinglocations", (LocationList locations) => AppRecords.Success(Installing(locations.All(WatchEndpoints.LocationAge)))).WithSummary("Where apps are being installed");
    }

    private static IEnumerable<JsValue> Installing(IEnumerable<JsValue> locations) => locations.Where(row => row["state"]?.AsText == PulseApp.Installing);

    private static async Task<IResult> ContainersAsync(EngineAnswers answers, bool onlyRunning, CancellationToken cancel)
    {
        var (rows, problem) = await RowsAsync(answers, onlyRunning, cancel).ConfigureAwait(false);
        return rows is null ? Answer.Error(problem, "DockerError") : Answer.Success(rows);
    }

    /// <summary>Containers of this node; null with the engine's reason.</summary>
    internal static async Task<(JsonArray? Rows, string Problem)> RowsAsync(EngineAnswers answers, bool onlyRunning, CancellationToken cancel)
    {
        if (await answers.ContainersAsync(cancel).ConfigureAwait(false) is not { } listed) return ([], "");
        if (!listed.Ok) return (null, listed.Fault.Message);
        return ([.. listed.Value.Where(c => !onlyRunning || c.Phase == ContainerPhase.Running).Select(Row)], "");
    }

    // Under Docker's own names, as clients read them.
    private static JsonObject Row(ContainerFacts container) => new()
    {
        ["Id"] = container.Id,
        ["Names"] = new JsonArray($"/{container.Name}"),
        ["Image"] = container.Image,
        ["ImageID"] = container.ImageId,
        ["Command"] = container.Command,
        ["Created"] = container.Created.ToUnixTimeSeconds(),
        ["Ports"] = new JsonArray([.. container.Ports.Select(Port)]),
        ["State"] = container.Phase.ToString().ToLowerInvariant(),
        ["Status"] = container.StatusText,
    };

    private static JsonObject Port(ContainerPort port)
    {
        var row = new JsonObject { ["PrivatePort"] = port.PrivatePort, ["Type"] = port.Protocol };
        if (port.PublicPort is { } published) (row["IP"], row["PublicPort"]) = (port.Address, published);
        return row;
    }

    internal static object Usage(LocalInstances local, KeeperHolder keeper)
    {
        var known = local.Names.Select(local.StatusOf).OfType<InstanceStatus>().ToList();
        var running = known.Count(status => status.Components.Any(c => c.State is ComponentState.Healthy or ComponentState.Unready));
        var free = keeper.Keeper?.Reservations.Free;
        return new
        {
            totalApps = local.Names.Count,
            runningApps = running,
            stoppedApps = known.Count - running,
            nodeSpecs = new { cpuCores = Environment.ProcessorCount, ram = (long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / MegaByte), ssdStorage = DiskGigaBytes() },
            free = free is { } left && left.MemoryBytes < long.MaxValue / 8 ? new { cpu = left.NanoCpus / NanosPerCore, ram = (long)(left.MemoryBytes / MegaByte), hdd = (long)(left.DiskBytes / GigaByte) } : null,
        };
    }

    private static long DiskGigaBytes() => (long)(new DriveInfo("/").TotalSize / GigaByte);

    internal static object Locked(RegistryService registry, LocalInstances local, ChainFollower follower, GossipNetwork gossip)
    {
        var tier = (NodeTier)(FluxEndpoints.Own(follower, gossip)?.Tier ?? 1);
        var components = local.Names.Select(registry.Table.Find).OfType<RegisteredApp>().SelectMany(app => app.Spec.Components).ToList();
        return new
        {
            appsCpusLocked = components.Sum(c => c.ResourcesOn(tier).Cpu.Units) / Units,
            appsRamLocked = components.Sum(c => c.ResourcesOn(tier).Ram.Units) / Units,
            appsHddLocked = components.Sum(c => c.ResourcesOn(tier).Hdd.Units) / Units,
        };
    }
}
