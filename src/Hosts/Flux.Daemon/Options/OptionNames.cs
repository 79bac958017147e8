using System.Collections.Frozen;

namespace Flux.Daemon.Options;

/// <summary>Every option that a user may give: ours, and those of the reference daemon that mean nothing here (chain reference §12.12).</summary>
internal static class OptionNames
{
    /// <summary>Options that do something. Those of ZMQ come from the list of topics.</summary>
    public static FrozenSet<string> Known { get; } = new[]
    {
        "stratum", "datadir", "conf", "network", "testnet", "regtest", "genesistime", "blocktime", "listen", "bind", "port", "rpcbind", "rpcport", "rpcallowip", "rpcuser",
        "rpcpassword", "rpcauth", "rpccookiefile", "rpcservertimeout", "rest", "explorer", "explorerbind", "explorerport", "blocknotify", "addnode", "connect", "externalip",
        "maxconnections", "txindex", "addressindex", "insightexplorer", "dbcache", "par", "gen", "genthreads", "genproclimit", "mineraddress", "fluxnode", "zelnode",
        "fluxnodeprivkey", "zelnodeprivkey", "fluxnodeoutpoint", "zelnodeoutpoint", "fluxnodeindex", "zelnodeindex", "reindex", "reindex-chainstate", "timestampindex", "prune", "snapshot", "snapshothash", "loadblock", "unshield", "disablewallet", "exportdir", "minrelaytxfee", "limitfreerelay",
        "permitbaremultisig", "datacarrier", "datacarriersize", "mempooltxcostlimit", "mempoolevictionmemoryminutes", "debug", "includeconf",
    }.Concat(OptionReader.NamesOfPeers).Concat(Notifications.ZmqTopics.All.Select(topic => $"zmqpub{topic}")).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Options of the reference daemon that are right here without doing anything: this daemon always behaves so, or has no such part.</summary>
    public static FrozenSet<string> WithoutEffect { get; } = new[]
    {
        "server", "daemon", "printtoconsole", "experimentalfeatures", "rpcthreads", "rpcworkqueue", "shrinkdebugfile", "maxdebugfilesize", "debuglogretainsize", "logips",
        "logtimestamps", "showmetrics", "metricsui", "metricsrefreshtime", "pid", "sysperms", "disabledeprecation", "znconf", "znconflock", "fluxnodeconf",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Options of the reference daemon that this daemon does not follow.</summary>
    public static FrozenSet<string> NotFollowed { get; } = new[]
    {
        "discover", "checkpoints",
        "checkblocks", "checklevel", "maxtipage", "relaypriority",
        "walletnotify", "alertnotify", "alerts", "wallet", "keypool", "paytxfee", "maxtxfee", "mintxfee",
        "txconfirmtarget", "txexpirydelta", "spendzeroconfchange", "rescan", "zapwallettxes", "defaultchangeaddressmainnet", "defaultchangeaddresstestnet", "minetolocalwallet",
        "blockmaxsize", "blockminsize", "blockprioritysize", "equihashsolver", "ponminter", "zelnodeaddr", "fluxnodeaddr", "testnetbenchbypass", "fluxnodep2shprivkey",
        "maxreceivebuffer", "maxsendbuffer", "maxuploadtarget", "tor", "torcontrol", "listenonion", "blocksonly", "disablesafemode",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What to tell the user of a name; null when there is nothing to tell.</summary>
    public static string? WarningOf(string name)
    {
        if (Known.Contains(name) || WithoutEffect.Contains(name)) return null;
        return NotFollowed.Contains(name) ? $"option '{name}' of the reference daemon is not followed here" : $"unknown option '{name}' is ignored";
    }
}
