using System.Net;
using System.Security.Cryptography;
using System.Text;
using Flux.Consensus.FluxNodes;

namespace Flux.Devnet.Machines;

/// <summary>Which machines a network has, and where each stands.</summary>
public static class MachinePlan
{
    private const int ThirdOctets = 255;

    /// <summary>The miner-gateway first, then the FluxNodes in order.</summary>
    public static IReadOnlyList<Machine> For(DevnetOptions options)
    {
        var tiers = Tiers(options.Nodes);
        return [Build(options, 0, null), .. tiers.Select((tier, index) => Build(options, index + 1, tier))];
    }

    /// <summary>Tiers of n nodes: one Nimbus and one Stratus as soon as there is room, the rest Cumulus.</summary>
    public static IReadOnlyList<Tier> Tiers(int nodes) => nodes switch
    {
        1 => [Tier.Cumulus],
        2 => [Tier.Cumulus, Tier.Nimbus],
        _ => [.. Enumerable.Repeat(Tier.Cumulus, nodes - 2), Tier.Nimbus, Tier.Stratus],
    };

    /// <summary>Names every network's objects on a shared engine: the same for the same home, different for another.</summary>
    public static string EngineTag(string home) =>
        "flux" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(home))))[..8];

    private static Machine Build(DevnetOptions options, int index, Tier? tier)
    {
        var name = tier is null ? "gateway" : $"node{index}";
        var slice = ThirdOctets / (options.Nodes + 1);
        return new Machine
        {
            Name = name,
            Tier = tier,
            Address = After(options.FirstAddress, index),
            P2PPort = options.P2PPort,
            RpcPort = options.RpcPort,
            ApiPort = options.ApiPort,
            Folder = Path.Combine(options.Home, "machines", name),
            EngineNamespace = $"{EngineTag(options.Home)}n{index}",
            Subnets = (1 + (slice * index), slice * (index + 1)),
        };
    }

    private static IPAddress After(IPAddress first, int steps)
    {
        var bytes = first.GetAddressBytes();
        bytes[3] += (byte)steps;
        return new IPAddress(bytes);
    }
}
