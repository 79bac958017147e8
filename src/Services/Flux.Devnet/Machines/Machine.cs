using System.Net;
using Flux.Consensus.FluxNodes;

namespace Flux.Devnet.Machines;

/// <summary>One "machine" of the local network: a loopback address on which a fluxd and a fluxos run.</summary>
public sealed record Machine
{
    /// <summary><c>gateway</c>, or <c>node1</c>, <c>node2</c>…</summary>
    public required string Name { get; init; }

    /// <summary>Null for the miner-gateway, which is no FluxNode.</summary>
    public Tier? Tier { get; init; }

    public required IPAddress Address { get; init; }

    public required int P2PPort { get; init; }

    public required int RpcPort { get; init; }

    public required int ApiPort { get; init; }

    /// <summary>Folder of everything this machine keeps.</summary>
    public required string Folder { get; init; }

    /// <summary>Names this machine's objects on a Docker Engine that it shares with the others: <c>[a-z0-9]{1,24}</c>.</summary>
    public required string EngineNamespace { get; init; }

    /// <summary>The slice of the app subnets this machine may use: first and last third octet.</summary>
    public required (int First, int Last) Subnets { get; init; }

    public bool IsGateway => Tier is null;

    public string DaemonFolder => Path.Combine(Folder, "fluxd");

    public string OsFolder => Path.Combine(Folder, "fluxos");

    public string DaemonLog => Path.Combine(Folder, "fluxd.log");

    public string OsLog => Path.Combine(Folder, "fluxos.log");

    public string CookieFile => Path.Combine(DaemonFolder, ".cookie");

    public string DaemonName => Name + "/fluxd";

    public string OsName => Name + "/fluxos";

    public IPEndPoint P2P => new(Address, P2PPort);

    public Uri Rpc => new($"http://{Address}:{RpcPort}/");

    public Uri Api => new($"http://{Address}:{ApiPort}/");
}
