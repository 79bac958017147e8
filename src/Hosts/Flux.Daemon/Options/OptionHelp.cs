using System.Text;
using Flux.Daemon.Notifications;

namespace Flux.Daemon.Options;

/// <summary>What <c>fluxd -help</c> and <c>fluxd -version</c> print.</summary>
internal static class OptionHelp
{
    private const int Width = 100;
    private const int Indent = 34;

    private static readonly (string Title, (string Usage, string Text)[] Options)[] Groups =
    [
        ("General",
        [
            ("-help, -version", "this text; the version"),
            ("-datadir=FOLDER", "where everything is kept (~/.flux)"),
            ("-conf=FILE", "settings, a name=value a line, the same names without the dash (flux.conf in datadir); -includeconf=FILE in it reads another"),
            ("-debug", "says more in the log"),
            ("-blocknotify=COMMAND", "runs a command for each new tip, %s is its hash"),
        ]),
        ("Network",
        [
            ("-network=NAME", "main, test, regtest, classic, local, or a file made by flux network new (main)"),
            ("-testnet, -regtest", "the same as -network=test and -network=regtest"),
            ("-genesistime=SECONDS", "with -network=local: when it began, in Unix seconds; the same for all its nodes"),
            ("-blocktime=SECONDS", "with -network=local: between two blocks (2)"),
            ("-unshield=follow|refuse", "what to do with value that leaves a shielded pool (follow)"),
        ]),
        ("Peers",
        [
            ("-listen, -bind=ADDRESS, -port=N", "lets others in (on; off behind -proxy and with -connect), where, at which port"),
            ("-externalip=ADDRESS", "where others reach this node: IPv4, IPv6 or a name"),
            ("-upnp, -natpmp", "ask the router to lead the port here (off)"),
            ("-connect=HOST", "these and no others"),
            ("-addnode=HOST, -seednode=HOST", "stay connected to; ask once for addresses"),
            ("-dnsseed, -forcednsseed, -dns", "ask the network's names for addresses when none is known (on); always (off); look up names at all (on)"),
            ("-proxy=ADDRESS, -onion=ADDRESS", "SOCKS5 for everything; for onion names; -proxyrandomize: other credentials for each connection (on)"),
            ("-onlynet=KIND", "ipv4, ipv6 or onion; may be repeated"),
            ("-maxconnections=N", "at most so many (125)"),
            ("-timeout=MILLISECONDS", "for a connection to be made (5000)"),
            ("-banscore=N, -bantime=SECONDS", "points until a ban (100); its length (86400)"),
            ("-whitelist=SUBNET, -whitebind=ADDRESS:PORT", "peers from there are never punished; peers who come there"),
            ("-peerbloomfilters", "serves light wallets (on)"),
            ("-maxorphantx=N", "transactions kept until their parents come (100)"),
        ]),
        ("Storage",
        [
            ("-dbcache=MIB", "memory for coins (64)"),
            ("-par=N", "threads that check scripts and proofs, 0: one a core (0)"),
            ("-prune=MIB", "keeps only so much of blocks, 0: everything (0)"),
            ("-txindex, -addressindex, -timestampindex", "indexes that RPC and the explorer need (off); -insightexplorer: the last two"),
            ("-reindex, -reindex-chainstate", "builds everything anew from the block files"),
            ("-loadblock=FILE", "reads blocks from a file at the start"),
            ("-snapshot=FILE, -snapshothash=SHA256", "begins from a snapshot of the chain state"),
        ]),
        ("Waiting transactions",
        [
            ("-minrelaytxfee=FLUX", "per 1,000 bytes (0.000001); below it only as much as -limitfreerelay=KB lets through (500)"),
            ("-permitbaremultisig, -datacarrier, -datacarriersize=BYTES", "which outputs are taken (on, on, 80)"),
            ("-mempooltxcostlimit=N", "of all of them (80000000); -mempoolevictionmemoryminutes=N: how long who had to go stays away (60)"),
            ("-persistmempool", "they outlive a restart (on)"),
        ]),
        ("RPC, explorer, news",
        [
            ("-rpcbind=ADDRESS, -rpcport=N", "where it listens (127.0.0.1 and the network's port)"),
            ("-rpcallowip=SUBNET", "who may ask besides this machine; may be repeated"),
            ("-rpcuser=NAME, -rpcpassword=TEXT", "who asks; without them a new password lies in -rpccookiefile=FILE at each start; -rpcauth=USER:SALT$HASH for more users"),
            ("-rpcservertimeout=SECONDS", "for a request to come in (30)"),
            ("-rest", "answers /rest without a password (off)"),
            ("-explorer, -explorerbind=ADDRESS, -explorerport=N", "the explorer's API and its live news (off, 127.0.0.1, 3001)"),
            ("-zmqpubTOPIC=tcp://ADDRESS:PORT", string.Join(", ", ZmqTopics.All)),
            ("-metricsport=N, -metricsbind=ADDRESS", "numbers for Prometheus (off, 127.0.0.1)"),
        ]),
        ("Wallet",
        [
            ("-disablewallet", "has none (off)"),
            ("-exportdir=FOLDER", "where dumpwallet and backupwallet may write"),
        ]),
        ("Mining and FluxNodes",
        [
            ("-gen, -genthreads=N", "mines, with so many threads; -1: one a core; -genproclimit is the old name"),
            ("-mineraddress=ADDRESS", "whom mined blocks pay"),
            ("-stratum[=ADDRESS]", "lets miners connect (off, 127.0.0.1:3333)"),
            ("-fluxnode", "runs a FluxNode (off), with -fluxnodeprivkey=WIF, -fluxnodeoutpoint=TXID, -fluxnodeindex=N; the old names begin with -zelnode"),
        ]),
    ];

    /// <summary>Whether somebody asks for help, in any of the usual spellings.</summary>
    public static bool IsWanted(IEnumerable<string> arguments) => arguments.Any(argument => argument is "-?" or "-h" or "-help" or "--help");

    /// <summary>Whether somebody asks for the version.</summary>
    public static bool IsVersionWanted(IEnumerable<string> arguments) => arguments.Any(argument => argument is "-version" or "--version");

    /// <summary>A line: name and version of program and protocol.</summary>
    public static string Version => $"fluxd {DaemonVersion.UserAgent.Trim('/')}, protocol {DaemonVersion.Protocol}";

    /// <summary>Every option in a few words, at most 100 characters wide.</summary>
    public static string Text()
    {
        var text = new StringBuilder()
            .AppendLine(Version).AppendLine()
            .AppendLine("Usage: fluxd [options]")
            .AppendLine("Options that are on or off: -NAME or -NAME=1, -NAME=0 or -noNAME. Defaults are in brackets.")
            .AppendLine("flux chain METHOD asks a daemon that runs.");
        foreach (var (title, options) in Groups)
        {
            text.AppendLine().AppendLine(title);
            foreach (var (usage, words) in options) Append(text, usage, words);
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, string usage, string words)
    {
        var line = ("  " + usage).PadRight(Indent);
        if (line.Length > Indent)
        {
            text.AppendLine(line);
            line = new string(' ', Indent);
        }
        foreach (var word in words.Split(' '))
        {
            if (line.Length + word.Length + 1 > Width)
            {
                text.AppendLine(line.TrimEnd());
                line = new string(' ', Indent);
            }
            line += " " + word;
        }
        text.AppendLine(line);
    }
}
