using System.Net;
using Flux.Apps.Registry;
using Flux.Ingress;
using Flux.Orchestration;

namespace Flux.Os.Options;

/// <summary>All settings of fluxos, checked; the JSON file's sections are named in the comments.</summary>
public sealed record OsOptions
{
    /// <summary>node.name: shown to people and to containers.</summary>
    public required string Name { get; init; }

    /// <summary>node.network: main, test, classic or local, or the file of a founder's network.</summary>
    public required string Network { get; init; }

    /// <summary>The network's name, as the state on disk is marked: a founder's network by its file's name without ending.</summary>
    public string NetworkName => Network.EndsWith(".json", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(Network) : Network;

    /// <summary>Whether loopback, private and shared addresses are peers like any other: on networks of one machine or one company, not on public ones.</summary>
    public bool AllowsLocalPeers => Network is not ("main" or "test" or "classic");

    /// <summary>Rules and prices of apps on that network.</summary>
    public RegistryRules Rules { get; init; } = RegistryRules.Own;

    /// <summary>node.dataFolder.</summary>
    public required string DataFolder { get; init; }

    /// <summary>node.address: the IPv4 address under which other nodes and users reach this one; must stand in its CONFIRM.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>node.apiPort: 16127 unless several nodes share an address.</summary>
    public required int ApiPort { get; init; }

    /// <summary>node.key: the node key as WIF; empty on a gateway without a node.</summary>
    public string NodeKey { get; init; } = "";

    /// <summary>node.zelid: address of the operator, who may administer this node; empty: nobody.</summary>
    public string OperatorId { get; init; } = "";

    /// <summary>identity.teamIds: further identities with the level fluxteam; none by default.</summary>
    public IReadOnlyList<string> TeamIds { get; init; } = [];

    /// <summary>identity.acceptSelfMadePhrases: whether a signed timestamp that names no node speaks for users and app owners. Default on.</summary>
    public bool AcceptSelfMadePhrases { get; init; } = true;

    /// <summary>identity.hosts: further names, as <c>host:port</c>, under which clients reach this API and to which they bind their logins.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>fluxd.address: JSON-RPC.</summary>
    public required Uri Fluxd { get; init; }

    /// <summary>fluxd.cookieFile; or fluxd.user and fluxd.password.</summary>
    public string? FluxdCookieFile { get; init; }

    /// <summary>fluxd.user.</summary>
    public string FluxdUser { get; init; } = "";

    /// <summary>fluxd.password.</summary>
    public string FluxdPassword { get; init; } = "";

    /// <summary>orchestration: the container side.</summary>
    public required OrchestrationOptions Orchestration { get; init; }

    /// <summary>gateway.listen: where app traffic comes in; null when this node is no gateway.</summary>
    public IPEndPoint? GatewayListen { get; init; }

    /// <summary>gateway: its other settings.</summary>
    public GatewayOptions Gateway { get; init; } = new();

    /// <summary>A node that runs apps; otherwise only a gateway and API.</summary>
    public bool IsFluxNode => NodeKey.Length > 0;
}
