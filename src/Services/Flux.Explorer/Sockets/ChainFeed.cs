using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Contracts.Rpc;
using Flux.Explorer.Insight;

namespace Flux.Explorer.Sockets;

/// <summary>
/// Tells the connected clients of new blocks and transactions: asks the daemon for its tip with <c>waitfornewblock</c>, which answers at once when it
/// moved and otherwise after a second, and looks at the pool then. Asks nothing while nobody listens.
/// </summary>
internal sealed class ChainFeed(IChainCalls chain, SocketSessions sessions, TimeProvider time)
{
    private const int WaitMilliseconds = 1000;
    private const int MostNews = 500;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private string? _tip;
    private HashSet<string>? _pool;

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var rest = new PeriodicTimer(Rest, time);
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                if (!sessions.Listening.Any())
                {
                    (_tip, _pool) = (null, null);
                    await rest.WaitForNextTickAsync(cancellation).ConfigureAwait(false);
                    continue;
                }
                try
                {
                    await LookAsync(cancellation).ConfigureAwait(false);
                }
                catch (Exception e) when (e is RpcException or RpcUnreachableException)
                {
                    await rest.WaitForNextTickAsync(cancellation).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        _tip ??= (await chain.CallAsync("getbestblockhash", cancellation).ConfigureAwait(false)).GetString();
        var tip = (await chain.CallAsync("waitfornewblock", cancellation, WaitMilliseconds, _tip).ConfigureAwait(false)).GetProperty("hash").GetString()!;
        if (tip != _tip)
        {
            _tip = tip;
            await TellBlockAsync(tip, cancellation).ConfigureAwait(false);
        }
        var pool = (await chain.CallAsync("getrawmempool", cancellation).ConfigureAwait(false)).EnumerateArray().Select(id => id.GetString()!).ToHashSet();
        // What waited already when the first client came is no news.
        foreach (var id in pool.Where(id => _pool?.Contains(id) == false).Take(MostNews)) await TellTransactionAsync(id, cancellation).ConfigureAwait(false);
        _pool = pool;
    }

    private async Task TellBlockAsync(string hash, CancellationToken cancellation)
    {
        foreach (var session in sessions.Listening)
        {
            if (session.IsIn("inv")) session.Send(SocketPackets.EventOf("block", hash));
            if (session.IsIn("flux")) session.Send(SocketPackets.EventOf("flux/block", hash));
        }
        var ids = (await chain.CallAsync("getblock", cancellation, hash, 1).ConfigureAwait(false)).GetProperty("tx").EnumerateArray().Select(id => id.GetString()!);
        // Those of the pool were told when they came.
        foreach (var id in ids.Where(id => _pool?.Contains(id) != true).Take(MostNews)) await TellTransactionAsync(id, cancellation).ConfigureAwait(false);
    }

    private async Task TellTransactionAsync(string id, CancellationToken cancellation)
    {
        JsonElement tx;
        try
        {
            tx = await chain.CallAsync("getrawtransaction", cancellation, id, 1).ConfigureAwait(false);
        }
        catch (RpcException)
        {
            // Gone again.
            return;
        }
        var shown = InsightTransaction.Of(tx);
        var news = NewsOf(shown);
        var touched = AddressesOf(shown);
        foreach (var session in sessions.Listening)
        {
            if (session.IsIn("inv")) session.Send(SocketPackets.EventOf("tx", news));
            if (session.IsIn("flux")) session.Send(SocketPackets.EventOf("flux/tx", news));
            foreach (var address in touched.Where(session.Follows)) session.Send(SocketPackets.EventOf("bitcoind/addresstxid", new JsonObject { ["address"] = address, ["txid"] = id }));
        }
    }

    private static JsonObject NewsOf(JsonObject tx)
    {
        var outputs = new JsonArray();
        foreach (var output in tx["vout"]!.AsArray())
        {
            if (output!["scriptPubKey"]!["addresses"] is not JsonArray { Count: > 0 } addresses) continue;
            outputs.Add(new JsonObject { [addresses[0]!.GetValue<string>()] = (long)(decimal.Parse(output["value"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture) * 100_000_000m) });
        }
        return new JsonObject { ["txid"] = tx["txid"]!.DeepClone(), ["valueOut"] = tx["valueOut"]!.DeepClone(), ["vout"] = outputs, ["isRBF"] = false };
    }

    private static HashSet<string> AddressesOf(JsonObject tx)
    {
        var touched = tx["vin"]!.AsArray().Select(input => input!["addr"]?.GetValue<string>()).OfType<string>().ToHashSet();
        foreach (var output in tx["vout"]!.AsArray())
        {
            if (output!["scriptPubKey"]!["addresses"] is JsonArray addresses) touched.UnionWith(addresses.Select(address => address!.GetValue<string>()));
        }
        return touched;
    }
}
