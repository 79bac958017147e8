using System.Net;
using Flux.Chain.Mempool;
using Flux.Consensus.Networks;
using Flux.Consensus.Networks.Files;
using Flux.Daemon.Options;
using Flux.P2P;

namespace Flux.Daemon.Tests.Options;

public sealed class OptionReaderTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fluxd-options").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private OptionResult Read(params string[] arguments) => OptionReader.Read([$"-datadir={_directory}", "-network=local", "-genesistime=1700000000", .. arguments]);

    [Fact]
    public void Reads_a_whole_command_line()
    {
        var result = Read("-bind=127.16.0.11:20001", "-rpcbind=127.16.0.11", "-rpcport=20002", "-addnode=127.16.0.12:20001", "--addnode=127.16.0.13:20001", "-txindex", "-blocktime=3", "-noaddressindex");
        result.Problems.ShouldBeEmpty();
        var options = result.Options.ShouldNotBeNull();
        options.Network.Name.ShouldBe("local");
        options.Network.Work.Spacing.ShouldBe(3);
        options.Peers.Listen.ShouldBe([IPEndPoint.Parse("127.16.0.11:20001")]);
        options.RpcEndpoint.ShouldBe(IPEndPoint.Parse("127.16.0.11:20002"));
        options.Peers.AddNode.Count.ShouldBe(2);
        options.TransactionIndex.ShouldBeTrue();
        options.AddressIndex.ShouldBeFalse();
        options.DataDirectory.ShouldBe(Path.Combine(_directory, "local"));
    }

    [Theory]
    [InlineData("-prune=1000", "-txindex=1", "prune and txindex exclude each other")]
    [InlineData("-snapshot=a", "-addressindex=1", "an index needs the whole history")]
    [InlineData("-snapshot=a", "-timestampindex=1", "an index needs the whole history")]
    [InlineData("-snapshot=a", "-reindex", "snapshot and reindex exclude each other")]
    public void Settings_of_the_chain_directory_that_exclude_each_other_are_named(string first, string second, string expected) =>
        Read(first, second).Problems.ShouldContain(problem => problem.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void A_snapshot_with_its_hash_and_pruning_are_read()
    {
        var options = Read($"-snapshot={_directory}/a", $"-snapshothash={new string('a', 64)}", "-prune=600", "-reindex-chainstate=0").Options.ShouldNotBeNull();
        options.Snapshot!.Path.ShouldBe(Path.Combine(_directory, "a"));
        options.Snapshot.Hash.ShouldBe(new string('a', 64));
        options.PruneMiB.ShouldBe(600);
        options.Reindex.ShouldBeFalse();
    }

    [Fact]
    public void A_founders_network_is_read_from_its_file()
    {
        var file = Path.Combine(_directory, "acme.json");
        var own = OwnCatalog.Local(1_700_000_000, 7) with { Name = "acme", MessageStart = [0xac, 0x3e, 0, 1], P2PPort = 19_125, RpcPort = 19_124 };
        File.WriteAllText(file, NetworkFile.Write(own));

        var options = OptionReader.Read([$"-datadir={_directory}", $"-network={file}"]).Options.ShouldNotBeNull();

        (options.Network.Name, options.Network.Work.Spacing, options.RpcEndpoint.Port).ShouldBe(("acme", 7, 19_124));
        options.DataDirectory.ShouldBe(Path.Combine(_directory, "acme"));
    }

    [Fact]
    public void The_file_of_a_recorded_chain_is_a_network_too()
    {
        var recording = SharedData.PathOf("recorded/chains/eras.json");
        OptionReader.Read([$"-datadir={_directory}", $"-network={recording}"]).Options.ShouldNotBeNull().Network.Upgrades.Pon.Height.ShouldBe(650);
    }

    [Fact]
    public void Says_everything_that_is_wrong_with_a_network_file()
    {
        var file = Path.Combine(_directory, "bad.json");
        File.WriteAllText(file, NetworkFile.Write(OwnCatalog.Classic).Replace("\"spacing\": 120", "\"spacing\": 0, \"pace\": 1", StringComparison.Ordinal));

        OptionReader.Read([$"-datadir={_directory}", $"-network={file}"]).Problems.ShouldBe(
            [$"network={file}: work.pace is not a field of a network file", $"network={file}: work.spacing is 0; allowed is a whole number from 1 to 3600"]);
        OptionReader.Read([$"-datadir={_directory}", "-network=./none.json"]).Problems.Single().ShouldStartWith("network=./none.json: can't be read");
        OptionReader.Read([$"-datadir={_directory}", "-network=nonsense"]).Problems.Single().ShouldContain("known are main, test, regtest, classic and local, and files");
    }

    [Fact]
    public void The_command_line_wins_over_the_file_and_the_file_over_defaults()
    {
        File.WriteAllText(Path.Combine(_directory, "flux.conf"), "# comment\nrpcport=1111 # here too\nmaxconnections=9\n");
        var options = Read("-rpcport=2222").Options.ShouldNotBeNull();
        options.RpcEndpoint.Port.ShouldBe(2222);
        options.Peers.MaxConnections.ShouldBe(9);
    }

    [Fact]
    public void Reads_what_the_pool_takes()
    {
        Read().Options.ShouldNotBeNull().Pool.ShouldBe(new PoolOptions());
        var result = Read("-minrelaytxfee=0.00001", "-limitfreerelay=15", "-permitbaremultisig=0", "-datacarriersize=40", "-mempooltxcostlimit=9000000", "-mempoolevictionmemoryminutes=5");
        result.Warnings.ShouldBeEmpty();
        result.Options.ShouldNotBeNull().Pool.ShouldBe(new PoolOptions
        {
            MinRelayFeePer1000 = 1000,
            FreeBytesPerMinute = 15_000,
            PermitBareMultisig = false,
            LongestMemo = 40,
            CostLimit = 9_000_000,
            EvictionMemory = TimeSpan.FromMinutes(5),
        });
        Read("-datacarrier=0").Options.ShouldNotBeNull().Pool.LongestMemo.ShouldBeNull();
    }

    [Theory]
    [InlineData("-rpcport=0", "rpcport=0: must be a whole number from 1 to 65535")]
    [InlineData("-rpcport=abc", "rpcport=abc")]
    [InlineData("-maxconnections=5000", "maxconnections=5000: must be a whole number from 1 to 1000")]
    [InlineData("-bind=nowhere", "bind=nowhere: must be an address or address:port")]
    [InlineData("-gen=1", "gen=1 needs mineraddress")]
    [InlineData("-genthreads=0", "genthreads=0: must be a whole number from 1 to 256, or -1 for one a core")]
    [InlineData("-genthreads=257", "genthreads=257: must be a whole number from -1 to 256")]
    [InlineData("-stratum=nowhere:1", "stratum=nowhere:1: must be an address or address:port")]
    [InlineData("-stratum", "stratum needs mineraddress")]
    [InlineData("-mineraddress=t1nonsense", "mineraddress=t1nonsense: not an address of network local")]
    [InlineData("-txindex=maybe", "txindex=maybe: must be 0 or 1")]
    [InlineData("-fluxnode=1", "fluxnode=1 needs fluxnodeprivkey")]
    [InlineData("-rpcallowip=10.0.0.0/99", "rpcallowip=10.0.0.0/99")]
    [InlineData("-unshield=refuse", "unshield=refuse: network local has no shielded transactions")]
    [InlineData("-conf=missing.conf", "conf=missing.conf: there is no such file")]
    [InlineData("-par=17", "par=17: must be a whole number from 0 to 16")]
    [InlineData("-minrelaytxfee=1.1", "minrelaytxfee=1.1: must be an amount of FLUX from 0 to 1")]
    [InlineData("-minrelaytxfee=-1", "minrelaytxfee=-1: must be an amount of FLUX from 0 to 1")]
    [InlineData("-datacarriersize=81", "datacarriersize=81: must be a whole number from 0 to 80")]
    [InlineData("-prune=100", "prune=100: must be 0 or at least 550")]
    [InlineData("-loadblock=nowhere.dat", "nowhere.dat: there is no such file")]
    [InlineData("-snapshothash=12", "snapshothash=12: must be the 64 hexadecimal digits")]
    [InlineData("stray", "'stray' is not an option")]
    [InlineData("-connect=a b", "connect=a b: must be an address or a host name")]
    [InlineData("-addnode=host:99999", "addnode=host:99999: must be an address or a host name")]
    [InlineData("-proxy=somewhere", "proxy=somewhere: must be an address")]
    [InlineData("-onlynet=carrier-pigeon", "onlynet=carrier-pigeon: must be ipv4, ipv6 or onion")]
    [InlineData("-whitelist=10.0.0.0/99", "whitelist=10.0.0.0/99: neither an address nor address/bits")]
    [InlineData("-minrelaytxfee=-1", "minrelaytxfee=-1: must be an amount")]
    public void Names_the_setting_the_value_and_what_is_allowed(string argument, string expected)
    {
        var result = Read(argument);
        result.Options.ShouldBeNull();
        result.Problems.ShouldContain(p => p.Contains(expected, StringComparison.Ordinal), string.Join('|', result.Problems));
    }

    [Fact]
    public void A_section_belongs_to_its_network_and_wins_over_what_is_common()
    {
        File.WriteAllText(Path.Combine(_directory, "flux.conf"), "maxconnections=9\nrpcuser=common\n[main]\nrpcuser=main\n[local]\nrpcuser=own\nrpcpassword=pw\n");
        var options = Read().Options.ShouldNotBeNull();
        (options.RpcUser, options.RpcPassword, options.Peers.MaxConnections).ShouldBe(("own", "pw", 9));
        Read("-rpcuser=line").Options.ShouldNotBeNull().RpcUser.ShouldBe("line");
    }

    [Fact]
    public void The_file_may_name_the_network_and_include_another_file()
    {
        File.WriteAllText(Path.Combine(_directory, "secrets.conf"), "rpcpassword=pw\n");
        File.WriteAllText(Path.Combine(_directory, "flux.conf"), "regtest=1\nincludeconf=secrets.conf\n");
        var options = OptionReader.Read([$"-datadir={_directory}"]).Options.ShouldNotBeNull();
        (options.Network.Name, options.RpcPassword).ShouldBe(("regtest", "pw"));
    }

    [Fact]
    public void The_old_file_name_is_found_when_the_new_one_is_not_there()
    {
        File.WriteAllText(Path.Combine(_directory, "zelcash.conf"), "maxconnections=7\n");
        Read().Options.ShouldNotBeNull().Peers.MaxConnections.ShouldBe(7);
        File.WriteAllText(Path.Combine(_directory, "flux.conf"), "maxconnections=8\n");
        Read().Options.ShouldNotBeNull().Peers.MaxConnections.ShouldBe(8);
    }

    [Theory]
    [InlineData("rpcuser", "flux.conf:1: 'rpcuser' is not name=value")]
    [InlineData("includeconf=nowhere.conf", "flux.conf:1: includeconf=nowhere.conf: there is no such file")]
    [InlineData("rpcpassword=a#b", "flux.conf:1: a password with # in it is cut off there")]
    [InlineData("[mian]\nrpcuser=x", "section [mian] of the configuration is of no network")]
    [InlineData("rpcauth=ann:salt$00", "rpcauth: must be user:salt$hash")]
    [InlineData("zmqpubhashtx=127.0.0.1:5", "zmqpubhashtx=127.0.0.1:5: must be tcp://address:port")]
    public void What_is_wrong_in_the_file_is_named(string content, string expected)
    {
        File.WriteAllText(Path.Combine(_directory, "flux.conf"), content + "\n");
        Read().Problems.ShouldContain(problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void The_explorer_is_on_by_default_on_local_where_the_indexes_are()
    {
        Read().Options.ShouldNotBeNull().ExplorerEndpoint.ShouldBeNull();
        var options = Read("-txindex", "-addressindex", "-rpcbind=127.16.0.11").Options.ShouldNotBeNull();
        (options.ExplorerEndpoint, options.ExplorerIsOptional).ShouldBe((IPEndPoint.Parse("127.16.0.11:3001"), true));
        Read("-txindex", "-addressindex", "-noexplorer").Options.ShouldNotBeNull().ExplorerEndpoint.ShouldBeNull();
        Read("-explorer").Problems.ShouldContain("explorer=1 needs txindex=1 and addressindex=1");
        var main = OptionReader.Read([$"-datadir={_directory}", "-network=classic", "-txindex", "-addressindex", "-explorer", "-explorerport=3002"]).Options.ShouldNotBeNull();
        (main.ExplorerEndpoint, main.ExplorerIsOptional).ShouldBe((IPEndPoint.Parse("127.0.0.1:3002"), false));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(16, 16)]
    [InlineData(125, 16)]
    public void The_node_chooses_no_more_connections_than_there_may_be(int most, int chosen)
    {
        var peers = Read($"-maxconnections={most}").Options.ShouldNotBeNull().Peers;
        (peers.MaxConnections, peers.MaxOutbound).ShouldBe((most, chosen));
    }

    [Fact]
    public void Topics_of_zmq_may_share_an_address() =>
        Read("-zmqpubhashtx=tcp://127.0.0.1:5", "-zmqpubhashblock=tcp://127.0.0.1:5", "-zmqpubhashblock=tcp://127.0.0.1:6").Options.ShouldNotBeNull().ZmqPublications.Count.ShouldBe(3);

    [Fact]
    public void Reads_names_proxies_and_kinds_of_networks()
    {
        var peers = Read("-connect=seed.example.org", "-connect=[2a00::1]:7", "-addnode=1.2.3.4", "-proxy=127.0.0.1:9050", "-onion=127.0.0.1:9150", "-proxyrandomize=0",
            "-onlynet=onion", "-onlynet=ipv6", "-whitelist=10.0.0.0/8", "-timeout=700", "-peerbloomfilters=0").Options.ShouldNotBeNull().Peers;
        var port = NetworkCatalog.Local(1700000000).P2PPort;
        peers.Connect.ShouldBe([$"seed.example.org:{port}", "[2a00::1]:7"]);
        peers.AddNode.ShouldBe([$"1.2.3.4:{port}"]);
        peers.Proxy.ShouldBe(new SocksProxy(IPEndPoint.Parse("127.0.0.1:9050"), Isolates: false));
        peers.OnionProxy!.Address.Port.ShouldBe(9150);
        peers.Reachable.ShouldBe(ReachableNetworks.Onion | ReachableNetworks.IPv6);
        peers.ConnectTimeout.ShouldBe(TimeSpan.FromMilliseconds(700));
        peers.OffersFilters.ShouldBeFalse();
        peers.Listen.ShouldBeEmpty("behind a proxy nobody is to find out where we are");
        peers.UsesDnsSeeds.ShouldBeFalse("with connect no others are looked for");
    }

    [Theory]
    [InlineData(false, "-connect=1.2.3.4")]
    [InlineData(true, "-connect=1.2.3.4", "-listen")]
    [InlineData(true, "-connect=1.2.3.4", "-bind=127.0.0.1")]
    [InlineData(true, "-connect=1.2.3.4", "-whitebind=127.0.0.1:700")]
    [InlineData(false, "-proxy=127.0.0.1:9050")]
    [InlineData(true, "-proxy=127.0.0.1:9050", "-bind=127.0.0.1")]
    [InlineData(false, "-bind=127.0.0.1", "-listen=0")]
    [InlineData(true, "-addnode=1.2.3.4")]
    public void Who_names_all_its_peers_or_hides_listens_only_when_told_to(bool listens, params string[] arguments) =>
        (Read(arguments).Options.ShouldNotBeNull().Peers.Listen.Count > 0).ShouldBe(listens);

    [Fact]
    public void Reads_addresses_of_both_kinds_and_names_that_are_this_nodes()
    {
        var peers = Read("-bind=0.0.0.0:700", "-bind=[::]", "-bind=::1", "-bind=[2a00::5]:9", "-externalip=2a00::1", "-externalip=[2a00::2]:8", "-externalip=1.2.3.4", "-externalip=node.example.org",
            "-externalip=node.example.org:55", "-upnp", "-natpmp=1").Options.ShouldNotBeNull().Peers;
        var port = NetworkCatalog.Local(1700000000).P2PPort;
        peers.Listen.ShouldBe([IPEndPoint.Parse("0.0.0.0:700"), IPEndPoint.Parse($"[::]:{port}"), IPEndPoint.Parse($"[::1]:{port}"), IPEndPoint.Parse("[2a00::5]:9")]);
        peers.External.ShouldBe([IPEndPoint.Parse("[2a00::1]:700"), IPEndPoint.Parse("[2a00::2]:8"), IPEndPoint.Parse("1.2.3.4:700")]);
        peers.ExternalNames.ShouldBe(["node.example.org:700", "node.example.org:55"]);
        (peers.MapsByUpnp, peers.MapsByNatPmp).ShouldBe((true, true));
        var plain = Read().Options.ShouldNotBeNull().Peers;
        (plain.MapsByUpnp, plain.MapsByNatPmp, plain.External.Count).ShouldBe((false, false, 0));
    }

    [Fact]
    public void Reads_where_trusted_peers_come_in_and_how_many_orphans_are_kept()
    {
        var port = NetworkCatalog.Local(1700000000).P2PPort;
        var both = Read("-bind=10.0.0.1", "-whitebind=10.0.0.2:77", "-maxorphantx=7").Options.ShouldNotBeNull().Peers;
        both.Listen.ShouldBe([IPEndPoint.Parse($"10.0.0.1:{port}"), IPEndPoint.Parse("10.0.0.2:77")]);
        both.TrustedListen.ShouldBe([IPEndPoint.Parse("10.0.0.2:77")]);
        both.MaxOrphans.ShouldBe(7);
        var alone = Read("-whitebind=[::1]:77", "-proxy=127.0.0.1:9050").Options.ShouldNotBeNull().Peers;
        alone.Listen.ShouldBe([IPEndPoint.Parse("[::1]:77")], "who names an address wants to listen there, and there only");
        Read("-whitebind=[::1]:77", "-listen=0").Options.ShouldNotBeNull().Peers.Listen.ShouldBeEmpty();
        var plain = Read().Options.ShouldNotBeNull().Peers;
        (plain.TrustedListen.Count, plain.MaxOrphans).ShouldBe((0, 100));
        Read("-whitebind=10.0.0.2:77", "-maxorphantx=7").Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("whitebind=10.0.0.2: must be address:port", "-whitebind=10.0.0.2")]
    [InlineData("whitebind=name:7: must be address:port", "-whitebind=name:7")]
    [InlineData("whitebind=10.0.0.2:77: is in bind, too; peers are trusted there or they are not", "-whitebind=10.0.0.2:77", "-bind=10.0.0.2:77")]
    [InlineData("maxorphantx=-1: must be a whole number from 0 to 100000", "-maxorphantx=-1")]
    [InlineData("externalip=0.0.0.0: nobody can reach that address", "-externalip=0.0.0.0")]
    [InlineData("externalip=a b: must be an address or a host name, with or without :port", "-externalip=a b")]
    [InlineData("externalip=a.example: a name cannot be looked up with dns=0; give the address", "-externalip=a.example", "-dns=0")]
    [InlineData("externalip=a.example: a name cannot be looked up with proxy; give the address", "-externalip=a.example", "-proxy=127.0.0.1:9050")]
    [InlineData("upnp=1 needs listen=1 and an IPv4 address in bind: there is no port that a router could lead here", "-upnp", "-listen=0")]
    [InlineData("natpmp=1 needs listen=1 and an IPv4 address in bind: there is no port that a router could lead here", "-natpmp", "-bind=::")]
    [InlineData("onlynet=onion needs onion or proxy: the address of a SOCKS5 proxy that leads to Tor", "-onlynet=onion")]
    [InlineData("addnode=abc.onion:7: an onion address needs onion or proxy: the address of a SOCKS5 proxy that leads to Tor", "-addnode=abc.onion:7")]
    [InlineData("connect=abc.onion:7: an onion name has 56 letters a-z and digits 2-7 before .onion (version 3)", "-connect=abc.onion:7", "-onion=127.0.0.1:9050")]
    public void Names_what_is_wrong_with_an_address(string problem, params string[] arguments) => Read(arguments).Problems.ShouldBe([problem]);

    [Fact]
    public void An_onion_address_of_version_3_and_a_proxy_go_together() =>
        Read($"-addnode={new string('a', 56)}.onion:7", "-onion=127.0.0.1:9050").Options.ShouldNotBeNull().Peers.AddNode.ShouldBe([$"{new string('a', 56)}.onion:7"]);

    [Fact]
    public void Reports_every_problem_at_once() => Read("-rpcport=0", "-maxconnections=0", "-gen=1").Problems.Count.ShouldBe(3);

    [Fact]
    public void Unknown_options_are_named_in_a_warning_and_do_not_stop_it()
    {
        var result = Read("-frobnicate=1", "-relaypriority=1", "-showmetrics=1");
        result.Options.ShouldNotBeNull();
        result.Warnings.ShouldBe(["unknown option 'frobnicate' is ignored", "option 'relaypriority' of the reference daemon is not followed here"]);
    }

    [Fact]
    public void A_relative_data_directory_is_below_the_working_directory()
    {
        var options = OptionReader.Read(["-datadir=some/place", "-network=local", "-genesistime=1700000000"]).Options.ShouldNotBeNull();
        options.DataDirectory.ShouldBe(Path.GetFullPath("some/place/local"));
    }

    [Theory]
    [InlineData("main", "", UnshieldRule.Follow)]
    [InlineData("main", "-unshield=follow", UnshieldRule.Follow)]
    [InlineData("test", "-unshield=refuse", UnshieldRule.Refuse)]
    public void Unshielding_is_followed_unless_refused(string network, string argument, UnshieldRule expected) =>
        OptionReader.Read([$"-datadir={_directory}", $"-network={network}", .. argument.Length == 0 ? Array.Empty<string>() : [argument]])
            .Options.ShouldNotBeNull().Network.Unshielding.ShouldBe(expected);

    [Fact]
    public void Unshielding_is_one_of_two_words() => OptionReader.Read([$"-datadir={_directory}", "-unshield=1"]).Problems.ShouldBe(["unshield=1: must be follow or refuse"]);

    [Fact]
    public void Local_needs_a_genesis_time() =>
        OptionReader.Read([$"-datadir={_directory}", "-network=local"]).Problems.ShouldBe(["network=local needs genesistime (Unix seconds)"]);
}
