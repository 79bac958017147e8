using System.Text.Json.Nodes;
using Flux.Contracts.Rpc;

namespace Flux.Os.Api;

/// <summary><c>/daemon/…</c>: read-only questions that are passed on to fluxd (FluxOS reference §11.6).</summary>
internal static class DaemonEndpoints
{
    // Route name → JSON-RPC method; only such that change nothing and tell no secrets.
    private static readonly (string Route, string Method)[] Plain =
    [
        ("getinfo", "getinfo"), ("getblockcount", "getblockcount"), ("getbestblockhash", "getbestblockhash"), ("getblockchaininfo", "getblockchaininfo"),
        ("getdifficulty", "getdifficulty"), ("getchaintips", "getchaintips"), ("getmempoolinfo", "getmempoolinfo"), ("getmininginfo", "getmininginfo"),
        ("getnetworkinfo", "getnetworkinfo"), ("getconnectioncount", "getconnectioncount"), ("getpeerinfo", "getpeerinfo"), ("getnettotals", "getnettotals"),
        ("getzelnodecount", "getfluxnodecount"), ("getfluxnodecount", "getfluxnodecount"), ("getzelnodestatus", "getfluxnodestatus"),
        ("getfluxnodestatus", "getfluxnodestatus"), ("listzelnodes", "listfluxnodes"), ("listfluxnodes", "listfluxnodes"),
        ("viewdeterministiczelnodelist", "viewdeterministicfluxnodelist"), ("viewdeterministicfluxnodelist", "viewdeterministicfluxnodelist"),
        ("getdoslist", "getdoslist"), ("getstartlist", "getstartlist"), ("zelnodecurrentwinner", "fluxnodecurrentwinner"),
        ("fluxnodecurrentwinner", "fluxnodecurrentwinner"), ("getblocksubsidy", "getblocksubsidy"), ("getrawmempool", "getrawmempool"),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var daemon = routes.MapGroup("/daemon").WithTags("daemon");
        foreach (var (route, method) in Plain) daemon.MapGet($"/{route}", (FluxdClient fluxd, CancellationToken cancel) => CallAsync(fluxd, method, [], cancel)).WithSummary($"fluxd's {method}");
        daemon.MapGet("/getblock/{hash}/{verbosity:int?}", (FluxdClient fluxd, string hash, int? verbosity, CancellationToken cancel) => CallAsync(fluxd, "getblock", [hash, verbosity ?? 1], cancel));
        daemon.MapGet("/getblockheader/{hash}", (FluxdClient fluxd, string hash, CancellationToken cancel) => CallAsync(fluxd, "getblockheader", [hash], cancel));
        daemon.MapGet("/getblockhash/{index:int}", (FluxdClient fluxd, int index, CancellationToken cancel) => CallAsync(fluxd, "getblockhash", [index], cancel));
        daemon.MapGet("/getrawtransaction/{txid}/{verbose:int?}", (FluxdClient fluxd, string txid, int? verbose, CancellationToken cancel) => CallAsync(fluxd, "getrawtransaction", [txid, verbose ?? 0], cancel));
        daemon.MapGet("/getaddressbalance/{address}", (FluxdClient fluxd, string address, CancellationToken cancel) => CallAsync(fluxd, "getaddressbalance", [address], cancel));
        daemon.MapGet("/getaddressutxos/{address}", (FluxdClient fluxd, string address, CancellationToken cancel) => CallAsync(fluxd, "getaddressutxos", [address], cancel));
    }

    private static async Task<IResult> CallAsync(FluxdClient fluxd, string method, object[] parameters, CancellationToken cancel)
    {
        try
        {
            var array = new JsonArray();
            foreach (var parameter in parameters) array.Add(parameter is int number ? JsonValue.Create(number) : JsonValue.Create((string)parameter));
            return Answer.Success(await fluxd.CallAsync(method, array, cancel).ConfigureAwait(false));
        }
        catch (RpcException e)
        {
            return Answer.Error(e.Message, "RpcError", e.Code);
        }
        catch (RpcUnreachableException e)
        {
            return Answer.Error(e.Message, "CONNERROR");
        }
    }
}
