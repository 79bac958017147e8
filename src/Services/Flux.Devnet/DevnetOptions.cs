using System.Net;
using Flux.Consensus.Networks;
using Flux.Devnet.Rules;
using Flux.Devnet.State;

namespace Flux.Devnet;

/// <summary>What a local network is made of. <see cref="Problems"/> is checked before anything starts.</summary>
public sealed record DevnetOptions
{
    /// <summary>The most FluxNodes of one local network: each is two processes of about 120 MB.</summary>
    public const int MostNodes = 16;

    /// <summary>The longest block time on one machine, seconds.</summary>
    public const int LongestBlockTime = 600;

    /// <summary>Folder of everything the network keeps. Default: <c>$FLUX_HOME</c>, else <c>~/.flux-local</c>.</summary>
    public string Home { get; init; } = DefaultHome();

    /// <summary>Folder below which the programs are built, one folder a project. Default: found from where this library lies.</summary>
    public string Programs { get; init; } = "";

    /// <summary>FluxNodes beside the miner-gateway, 1–16. Default: 4.</summary>
    public int Nodes { get; init; } = 4;

    /// <summary>Time between blocks, 1–600 s. Default: 2 s.</summary>
    public TimeSpan BlockTime { get; init; } = TimeSpan.FromSeconds(NetworkCatalog.LocalSpacingSeconds);

    /// <summary>A founder's rules in place of those of <c>local</c>; null: <c>local</c>. They bring their own block time and ports. Default: null.</summary>
    public OwnParameters? Founder { get; init; }

    /// <summary>Where <see cref="Founder"/> was asked for from, for the supervisor to read it again; empty when nobody did.</summary>
    public string RulesFile { get; init; } = "";

    /// <summary>Whether to forget the network that this home holds and begin one with a new genesis time. Default: false.</summary>
    public bool Reset { get; init; }

    /// <summary>Whether the gateway mines a block every <see cref="BlockTime"/>. Default: true; tests that make each block themselves do without.</summary>
    public bool Mine { get; init; } = true;

    /// <summary>Loopback address of the miner-gateway; node i gets the i-th after it. Default: 127.16.0.10.</summary>
    public IPAddress FirstAddress { get; init; } = IPAddress.Parse("127.16.0.10");

    /// <summary>Port of the wire protocol on every machine. Default: that of network <c>local</c>, 18125.</summary>
    public int P2PPort { get; init; } = 18125;

    /// <summary>Port of the JSON-RPC on every machine. Default: that of network <c>local</c>, 18124.</summary>
    public int RpcPort { get; init; } = 18124;

    /// <summary>Port of the HTTP API of fluxos on every machine; one of the eight legal ones (reference fluxos §1.2). Default: 16127.</summary>
    public int ApiPort { get; init; } = 16127;

    /// <summary>Where the gateway serves apps by name. Default: 127.0.0.1:8080, to which *.localhost resolves.</summary>
    public IPEndPoint Gateway { get; init; } = new(IPAddress.Loopback, 8080);

    /// <summary>First two octets of the app networks on the engine. Default: 172.23.</summary>
    public string SubnetPrefix { get; init; } = "172.23";

    /// <summary>Whether fluxos runs beside fluxd. Default: true; tests of the chain alone do without.</summary>
    public bool WithFluxos { get; init; } = true;

    /// <summary>What the developer wallet holds at least when the network is ready, in whole FLUX. Default: 1,000.</summary>
    public long DeveloperFunds { get; init; } = 1_000;

    /// <summary>Unix seconds of the genesis block of a network that is there already; 0 for one to be made.</summary>
    public long GenesisTime { get; init; }

    /// <summary>Every setting that is out of range, with its name, value and allowed range; empty when all are fine.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (Nodes is < 1 or > MostNodes) problems.Add($"--nodes is {Nodes}; allowed is 1 to {MostNodes}");
        if (BlockTime < TimeSpan.FromSeconds(1) || BlockTime > TimeSpan.FromSeconds(LongestBlockTime) || BlockTime.Ticks % TimeSpan.TicksPerSecond != 0)
            problems.Add($"--block-time is {BlockTime.TotalSeconds:0.###} s; allowed is a whole number from 1 to 600");
        if (FirstAddress.GetAddressBytes() is not [127, .., var last] || last + Nodes > 254)
            problems.Add($"the first address is {FirstAddress}; allowed is one of 127.0.0.0/8 with room for {Nodes} more");
        if (Founder is not null) problems.AddRange(LocalRules.Problems(Founder));
        if (DeveloperFunds is < 0 or > 1_000_000) problems.Add($"the developer funds are {DeveloperFunds}; allowed is 0 to 1,000,000");
        return problems;
    }

    /// <summary>The options a home's network was made with, or the defaults where there is none.</summary>
    /// <exception cref="DevnetException">The network's record is damaged.</exception>
    public static DevnetOptions Kept(string home)
    {
        var options = new DevnetOptions { Home = home };
        if (NetworkRecordFile.Read(new HomeFolder(home)) is not { } record) return options;
        if (record.HasRulesFile) options = options.WithRules(NetworkFiles.ReadOwn(new HomeFolder(home).RulesFile));
        return options with
        {
            Nodes = record.Nodes,
            BlockTime = TimeSpan.FromSeconds(record.BlockTimeSeconds),
            FirstAddress = IPAddress.TryParse(record.FirstAddress, out var address) ? address : options.FirstAddress,
            Gateway = IPEndPoint.TryParse(record.Gateway, out var gateway) ? gateway : options.Gateway,
            SubnetPrefix = record.SubnetPrefix,
            GenesisTime = record.GenesisTime,
        };
    }

    /// <summary>The consensus rules of the network these options were kept of.</summary>
    public Network Rules() => RulesFrom(GenesisTime);

    /// <summary>The same options for a founder's network: its block time and ports are those of its file.</summary>
    public DevnetOptions WithRules(OwnParameters founder) => this with
    {
        Founder = founder,
        BlockTime = TimeSpan.FromSeconds(founder.Spacing),
        P2PPort = founder.P2PPort,
        RpcPort = founder.RpcPort,
    };

    /// <summary>The consensus rules with a genesis block of this time, Unix seconds.</summary>
    internal Network RulesFrom(long genesisTime) => Founder is null
        ? NetworkCatalog.Local((uint)genesisTime, (int)BlockTime.TotalSeconds)
        : OwnNetwork.Build(LocalRules.Stamped(Founder, genesisTime));

    private static string DefaultHome()
    {
        var chosen = Environment.GetEnvironmentVariable("FLUX_HOME");
        if (!string.IsNullOrWhiteSpace(chosen)) return Path.GetFullPath(chosen);
        return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".flux-local");
    }
}
