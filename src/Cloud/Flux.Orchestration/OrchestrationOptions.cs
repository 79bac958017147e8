using System.Net;
using Flux.Orchestration.Installs;

namespace Flux.Orchestration;

/// <summary>Settings of this node's container side (section <c>orchestration</c>). <see cref="Problems"/> is checked at start.</summary>
public sealed record OrchestrationOptions
{
    /// <summary>Engine endpoint (<c>unix://…</c>, <c>tcp://…</c>); null takes <c>DOCKER_HOST</c>, then <c>unix:///var/run/docker.sock</c>.</summary>
    public Uri? Engine { get; init; }

    /// <summary>Engine namespace of this node, <c>[a-z0-9]{0,20}</c>. Empty (the default) for the only node of an engine.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Name told to containers as <c>FLUX_NODE_NAME</c>. Default: the machine's name.</summary>
    public string NodeName { get; init; } = System.Environment.MachineName;

    /// <summary>Address told to containers as <c>FLUX_NODE_HOST_IP</c>. Default: <see cref="PublishAddress"/>.</summary>
    public IPAddress? NodeAddress { get; init; }

    /// <summary>Host address on which app ports are published. Default: every interface.</summary>
    public IPAddress PublishAddress { get; init; } = IPAddress.Any;

    /// <summary>First two octets of app subnets (reference §7.1). Default: 172.23.</summary>
    public string SubnetPrefix { get; init; } = "172.23";

    /// <summary>First third octet this node may use, 1–255. Default: 1.</summary>
    public int FirstSubnet { get; init; } = 1;

    /// <summary>Last third octet this node may use, 1–255. Default: 255.</summary>
    public int LastSubnet { get; init; } = 255;

    /// <summary>Directory of the app volumes; created when missing.</summary>
    public required string AppsFolder { get; init; }

    /// <summary>
    /// Whether each volume is a file system of its own, of the size that was paid for. Where the machine does not allow it (no root, no
    /// loop devices) volumes are plain directories and a warning says why. Default: true.
    /// </summary>
    public bool LimitVolumes { get; init; } = true;

    /// <summary>What this node gives to apps altogether; null (the default) is everything the engine's machine has.</summary>
    public NodeCapacity? Capacity { get; init; }

    /// <summary>Processes of a container whose specification names no limit. Default: 4,096.</summary>
    public int DefaultPids { get; init; } = 4096;

    /// <summary>Swap a container gets beyond its memory, in bytes. Default: 2,000 MiB (reference §7.2).</summary>
    public long SwapBytes { get; init; } = 2000L << 20;

    /// <summary>Open files of a container (reference §7.2). Default: 100,000.</summary>
    public long OpenFiles { get; init; } = 100_000;

    /// <summary>Size of a container's writable layer in bytes. Default: 10 GiB (reference §7.2).</summary>
    public long WritableLayerBytes { get; init; } = 10L << 30;

    /// <summary>Deadline of one ordinary engine call. Default: 30 s.</summary>
    public TimeSpan EngineTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Deadline of one image pull. Default: 15 min.</summary>
    public TimeSpan PullTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a new container may take until its first published port answers. Default: 30 s.</summary>
    public TimeSpan HealthDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time a container gets between the stop signal and the kill. Default: 10 s.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Addresses outside the app network that containers may reach although private (the <c>fluxnode.service</c> address).</summary>
    public IReadOnlyList<IPAddress> AllowedAddresses { get; init; } = [NodeServiceAddress];

    /// <summary>TCP ports of this node's own addresses that containers may reach, such as those of a gateway. Default: none.</summary>
    public IReadOnlyList<int> AllowedNodePorts { get; init; } = [];

    /// <summary>Whether DOCKER-USER and INPUT rules shield the node and its LAN from containers. Default: true (needs the right to run iptables).</summary>
    public bool Firewall { get; init; } = true;

    /// <summary>The documented address of <c>fluxnode.service</c> in containers (reference §7.2).</summary>
    public static IPAddress NodeServiceAddress { get; } = IPAddress.Parse("169.254.43.43");

    /// <summary>Every setting that is out of range, each with its name, value and allowed range; empty when all are fine.</summary>
    public IReadOnlyList<string> Problems() => OptionChecks.Of(this);
}
