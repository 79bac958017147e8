using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Flux.Consensus.Networks;
using Flux.Contracts.Rpc;
using Flux.Devnet.Programs;
using Flux.Primitives.Addresses;

namespace Flux.Functional.Tests.Peers;

/// <summary>
/// Real fluxd processes, each in a network namespace of its own behind a bridge: links can be cut, taken down, made lossy and slow. Needs root and
/// the tools of iproute2 and iptables; tests skip where that is not given.
/// </summary>
internal sealed class NamespaceNetwork : IAsyncDisposable
{
    private const int PeerPort = 21001;
    private const int RpcPort = 21002;
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(20);

    // Names of interfaces are at most 15 characters.
    private readonly string _prefix = $"fx{Environment.ProcessId % 10000}";
    private readonly string _subnet = $"10.{77 + (Environment.ProcessId % 100)}.9";
    private readonly string _home = Directory.CreateTempSubdirectory("flux-netns-").FullName;
    private readonly List<Process> _processes = [];
    private readonly List<DelayRelay> _relays = [];
    private readonly int _count;

    private NamespaceNetwork(int count) => _count = count;

    /// <summary>Why namespaces cannot be used here; null when they can.</summary>
    public static string? Obstacle()
    {
        if (Environment.UserName != "root") return "network namespaces need root";
        var probe = $"fxp{Environment.ProcessId}";
        foreach (var (tool, arguments) in (ReadOnlySpan<(string, string)>)[("ip", $"netns add {probe}"), ("ip", $"netns exec {probe} iptables -L -n"), ("ip", $"netns del {probe}")])
        {
            try
            {
                if (Run(tool, arguments, out var error) != 0) return $"{tool} {arguments}: {error.Trim()}";
            }
            catch (System.ComponentModel.Win32Exception missing)
            {
                return $"{tool}: {missing.Message}";
            }
        }
        return null;
    }

    public IReadOnlyList<FluxdClient> Nodes { get; private set; } = [];

