namespace Flux.Daemon.Rpc.Control;

/// <summary>The commands of fluxd that this daemon does not have, with the reason that callers are told.</summary>
internal static class UnsupportedMethods
{
    private const string Shielded = "this daemon has no shielded wallet";
    private const string Sprout = "this daemon makes no Sprout notes";

    /// <summary>Name and reason.</summary>
    public static IReadOnlyList<(string Name, string Why)> All { get; } =
    [
        .. new[]
        {
            "z_exportkey", "z_exportviewingkey", "z_exportwallet", "z_getbalance", "z_getmigrationstatus", "z_getnewaddress", "z_getoperationresult",
            "z_getoperationstatus", "z_gettotalbalance", "z_importkey", "z_importviewingkey", "z_importwallet", "z_listaddresses", "z_listoperationids",
            "z_listreceivedbyaddress", "z_listunspent", "z_mergetoaddress", "z_sendmany", "z_setmigration", "z_shieldcoinbase", "z_getpaymentdisclosure",
            "z_validatepaymentdisclosure",
        }.Select(name => (name, Shielded)),
        .. new[] { "zcbenchmark", "zcrawjoinsplit", "zcrawkeygen", "zcrawreceive", "zcsamplejoinsplit" }.Select(name => (name, Sprout)),
        ("printsnapshot", "it served the snapshot of 2018 once; balances by address are in getaddressbalance"),
        ("createsporkkeys", "there are no sporks any more"),
        ("rebuildfluxnodedb", "the node list is part of the chain state and undone and redone with it; -reindex builds all anew"),
        ("setmocktime", "this daemon's clock cannot be set"),
    ];
}
