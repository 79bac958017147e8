using Flux.Os.Identity;

namespace Flux.Os.Api.Daemon;

/// <summary>
/// The routes under <c>/daemon</c> that reach fluxd (FluxOS reference §11.6). Not among them, on purpose: what shows, imports or spends with
/// keys of the daemon's wallet, and what starts processes; <c>docs/fluxos-routes.md</c> says so for each.
/// </summary>
internal static class DaemonRouteTable
{
    // Name [= method], then parameters: # number, % decimal, ? flag, { JSON; "=x" a default.
    private static readonly string[] Public =
    [
        "help command", "getinfo",
        "getfluxnodestatus", "getzelnodestatus=getfluxnodestatus", "listfluxnodes filter", "listzelnodes=listfluxnodes filter",
        "viewdeterministicfluxnodelist filter", "viewdeterministiczelnodelist=viewdeterministicfluxnodelist filter",
        "getfluxnodecount", "getzelnodecount=getfluxnodecount", "getdoslist", "getstartlist", "fluxnodecurrentwinner", "zelnodecurrentwinner=fluxnodecurrentwinner",
        "getbestblockhash", "getblock hashheight verbosity#=2", "getblockchaininfo", "getblockcount", "getblockdeltas hash", "getblockhash index#", "getblockheader hash verbose?",
        "getchaintips", "getdifficulty", "getmempoolinfo", "getrawmempool verbose?", "gettxout txid n# includemempool?", "gettxoutproof txids{ blockhash", "gettxoutsetinfo",
        "verifytxoutproof proof", "getblocksubsidy height#", "getblocktemplate jsonrequestobject{", "getlocalsolps", "getmininginfo",
        "getnetworkhashps blocks# height#", "getnetworksolps blocks# height#", "getconnectioncount", "getdeprecationinfo", "getnettotals", "getnetworkinfo", "getpeerinfo", "listbanned",
        "estimatefee nblocks#", "estimatepriority nblocks#", "validateaddress fluxaddress", "zvalidateaddress=z_validateaddress zaddr",
        "getrawtransaction txid verbose#", "getbenchmarks", "getbenchstatus",
    ];

    private static readonly string[] PublicWithPost =
    [
        "createrawtransaction transactions{ addresses{ locktime# expiryheight#", "decoderawtransaction hexstring", "decodescript hex", "sendrawtransaction hexstring allowhighfees?",
        "createmultisig n# keys{", "verifymessage fluxaddress signature message",
    ];

    private static readonly string[] OfUsers = ["submitblock hexdata jsonparametersobject{"];

    private static readonly string[] OfOperators =
    [
        "prioritisetransaction txid prioritydelta% feedelta#", "verifychain checklevel# numblocks#", "addnode node command", "clearbanned", "disconnectnode node",
        "getaddednodeinfo dns? node", "setban ip command bantime# absolute?", "stop", "ping",
    ];

    private static readonly TimeSpan UsualLife = TimeSpan.FromSeconds(30);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DaemonRoute> All { get; } =
    [
        .. Public.Select(row => Read(row, null, hasPost: false)).Select(route => route with { Life = LifeOf(route.Name) }),
        .. PublicWithPost.Select(row => Read(row, null, hasPost: true)),
        .. OfUsers.Select(row => Read(row, Privilege.User, hasPost: true)),
        .. OfOperators.Select(row => Read(row, Privilege.AdminAndFluxTeam, hasPost: false)),
        Read("getspentinfo txid index#", null, true, ParameterShape.Output) with { Life = UsualLife },
        Read("getblockhashes high# low# noorphans? logicaltimes?", null, true, ParameterShape.TimeRange) with { Life = UsualLife },
        Read("getaddresstxids address start# end#", null, true, ParameterShape.Addresses),
        Read("getaddressbalance address", null, true, ParameterShape.Addresses),
        Read("getaddressdeltas address start# end# chaininfo?", null, true, ParameterShape.Addresses),
        Read("getaddressutxos address chaininfo?", null, true, ParameterShape.Addresses),
        Read("getaddressmempool address", null, true, ParameterShape.Addresses),
    ];

    private static DaemonRoute Read(string row, Privilege? who, bool hasPost, ParameterShape shape = ParameterShape.Positional)
    {
        var words = row.Split(' ');
        var names = words[0].Split('=');
        return new DaemonRoute(names[0], names[^1], who, shape, [.. words.Skip(1).Select(Parameter)], hasPost, TimeSpan.Zero);
    }

    // FluxOS reference §11.6, column "cache".
    private static TimeSpan LifeOf(string name) => name switch
    {
        "getrawtransaction" => TimeSpan.Zero,
        "getfluxnodestatus" or "getzelnodestatus" => TimeSpan.FromSeconds(60),
        "help" => TimeSpan.FromHours(1),
        _ => UsualLife,
    };

    private static DaemonParameter Parameter(string word)
    {
        var (left, fallback) = word.Split('=') is [var a, var b] ? (a, b) : (word, null);
        return char.IsAsciiLetterOrDigit(left[^1]) ? new DaemonParameter(left, ' ', fallback) : new DaemonParameter(left[..^1], left[^1], fallback);
    }
}