    /// <summary>Starts nodes of one local network that all know each other; with a delay, all they say to each other takes so long, and there is no other way.</summary>
    public static async Task<NamespaceNetwork> StartAsync(int count, TimeSpan? delay = null)
    {
        var network = new NamespaceNetwork(count);
        try
        {
            network.Build();
            if (delay is { } length) network.Lengthen(length);
            network.Launch();
            network.Nodes = [.. Enumerable.Range(0, count).Select(i => new FluxdClient(new Uri($"http://{network.AddressOf(i)}:{RpcPort}/"), RpcCredentials.Password("u", "p")))];
            foreach (var node in network.Nodes) await Eventually.HoldsAsync(() => AnswersAsync(node), () => Task.FromResult("a fluxd does not answer"));
            foreach (var node in network.Nodes) await Eventually.HoldsAsync(async () => await PeersAsync(node) >= count - 1, async () => $"{await PeersAsync(node)} peers");
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    public static Task MineAsync(FluxdClient node, int blocks) => node.CallAsync("generate", new JsonArray(blocks), CancellationToken.None);

    public static async Task<string> TipAsync(FluxdClient node) => (await node.CallAsync("getbestblockhash", new JsonArray(), CancellationToken.None)).GetString()!;

    public static async Task<int> HeightAsync(FluxdClient node) => (await node.CallAsync("getblockcount", new JsonArray(), CancellationToken.None)).GetInt32();

    /// <summary>Waits until all nodes have the same tip.</summary>
    public Task AgreeAsync() => Eventually.HoldsAsync(
        async () => (await Task.WhenAll(Nodes.Select(TipAsync))).Distinct().Count() == 1,
        async () => $"heights {string.Join(' ', await Task.WhenAll(Nodes.Select(HeightAsync)))}");

    /// <summary>Nothing passes between the first nodes and the others any more.</summary>
    public void Part(int first)
    {
        for (var i = 0; i < first; i++)
            for (var j = first; j < _count; j++)
            {
                Must("ip", $"netns exec {Space(i)} iptables -A INPUT -s {AddressOf(j)} -j DROP");
                Must("ip", $"netns exec {Space(j)} iptables -A INPUT -s {AddressOf(i)} -j DROP");
            }
    }

    // A relay before each node, and no direct way: what nodes learn of each other's addresses leads nowhere.
    private void Lengthen(TimeSpan delay)
    {
        for (var i = 0; i < _count; i++)
        {
            _relays.Add(new DelayRelay(IPEndPoint.Parse($"{_subnet}.1:0"), IPEndPoint.Parse($"{AddressOf(i)}:{PeerPort}"), delay));
            for (var j = 0; j < _count; j++)
                if (i != j) Must("ip", $"netns exec {Space(i)} iptables -A INPUT -s {AddressOf(j)} -j DROP");
        }
    }

    /// <summary>Ends partitions and loss.</summary>
    public void Heal()
    {
        for (var i = 0; i < _count; i++) Must("ip", $"netns exec {Space(i)} iptables -F INPUT");
    }

    /// <summary>A share of the packets that reach a node gets lost.</summary>
    public void Lose(int node, double share) =>
        Must("ip", $"netns exec {Space(node)} iptables -A INPUT -p tcp --dport {PeerPort} -m statistic --mode random --probability {share.ToString(CultureInfo.InvariantCulture)} -j DROP");

    /// <summary>A node sends no faster than this.</summary>
    public void Narrow(int node, string rate) => Must("ip", $"netns exec {Space(node)} tc qdisc add dev eth0 root tbf rate {rate} burst 16kb latency 400ms");

    public void SetLink(int node, bool up) => Must("ip", $"link set {_prefix}v{node} {(up ? "up" : "down")}");

    private string AddressOf(int node) => $"{_subnet}.{10 + node}";

    private string Space(int node) => $"{_prefix}n{node}";

    private void Build()
    {
        Must("ip", $"link add name {_prefix}br type bridge");
        Must("ip", $"addr add {_subnet}.1/24 dev {_prefix}br");
        Must("ip", $"link set {_prefix}br up");
        // Where Docker runs, bridges are filtered and forwarding is refused unless allowed.
        Must("iptables", $"-I FORWARD -i {_prefix}br -o {_prefix}br -j ACCEPT");
        for (var i = 0; i < _count; i++)
        {
            Must("ip", $"netns add {Space(i)}");
            Must("ip", $"link add {_prefix}v{i} type veth peer name eth0 netns {Space(i)}");
            Must("ip", $"link set {_prefix}v{i} master {_prefix}br");
            Must("ip", $"link set {_prefix}v{i} up");
            Must("ip", $"netns exec {Space(i)} ip addr add {AddressOf(i)}/24 dev eth0");
            Must("ip", $"netns exec {Space(i)} ip link set eth0 up");
            Must("ip", $"netns exec {Space(i)} ip link set lo up");
        }
    }

    private void Launch()
    {
        var genesis = DateTimeOffset.UtcNow.AddDays(-1).ToUnixTimeSeconds();
        var network = NetworkCatalog.Local((uint)genesis);
        for (var i = 0; i < _count; i++)
        {
            var key = new byte[33];
            (key[0], key[1]) = (2, (byte)(i + 1));
            var others = string.Join(' ', Enumerable.Range(0, _count).Where(j => j != i).Select(j => $"-addnode={(_relays.Count > 0 ? _relays[j].EndPoint.ToString() : $"{AddressOf(j)}:{PeerPort}")}"));
            var folder = Directory.CreateDirectory(Path.Combine(_home, $"node{i}")).FullName;
            var start = new ProcessStartInfo("ip", $"netns exec {Space(i)} {ProgramFiles.Find().Fluxd} -network=local -genesistime={genesis} -datadir={folder} "
                + $"-bind={AddressOf(i)} -port={PeerPort} -externalip={AddressOf(i)} -rpcbind={AddressOf(i)} -rpcport={RpcPort} -rpcallowip={_subnet}.0/24 -rpcuser=u -rpcpassword=p "
                + $"-mineraddress={Address.OfPublicKey(key).ToText(network.Addresses)} {others}")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            var process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            _processes.Add(process);
        }
    }

    private static async Task<bool> AnswersAsync(FluxdClient node)
    {
        try
        {
            return await HeightAsync(node) >= 0;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private static async Task<int> PeersAsync(FluxdClient node) => (await node.CallAsync("getconnectioncount", new JsonArray(), CancellationToken.None)).GetInt32();

    private static void Must(string tool, string arguments)
    {
        if (Run(tool, arguments, out var error) != 0) throw new IOException($"{tool} {arguments}: {error.Trim()}");
    }

    private static int Run(string tool, string arguments, out string error)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes) node.Dispose();
        foreach (var process in _processes)
        {
            process.Kill(entireProcessTree: true);
            using var limit = new CancellationTokenSource(EndLimit);
            await process.WaitForExitAsync(limit.Token);
            process.Dispose();
        }
        foreach (var relay in _relays) await relay.DisposeAsync();
        for (var i = 0; i < _count; i++) Run("ip", $"netns del {Space(i)}", out _);
        for (var i = 0; i < _count; i++) Run("ip", $"link del {_prefix}v{i}", out _);
        Run("iptables", $"-D FORWARD -i {_prefix}br -o {_prefix}br -j ACCEPT", out _);
        Run("ip", $"link del {_prefix}br", out _);
        Directory.Delete(_home, recursive: true);
    }
}
