using Docker.DotNet.Models;

namespace Flux.Orchestration.Docker;

/// <summary>App networks of this node's namespace.</summary>
public sealed class EngineNetworks
{
    private readonly EngineCalls calls;
    private readonly EngineNames names;
    private readonly OrchestrationOptions options;
    private readonly SubnetSlice subnets;

    internal EngineNetworks(EngineCalls calls, EngineNames names, OrchestrationOptions options)
    {
        (this.calls, this.names, this.options) = (calls, names, options);
        subnets = new SubnetSlice(options.SubnetPrefix, options.FirstSubnet, options.LastSubnet);
    }

    /// <summary>Networks of the namespace.</summary>
    /// <param name="app">Only those of one app; null for all.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<EngineResult<IReadOnlyList<NetworkFacts>>> ListAsync(string? app, CancellationToken cancel) =>
        calls.GetAsync<IReadOnlyList<NetworkFacts>>(async (docker, token) =>
        {
            var all = await docker.Networks.ListNetworksAsync(new NetworksListParameters { Filters = EngineFilters.Of(names.Namespace, app) }, token);
            return [.. all.Where(one => EngineLabels.BelongTo(one.Labels, names.Namespace)).Select(Read)];
        }, cancel);

    /// <summary>
    /// Makes an app's network in the lowest free subnet of this node's slice. The choice is made from memory, so that no list precedes
    /// the call; the engine's own overlap check corrects it, and then the list is read.
    /// </summary>
    internal async Task<EngineResult<NetworkFacts>> CreateAsync(string app, CancellationToken cancel)
    {
        while (true)
        {
            var octet = subnets.Take();
            if (octet is null)
            {
                if (await RefreshAsync(cancel) is { } fault) return fault;
                octet = subnets.Take();
            }

            if (octet is null) return Exhausted();
            var made = await CreateInAsync(app, octet.Value, cancel);
            if (made.Ok || made.Fault.Kind != EngineFaultKind.SubnetTaken) return made;
            if (await RefreshAsync(cancel) is { } unlisted) return unlisted;
            subnets.RefuseUnlessListed(octet.Value);
        }
    }

    /// <summary>Asks for a network that no engine can make (its subnet is none); for warming up.</summary>
    internal Task RefuseAsync(CancellationToken cancel) =>
        calls.ChangeAsync((docker, token) => docker.Networks.CreateNetworkAsync(NetworkBuilder.Build(options, names.Network("flux-warm-up"), "flux-warm-up", 999), token), cancel);

    /// <summary>Removes a network. One that is missing is fine.</summary>
    internal async Task<EngineResult<Done>> RemoveAsync(NetworkFacts network, CancellationToken cancel)
    {
        var removed = await calls.ApplyAsync((docker, token) => docker.Networks.DeleteNetworkAsync(network.Id, token), cancel);
        if (!removed.Ok && removed.Fault.Kind != EngineFaultKind.NotFound) return removed;
        subnets.GiveBack(network.Subnet);
        return new Done();
    }

    internal Task<EngineResult<Done>> ConnectAsync(string networkId, string containerId, EndpointSettings endpoint, CancellationToken cancel) =>
        calls.ApplyAsync((docker, token) => docker.Networks.ConnectNetworkAsync(networkId,
            new NetworkConnectParameters { Container = containerId, EndpointConfig = endpoint }, token), cancel);

    internal Task<EngineResult<Done>> DisconnectAsync(string network, string containerId, CancellationToken cancel) =>
        calls.ApplyAsync((docker, token) => docker.Networks.DisconnectNetworkAsync(network,
            new NetworkDisconnectParameters { Container = containerId, Force = true }, token), cancel);

    private async Task<EngineResult<NetworkFacts>> CreateInAsync(string app, int octet, CancellationToken cancel)
    {
        var name = names.Network(app);
        var parameters = NetworkBuilder.Build(options, name, app, octet);
        var made = false;
        try
        {
            var answer = await calls.ChangeAsync((docker, token) => docker.Networks.CreateNetworkAsync(parameters, token), cancel);
            made = answer.Ok;
            if (answer.Ok) return new NetworkFacts(answer.Value.ID, name, app, octet);
            return answer.Fault.Kind == EngineFaultKind.Conflict ? await ExistingAsync(app, answer.Fault, cancel) : answer.Fault;
        }
        finally
        {
            if (made) subnets.Settle(octet);
            else subnets.GiveBack(octet);
        }
    }

    /// <summary>A network of that name is there: ours from before a crash, or somebody else's.</summary>
    private async Task<EngineResult<NetworkFacts>> ExistingAsync(string app, EngineFault conflict, CancellationToken cancel)
    {
        var listed = await ListAsync(app, cancel);
        if (!listed.Ok) return listed.Fault;
        return listed.Value.FirstOrDefault(one => one.App == app) is { } own ? own : conflict;
    }

    private async Task<EngineFault?> RefreshAsync(CancellationToken cancel)
    {
        var all = await calls.GetAsync((docker, token) => docker.Networks.ListNetworksAsync(new NetworksListParameters(), token), cancel);
        if (!all.Ok) return all.Fault;
        subnets.Learn(all.Value.SelectMany(one => one.IPAM?.Config ?? []).Select(config => config.Subnet ?? ""));
        return null;
    }

    private EngineFault Exhausted() => new(EngineFaultKind.SubnetsExhausted,
        $"all subnets {options.SubnetPrefix}.{options.FirstSubnet}–{options.LastSubnet}.0/24 of this node are in use");

    private NetworkFacts Read(NetworkResponse one) =>
        new(one.ID, one.Name, EngineLabels.Read(one.Labels, EngineLabels.App), subnets.OctetOf(one.IPAM?.Config?.FirstOrDefault()?.Subnet ?? ""));
}
