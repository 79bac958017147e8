using System.Globalization;
using System.Net;
using Flux.Chain;
using Flux.Chain.Snapshots;
using Flux.Consensus.Networks;
using Flux.Daemon.Notifications;
using Flux.Daemon.Rpc.Http;
using Flux.Mining.Solver;
using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Daemon.Options;

/// <summary>
/// Turns raw settings into <see cref="DaemonOptions"/>. Collects every problem, each naming the setting, its value and
/// what is allowed; unknown names become warnings, as operators keep options of other versions in their files.
/// </summary>
internal sealed partial class OptionReader
{
    // Where Insight has always been.
    private const int DefaultExplorerPort = 3001;

    private static readonly string[] Sections = ["main", "test", "regtest", "classic", "local"];

    // Operators of long standing may still have the old name.
    private static readonly string[] DefaultFiles = ["flux.conf", "zelcash.conf"];

    private const int DefaultStratumPort = 3333;

    private readonly RawOptions _raw;
    private readonly List<string> _problems = [];
    private OwnParameters? _founder;

    private OptionReader(RawOptions raw) => _raw = raw;

    /// <summary>Reads the command line and the configuration file it points to.</summary>
    public static OptionResult Read(IEnumerable<string> arguments)
    {
        var problems = new List<string>();
        var raw = RawOptions.FromArguments(arguments, problems);
        var reader = new OptionReader(raw);
        reader._problems.AddRange(problems);
        return reader.Read();
    }

