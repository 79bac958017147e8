namespace Flux.Os.Api.Refused;

/// <summary>Routes of the existing network that this project does not serve, and why: the same reasons as in docs/fluxos-routes.md, which a test compares.</summary>
internal static class RefusedRouteTable
{
    /// <summary>Whole families: everything below a path.</summary>
    public static readonly (string Path, string Why)[] Families =
    [
        ("/syncthing", "no Syncthing here; replication is our own"),
        ("/apps/fluxshare", "not part of a cloud node"),
    ];

    /// <summary>Single routes as <c>METHOD /path</c>, by reason. Parameters behind the path do not matter.</summary>
    public static IEnumerable<(string Method, string Path, string Why)> Routes => Reasons.SelectMany(reason =>
        reason.Routes.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(route => route.Split(' ')).Select(parts => (parts[0], parts[1], reason.Why)));

    private static readonly (string Why, string Routes)[] Reasons =
    [
        ("belongs to services or features that this project does not have",
            """
            GET /flux/geolocation, GET /flux/pgp, GET /flux/kadena, GET /flux/marketplaceurl, GET /flux/adjustkadena
            """),
        ("connections are in the log; no list of them is kept",
            """
            GET /flux/peerhistory
            """),
        ("peers follow from the node list on the chain, which everybody can read",
            """
            GET /flux/topology
            """),
        ("no UPnP in fluxos; ports are the operator's",
            """
            POST /flux/keepupnpportsopen, GET /flux/allowport, GET /flux/mapport, GET /flux/unmapport, GET /flux/getmap,
            GET /flux/getip, GET /flux/getgateway
            """),
        ("the port stands in the node's configuration and in its confirmation on the chain; changed here alone it would take the node off the network",
            """
            GET /flux/adjustapiport
            """),
        ("fluxos does not control other services",
            """
            GET /flux/reindexdaemon, GET /flux/startbenchmark, GET /flux/restartbenchmark, GET /flux/startdaemon,
            GET /flux/restartdaemon, GET /flux/daemondebug, GET /flux/benchmarkdebug, GET /flux/taildaemondebug,
            GET /flux/tailbenchmarkdebug
            """),
        ("updates are the package manager's business, not a remote command's",
            """
            GET /flux/entermaster, GET /flux/enterdevelopment, GET /flux/updateflux, GET /flux/softupdateflux,
            GET /flux/softupdatefluxinstall, GET /flux/hardupdateflux, GET /flux/rebuildhome, GET /flux/updatedaemon,
            GET /flux/updatebenchmark
            """),
        ("peers follow from the chain; nobody injects messages or peers by hand",
            """
            GET /flux/broadcastmessage, GET /flux/broadcastmessagetooutgoing, GET /flux/broadcastmessagetoincoming,
            GET /flux/addpeer, GET /flux/removepeer, GET /flux/addoutgoingpeer, GET /flux/removeincomingpeer,
            GET /flux/startdiscovery, POST /flux/broadcastmessage, POST /flux/broadcastmessagetooutgoing,
            POST /flux/broadcastmessagetoincoming
            """),
        ("paths of the machine are not told over HTTP",
            """
            GET /flux/backendfolder
            """),
        ("a chain folder is copied with fluxd's own tools, not streamed by fluxos",
            """
            GET /flux/streamchainpreparation, POST /flux/streamchain
            """),
        ("for the existing project's tests only",
            """
            GET /flux/eventstream
            """),
        ("needs closed software",
            """
            GET /arcane/authchallenge, POST /arcane/configsync
            """),
        ("no price feed is trusted; prices are in FLUX",
            """
            GET /apps/getappspecsusdprice
            """),
        ("tampering with a container is not looked for",
            """
            GET /apps/tamperingevents
            """),
        ("the registry is a fold over the chain and needs no repair commands",
            """
            GET /apps/checkhashes, GET /apps/requestmessage, GET /apps/createfluxnetwork,
            GET /apps/rescanglobalappsinformation, GET /apps/reindexglobalappsinformation,
            GET /apps/reindexglobalappslocation, GET /apps/reconstructhashes
            """),
        ("nothing but validation happens for an unpaid message; placement follows from the chain",
            """
            GET /apps/installapplocally
            """),
        ("an encrypted version 8 needs a key that only closed software holds; our own networks seal secret fields for everyone (`flux app`)",
            """
            POST /apps/getpublickey
            """),
        ("an address format of another chain; no such index",
            """
            GET /explorer/fusion/coinbase
            """),
        ("fluxos keeps no index of its own; fluxd's is asked",
            """
            GET /explorer/reindex, GET /explorer/restart, GET /explorer/stop, GET /explorer/rescan
            """),
        ("of the daemon's wallet; use `flux wallet`",
            """
            GET /daemon/fundrawtransaction, GET /daemon/gettransaction, POST /daemon/fundrawtransaction
            """),
        ("fluxos does not start or stop other services; their supervisor does",
            """
            GET /daemon/reindex, GET /daemon/start, GET /daemon/restart, GET /daemon/startbenchmark,
            GET /daemon/stopbenchmark
            """),
        ("keys and coins of the daemon's wallet are not reachable over a node's public port; use `flux wallet`",
            """
            GET /daemon/createfluxnodekey, GET /daemon/createzelnodekey, GET /daemon/listfluxnodeconf,
            GET /daemon/listzelnodeconf, GET /daemon/getfluxnodeoutputs, GET /daemon/getzelnodeoutputs,
            GET /daemon/startfluxnode, GET /daemon/startzelnode, GET /daemon/startdeterministicfluxnode,
            GET /daemon/startdeterministiczelnode, GET /daemon/signrawtransaction, GET /daemon/addmultisigaddress,
            GET /daemon/backupwallet, GET /daemon/dumpprivkey, GET /daemon/getbalance, GET /daemon/getnewaddress,
            GET /daemon/getrawchangeaddress, GET /daemon/getreceivedbyaddress, GET /daemon/getunconfirmedbalance,
            GET /daemon/getwalletinfo, GET /daemon/importaddress, GET /daemon/importprivkey, GET /daemon/importwallet,
            GET /daemon/keypoolrefill, GET /daemon/listaddressgroupings, GET /daemon/listlockunspent,
            GET /daemon/listreceivedbyaddress, GET /daemon/listsinceblock, GET /daemon/listtransactions,
            GET /daemon/listunspent, GET /daemon/lockunspent, GET /daemon/rescanblockchain, GET /daemon/sendfrom,
            GET /daemon/sendmany, GET /daemon/sendtoaddress, GET /daemon/settxfee, GET /daemon/signmessage,
            POST /daemon/signrawtransaction, POST /daemon/addmultisigaddress, POST /daemon/sendfrom,
            POST /daemon/sendmany, POST /daemon/sendtoaddress, POST /daemon/signmessage
            """),
        ("shielded wallet: this project has none",
            """
            GET /daemon/zexportkey, GET /daemon/zexportviewingkey, GET /daemon/zgetbalance,
            GET /daemon/zgetmigrationstatus, GET /daemon/zgetnewaddress, GET /daemon/zgetoperationresult,
            GET /daemon/zgetoperationstatus, GET /daemon/zgettotalbalance, GET /daemon/zimportkey,
            GET /daemon/zimportviewingkey, GET /daemon/zimportwallet, GET /daemon/zlistaddresses,
            GET /daemon/zlistoperationids, GET /daemon/zlistreceivedbyaddress, GET /daemon/zlistunspent,
            GET /daemon/zmergetoaddress, GET /daemon/zsendmany, GET /daemon/zsetmigration, GET /daemon/zshieldcoinbase,
            GET /daemon/zcrawjoinsplit, GET /daemon/zcrawkeygen, GET /daemon/zcrawreceive, GET /daemon/zcsamplejoinsplit,
            GET /daemon/zcbenchmark, POST /daemon/zsendmany, POST /daemon/zcrawjoinsplit, POST /daemon/zcrawreceive
            """),
    ];
}
