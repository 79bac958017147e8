using System.Runtime.InteropServices;
using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Os.Api.Daemon;
using Flux.Os.Following;
using Flux.Os.Identity;
using Flux.Os.Machine;
using Flux.Os.Options;
using Flux.Os.Peers;
using Flux.Os.Registry;
using Flux.Os.Watching;

namespace Flux.Os.Api;

/// <summary><c>/flux/info</c>: what the pages about a node read, in one answer (FluxOS reference §11.4). What a node of ours does not have is left out.</summary>
internal sealed class FluxInfo(
    DaemonFacts fluxd, ChainFollower follower, GossipNetwork gossip, RegistryService registry, LocalInstances local, KeeperHolder keeper, EngineAnswers answers, MachineReader machine, DosBook told, OsOptions options, TimeProvider time)
{
    public static async Task<IResult> AskAsync(IServiceProvider services, CancellationToken cancel) =>
        Answer.Success(await ActivatorUtilities.CreateInstance<FluxInfo>(services).CollectAsync(cancel).ConfigureAwait(false));

    private async Task<object> CollectAsync(CancellationToken cancel)
    {
        var (paid, missing) = (registry.Permanent.Count, registry.Missing.Count);
        var engine = (await answers.FactsAsync(cancel).ConfigureAwait(false))?.Value;
        return new
        {
            daemon = new { info = await AskDaemonAsync("getinfo", cancel).ConfigureAwait(false), zmqEnabled = false },
            node = new { status = await AskDaemonAsync("getfluxnodestatus", cancel).ConfigureAwait(false) },
            benchmark = new
            {
                info = BenchmarkEndpoints.Info(),
                status = BenchmarkEndpoints.Status(follower, gossip),
                bench = BenchmarkEndpoints.Bench(machine, options, follower, gossip, time),
            },
            flux = await FluxAsync(engine?.Version, cancel).ConfigureAwait(false),
            apps = new
            {
                fluxusage = LocalAppEndpoints.Usage(local, keeper),
                runningapps = (await LocalAppEndpoints.RowsAsync(answers, onlyRunning: true, cancel).ConfigureAwait(false)).Rows ?? [],
                resources = LocalAppEndpoints.Locked(registry, local, follower, gossip),
            },
            appsHashesTotal = paid + missing,
            hashesPresent = paid,
        };
    }

    private async Task<object> FluxAsync(string? dockerVersion, CancellationToken cancel) => new
    {
        version = PeerHello.Version,
        dotnetVersion = Environment.Version.ToString(),
        dockerVersion,
        os = RuntimeInformation.OSDescription.Split(' ')[0],
        osPrettyName = RuntimeInformation.OSDescription,
        ip = gossip.Self.ToString(),
        staticIp = true,
        upnp = false,
        zelid = options.OperatorId,
        timezone = TimeZoneInfo.Local.Id,
        dos = await DosAsync(cancel).ConfigureAwait(false),
        development = false,
        explorerScannedHeigth = new { generalScannedHeight = Math.Max(0, follower.Picture.Height) },
        numberOfConnectionsOut = gossip.Peers.Count(p => p.Direction == PeerDirection.Outbound),
        numberOfConnectionsIn = gossip.Peers.Count(p => p.Direction == PeerDirection.Inbound),
    };

    private async Task<object?> DosAsync(CancellationToken cancel)
    {
        try
        {
            return await FluxEndpoints.DosOfAsync(fluxd, told, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is RpcException or RpcUnreachableException)
        {
            return null;
        }
    }

    // A part that cannot be told is told as such; the page shows the others.
    private async Task<JsonElement> AskDaemonAsync(string method, CancellationToken cancel)
    {
        try
        {
            return DaemonEndpoints.WithoutWallet(method, await fluxd.AskAsync(method, cancel).ConfigureAwait(false));
        }
        catch (Exception e) when (e is RpcException or RpcUnreachableException)
        {
            return JsonSerializer.SerializeToElement(new { errors = e.Message });
        }
    }
}
