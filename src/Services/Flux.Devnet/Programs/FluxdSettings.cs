using System.Globalization;
using Flux.Devnet.Machines;
using Flux.Devnet.State;

namespace Flux.Devnet.Programs;

/// <summary>Writes a machine's <c>flux.conf</c>. Settings stand there and not on the command line, where every user could read the node key.</summary>
internal static class FluxdSettings
{
    public static string FileFor(Machine machine) => Path.Combine(machine.Folder, "flux.conf");

    /// <param name="peers">The machines it keeps a connection to, in the order of the network: it dials those before it, the others dial it.</param>
    /// <param name="isolated">Whether it must know no others than those.</param>
    public static void Write(Machine machine, HomeFolder home, NetworkRecord network, IEnumerable<Machine> peers, bool isolated, bool mine)
    {
        Directory.CreateDirectory(machine.DaemonFolder);
        var lines = Common(machine, home, network)
            .Concat(Dialled(machine, peers, isolated))
            .Concat(machine.IsGateway ? Miner(network.DeveloperAddress, mine) : Node(network.FluxNodes.Single(node => node.Name == machine.Name)));
        OwnerOnlyFile.WriteText(FileFor(machine), string.Join('\n', lines) + "\n");
    }

    /// <summary>Isolated machines name all others, because to name none would mean: whomever you find.</summary>
    private static IEnumerable<string> Dialled(Machine machine, IEnumerable<Machine> peers, bool isolated) => isolated
        ? peers.Where(peer => peer.Name != machine.Name).Select(peer => "connect=" + peer.P2P)
        : peers.TakeWhile(peer => peer.Name != machine.Name).Select(peer => "addnode=" + peer.P2P);

    private static IEnumerable<string> Common(Machine machine, HomeFolder home, NetworkRecord network) =>
    [
        $"# Written by flux up for {machine.Name}; changes are lost at its next start.",
        .. Rules(home, network),
        "listen=1",
        $"bind={machine.Address}",
        Line("port", machine.P2PPort),
        $"externalip={machine.Address}",
        $"rpcbind={machine.Address}",
        Line("rpcport", machine.RpcPort),
        $"rpccookiefile={machine.CookieFile}",
        "txindex=1",
        "addressindex=1",
        "dbcache=16",
    ];

    private static IEnumerable<string> Rules(HomeFolder home, NetworkRecord network) => network.HasRulesFile
        ? [$"network={home.RulesFile}"]
        : ["network=local", Line("genesistime", network.GenesisTime), Line("blocktime", network.BlockTimeSeconds)];

    private static IEnumerable<string> Miner(string address, bool mine) => [$"mineraddress={address}", mine ? "gen=1" : "gen=0", "genthreads=1"];

    /// <summary>A node does not mine by itself, but can be told to make a block (`flux chain generate 1 --node node1`).</summary>
    private static IEnumerable<string> Node(NodeRecord node)
    {
        var miner = Miner(node.PaymentAddress, mine: false);
        return node.CollateralTxId == ""
            ? miner
            : miner.Concat(["fluxnode=1", $"fluxnodeprivkey={node.NodeKey}", $"fluxnodeoutpoint={node.CollateralTxId}", Line("fluxnodeindex", node.CollateralIndex)]);
    }

    private static string Line(string name, long value) => string.Create(CultureInfo.InvariantCulture, $"{name}={value}");
}
