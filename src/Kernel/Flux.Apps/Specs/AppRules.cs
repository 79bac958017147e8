using System.Collections.Immutable;

namespace Flux.Apps.Specs;

/// <summary>Every number of the specification rules of one network, by height where it changed (fluxos-protocol §3).</summary>
public sealed record AppRules
{
    /// <summary>Height from which each version is accepted; index 0 is version 1.</summary>
    public required ImmutableArray<long> VersionHeights { get; init; }

    /// <summary>Allowed instances, by version and height.</summary>
    public required HeightSteps<NumberRange> Instances { get; init; }

    /// <summary>As <see cref="Instances"/>, for version 8.</summary>
    public required HeightSteps<NumberRange> InstancesOfVersion8 { get; init; }

    /// <summary>Allowed lifetimes in blocks.</summary>
    public required HeightSteps<NumberRange> Expire { get; init; }

    /// <summary>Blocks of which a lifetime must be a multiple.</summary>
    public HeightSteps<int> ExpireStep { get; init; } = 1;

    /// <summary>Blocks a month has; also the lifetime where none is given.</summary>
    public required HeightSteps<int> MonthBlocks { get; init; }

    /// <summary>Most components of one app.</summary>
    public HeightSteps<int> MaxComponents { get; init; } = 10;

    /// <summary>Ports of a node an app may ask for.</summary>
    public HeightSteps<NumberRange> Ports { get; init; } = new NumberRange(1, 65535);

    /// <summary>Ports nobody gets: the node's own services, shells, remote desktops, mail, time.</summary>
    public ImmutableArray<NumberRange> BannedPorts { get; init; } =
    [
        new(16100, 16299), new(26100, 26299), new(30000, 30099),
        .. OnePortEach(8384, 27017, 22, 23, 25, 3389, 5900, 5800, 161, 512, 513, 5901, 3388, 4444, 123, 53),
    ];

    /// <summary>Ports that cost extra.</summary>
    public ImmutableArray<NumberRange> EnterprisePorts { get; init; } = [new(0, 1023), .. OnePortEach(8080, 8081, 8443, 6667)];

    /// <summary>What one app may take of a node of each tier (the node less what the system keeps).</summary>
    public Resources Cumulus { get; init; } = new(Quantity.Of(3), Quantity.Of(5_000), Quantity.Of(160));

    /// <inheritdoc cref="Cumulus"/>
    public Resources Nimbus { get; init; } = new(Quantity.Of(7), Quantity.Of(28_000), Quantity.Of(380));

    /// <inheritdoc cref="Cumulus"/>
    public Resources Stratus { get; init; } = new(Quantity.Of(15), Quantity.Of(59_000), Quantity.Of(820));

    /// <summary>
    /// Checks what the existing network leaves to its nodes at install time or not at all: owner addresses, image names, mounts,
    /// domains, environment entries, places, resources above zero.
    /// </summary>
    public bool ChecksSyntax { get; init; } = true;

    /// <summary>True where some nodes can decrypt version 8's <c>enterprise</c> part; without them such an app could never run.</summary>
    public bool AllowsEncrypted { get; init; }

    /// <summary>True where nodes open secrets sealed for them (<see cref="Secrets.SecretSeal"/>): our own networks.</summary>
    public bool AllowsSecrets { get; init; }

    /// <summary>Owners who may ask for data centre nodes.</summary>
    public ImmutableHashSet<string> DatacenterOwners { get; init; } = [];

    /// <summary>What one app may take of a node of that tier.</summary>
    public Resources CapacityOf(NodeTier tier) => tier switch
    {
        NodeTier.Cumulus => Cumulus,
        NodeTier.Nimbus => Nimbus,
        _ => Stratus,
    };

    public bool IsBanned(int port) => Contains(BannedPorts, port);

    public bool IsEnterprisePort(int port) => Contains(EnterprisePorts, port);

    /// <summary>Our own networks, <c>classic</c>, <c>local</c> and founders' (architecture §4): every version from height 0.</summary>
    public static AppRules Own { get; } = new()
    {
        VersionHeights = [0, 0, 0, 0, 0, 0, 0, 0],
        Instances = new NumberRange(1, 100),
        InstancesOfVersion8 = new NumberRange(1, 100),
        Expire = new NumberRange(1, 264_000),
        MonthBlocks = 22_000,
        AllowsSecrets = true,
    };

    /// <summary>The existing network (fluxos-protocol §3).</summary>
    public static AppRules Main { get; } = new()
    {
        VersionHeights = [0, 0, 983_000, 1_004_000, 1_142_000, 1_300_000, 1_420_000, 1_932_380],
        Instances = new NumberRange(3, 100),
        InstancesOfVersion8 = new([(0, new(3, 100)), (2_176_519, new(1, 100))]),
        Expire = new(
        [
            (0, new(5_000, 264_000)), (1_630_040, new(100, 264_000)), (1_964_447, new(1, 264_000)), (2_020_000, new(1, 1_056_000)),
        ]),
        ExpireStep = new([(0, 1_000), (1_625_000, 1)]),
        MonthBlocks = new([(0, 22_000), (2_020_000, 88_000)]),
        MaxComponents = new([(0, 5), (1_300_000, 10)]),
        Ports = new([(0, new(31_000, 39_999)), (1_420_000, new(1, 65_535))]),
        ChecksSyntax = false,
        AllowsEncrypted = true,
    };

    private static IEnumerable<NumberRange> OnePortEach(params int[] ports) => ports.Select(port => new NumberRange(port, port));

    private static bool Contains(ImmutableArray<NumberRange> ranges, int port)
    {
        foreach (var range in ranges)
            if (range.Contains(port)) return true;
        return false;
    }
}