    private OptionResult Read()
    {
        var root = Path.GetFullPath(_raw.Last("datadir") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".flux"));
        var file = ReadConfiguration(root);
        if (file is not null) _raw.AddMissing(NetworkSettings(file.Common));
        var network = ReadNetwork();
        if (network is not null && file is not null) AddFile(file, network);
        if (network is null) return new OptionResult(null, _problems, []);
        network = network with { Unshielding = ReadUnshielding(network) };
        var directory = Path.GetFullPath(Path.Combine(root, network.DataSubdirectory));
        var options = new DaemonOptions
        {
            DataDirectory = directory,
            Network = network,
            Founder = _founder,
            Peers = ReadPeers(network),
            MetricsEndpoint = _raw.Last("metricsport") is null ? null : Endpoint("metricsbind", _raw.Last("metricsbind") ?? "127.0.0.1", Number("metricsport", 0, 1, 65535)),
            PersistsPool = Flag("persistmempool", true),
            RpcEndpoint = Endpoint("rpcbind", _raw.Last("rpcbind") ?? "127.0.0.1", Number("rpcport", network.RpcPort, 1, 65535)) ?? new IPEndPoint(IPAddress.Loopback, network.RpcPort),
            RpcAllowed = ReadAllowed(),
            RpcUser = _raw.Last("rpcuser"),
            RpcPassword = _raw.Last("rpcpassword"),
            RpcUsers = ReadUsers(),
            RpcTimeoutSeconds = Number("rpcservertimeout", 30, 1, 3600),
            ZmqPublications = [.. ZmqTopics.All.SelectMany(topic => _raw.All($"zmqpub{topic}").Select(address => Publication(topic, address)))],
            ExplorerEndpoint = ReadExplorer(network),
            ExplorerIsOptional = _raw.Last("explorer") is null,
            BlockCommand = _raw.Last("blocknotify"),
            CookieFile = _raw.Last("rpccookiefile") is { } cookie ? Path.GetFullPath(cookie, directory) : Path.Combine(directory, ".cookie"),
            Rest = Flag("rest", false),
            ExternalAddress = _raw.Last("externalip"),
            TransactionIndex = Flag("txindex", false),
            AddressIndex = Flag("addressindex", Flag("insightexplorer", false)),
            TimestampIndex = Flag("timestampindex", Flag("insightexplorer", false)),
            PruneMiB = ReadPrune(),
            CacheMiB = Number("dbcache", 64, 4, 16384),
            CheckThreads = Number("par", 0, 0, 16),
            Pool = ReadPool(),
            Mine = Flag("gen", false),
            MineThreads = ReadMineThreads(),
            MinerAddress = ReadMinerAddress(network),
            StratumEndpoint = ReadStratum(),
            FluxNode = ReadFluxNode(network),
            Wallet = !Flag("disablewallet", false),
            ExportDirectory = _raw.Last("exportdir") is { } exports ? Path.GetFullPath(exports, directory) : null,
            Reindex = Flag("reindex", false) | Flag("reindex-chainstate", false),
            LoadBlocks = Files("loadblock"),
            Snapshot = ReadSnapshot(),
            Debug = Flag("debug", false),
        };
        if (options.Mine && options.MinerAddress is null) _problems.Add("gen=1 needs mineraddress: the address that mined blocks pay");
        if (options.Snapshot is not null && (options.TransactionIndex || options.AddressIndex || options.TimestampIndex)) _problems.Add("snapshot and the indexes (txindex, addressindex, insightexplorer, timestampindex) exclude each other: an index needs the whole history");
        if (options.PruneMiB > 0 && options.TransactionIndex) _problems.Add("prune and txindex exclude each other: the index points into blocks that are deleted");
        if (options.StratumEndpoint is not null && options.MinerAddress is null) _problems.Add("stratum needs mineraddress: the address that mined blocks pay");
        if (options.AddressIndex && !options.TransactionIndex && _raw.Last("insightexplorer") is not null) _problems.Add("insightexplorer=1 needs txindex=1");
        return new OptionResult(_problems.Count == 0 ? options : null, _problems, [.. _raw.Names.Select(OptionNames.WarningOf).OfType<string>()]);
    }

    private ConfigurationFile? ReadConfiguration(string root)
    {
        var named = _raw.Last("conf");
        var names = named is null ? DefaultFiles : [named];
        var path = names.Select(name => Path.GetFullPath(name, root)).FirstOrDefault(File.Exists);
        if (path is not null) return ConfigurationFile.Read(path, _problems);
        if (named is not null) _problems.Add($"conf={named}: there is no such file ({Path.GetFullPath(named, root)})");
        return null;
    }

    // Which network it is must be known before its section can be read.
    private static IEnumerable<Setting> NetworkSettings(IEnumerable<Setting> settings) => settings.Where(setting => setting.Name is "network" or "testnet" or "regtest" or "genesistime" or "blocktime");

    private void AddFile(ConfigurationFile file, Network network)
    {
        _raw.AddMissing(file.Of(network.Name));
        _raw.AddMissing(file.Common);
        foreach (var section in file.Sections.Where(name => !Sections.Contains(name))) _problems.Add($"section [{section}] of the configuration is of no network; known are {string.Join(", ", Sections)}");
    }

    private Network? ReadNetwork()
    {
        var name = _raw.Last("network") ?? (Flag("testnet", false) ? "test" : Flag("regtest", false) ? "regtest" : "main");
        var genesisTime = _raw.Last("genesistime");
        if (name == "local")
        {
            if (!uint.TryParse(genesisTime, NumberStyles.None, CultureInfo.InvariantCulture, out var time))
            {
                _problems.Add(genesisTime is null ? "network=local needs genesistime (Unix seconds)" : $"genesistime={genesisTime}: not Unix seconds");
                return null;
            }
            return NetworkCatalog.Local(time, Number("blocktime", NetworkCatalog.LocalSpacingSeconds, 1, 3600));
        }
        if (NetworkCatalog.TryGet(name, null, out var network)) return network;
        if (name.Contains('/', StringComparison.Ordinal) || name.EndsWith(".json", StringComparison.Ordinal)) return ReadNetworkFile(name);
        _problems.Add($"network={name}: known are main, test, regtest, classic and local, and files made by flux network new");
        return null;
    }

    private UnshieldRule ReadUnshielding(Network network)
    {
        if (_raw.Last("unshield") is not { } text) return network.Unshielding;
        if (network.Upgrades.RefusesShielded) _problems.Add($"unshield={text}: network {network.Name} has no shielded transactions");
        else if (text is not ("follow" or "refuse")) _problems.Add($"unshield={text}: must be follow or refuse");
        return text == "refuse" ? UnshieldRule.Refuse : UnshieldRule.Follow;
    }

    private Network? ReadNetworkFile(string path)
    {
        (var network, _founder) = NetworkOption.Read(path, _problems);
        return network;
    }

    private List<IPNetwork> ReadAllowed()
    {
        var allowed = new List<IPNetwork>();
        foreach (var text in _raw.All("rpcallowip"))
        {
            if (Rpc.Http.RpcAllowList.TryParse(text, out var network)) allowed.Add(network);
            else _problems.Add($"rpcallowip={text}: neither an address nor address/bits");
        }
        return allowed;
    }

    private IPEndPoint? ReadStratum() => _raw.Last("stratum") switch
    {
        null or "0" => null,
        "1" => new IPEndPoint(IPAddress.Loopback, DefaultStratumPort),
        { } text => Endpoint("stratum", text, DefaultStratumPort),
    };

    private int? ReadMineThreads()
    {
        var name = _raw.Last("genthreads") is null ? "genproclimit" : "genthreads";
        if (_raw.Last(name) is null) return null;
        var threads = Number(name, 1, -1, EquihashSolver.MostWorkers);
        if (threads == 0) _problems.Add($"{name}=0: must be a whole number from 1 to {EquihashSolver.MostWorkers}, or -1 for one a core; to not mine leave gen out");
        return threads;
    }

    private IPEndPoint? ReadExplorer(Network network)
    {
        var hasIndexes = Flag("txindex", false) && Flag("addressindex", Flag("insightexplorer", false));
        // On one machine everything is for looking at, so it is on where the indexes are.
        if (!Flag("explorer", network.AllowsLocalPeers && hasIndexes)) return null;
        if (!hasIndexes) _problems.Add("explorer=1 needs txindex=1 and addressindex=1");
        var port = Number("explorerport", DefaultExplorerPort, 1, 65535);
        return Endpoint("explorerbind", _raw.Last("explorerbind", "rpcbind") ?? "127.0.0.1", port);
    }

    private List<RpcUser> ReadUsers()
    {
        var users = new List<RpcUser>();
        foreach (var text in _raw.All("rpcauth"))
        {
            // The value is not repeated: it is half of a secret.
            if (RpcUser.TryParse(text, out var user)) users.Add(user);
            else _problems.Add("rpcauth: must be user:salt$hash with 64 hexadecimal digits of hash");
        }
        return users;
    }

    private ZmqPublication Publication(string topic, string address)
    {
        if (!address.StartsWith("tcp://", StringComparison.Ordinal) && !address.StartsWith("ipc://", StringComparison.Ordinal)) _problems.Add($"zmqpub{topic}={address}: must be tcp://address:port or ipc://path");
        return new ZmqPublication(topic, address);
    }

    private string? ReadMinerAddress(Network network)
    {
        if (_raw.Last("mineraddress") is not { } text) return null;
        if (!Address.TryParse(text, network.Addresses, out _)) _problems.Add($"mineraddress={text}: not an address of network {network.Name}");
        return text;
    }

    private FluxNodeOptions? ReadFluxNode(Network network)
    {
        if (!Flag("fluxnode", Flag("zelnode", false))) return null;
        var wif = _raw.Last("fluxnodeprivkey", "zelnodeprivkey");
        if (!Wif.TryDecode(wif, network.Addresses, out var key, out var compressed))
        {
            _problems.Add(wif is null ? "fluxnode=1 needs fluxnodeprivkey" : "fluxnodeprivkey: not a private key (WIF) of this network");
            return null;
        }
        if (!TxId.TryParse(_raw.Last("fluxnodeoutpoint", "zelnodeoutpoint"), out var id)) _problems.Add("fluxnode=1 needs fluxnodeoutpoint: the 64 hexadecimal digits of the collateral's transaction id");
        if (_raw.Last("externalip") is null) _problems.Add("fluxnode=1 needs externalip: the address that the node confirms with");
        var index = Number(_raw.Last("fluxnodeindex") is null ? "zelnodeindex" : "fluxnodeindex", 0, 0, int.MaxValue);
        return new FluxNodeOptions(key, compressed, new OutPoint(id, (uint)index));
    }

    private SnapshotSource? ReadSnapshot()
    {
        var hash = _raw.Last("snapshothash");
        if (hash is not null && (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit))) _problems.Add($"snapshothash={hash}: must be the 64 hexadecimal digits of the file's SHA-256");
        if (_raw.Last("snapshot") is not { } path) return null;
        if (Flag("reindex", false) | Flag("reindex-chainstate", false)) _problems.Add("snapshot and reindex exclude each other: what a snapshot left out cannot be rebuilt from the block files");
        return new SnapshotSource(Path.GetFullPath(path), hash);
    }

    private int ReadPrune()
    {
        var wanted = Number("prune", 0, 0, int.MaxValue);
        if (wanted is > 0 and < ChainOptions.LeastPruneMiB) _problems.Add($"prune={wanted}: must be 0 or at least {ChainOptions.LeastPruneMiB} (MiB)");
        return wanted;
    }

    private List<string> Files(string name)
    {
        var paths = _raw.All(name).Select(Path.GetFullPath).ToList();
        foreach (var path in paths.Where(path => !File.Exists(path))) _problems.Add($"{name}={path}: there is no such file");
        return paths;
    }

    private bool Flag(string name, bool fallback)
    {
        var text = _raw.Last(name);
        if (text is null) return fallback;
        if (text is "1" or "true" or "yes") return true;
        if (text is not ("0" or "false" or "no")) _problems.Add($"{name}={text}: must be 0 or 1");
        return false;
    }

    private int Number(string name, int fallback, int least, int most)
    {
        if (_raw.Last(name) is not { } text) return fallback;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most) return value;
        _problems.Add($"{name}={text}: must be a whole number from {least} to {most}");
        return fallback;
    }

    private IPEndPoint? Endpoint(string name, string text, int defaultPort)
    {
        if (ParseAddress(text, defaultPort) is { } endpoint) return endpoint;
        _problems.Add($"{name}={text}: must be an address or address:port");
        return null;
    }
}
