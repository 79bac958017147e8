using System.Text.Json;
using Flux.Contracts.Rpc;

namespace Flux.Contracts.Tests.Rpc;

/// <summary>The typed calls read what fluxd 9.0.6 answered (<c>shared/golden/recorded/rpc</c>), so they work with both daemons.</summary>
public sealed class TypedCallTests
{
    private static readonly string[] Some = ["tmY5X7gRwYGjxcgJwRVyptQFoJed76rzfE3"];

    [Fact]
    public async Task Heights_and_hashes()
    {
        (await AskAsync("getblockcount", client => client.BlockCountAsync())).ShouldBe(1400);
        (await AskAsync("getbestblockhash", client => client.BestBlockHashAsync())).ShouldBe("fb17a59e1d5c161c8e3aad882b5a55921e61bc76958bc8473831393fea1f0ad2");
        (await AskAsync("getblockhash", client => client.BlockHashAsync(0))).ShouldStartWith("01998760");
        (await AskAsync("getconnectioncount", client => client.ConnectionCountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task State_without_what_only_our_daemon_says()
    {
        var info = await AskAsync("getblockchaininfo", client => client.ChainInfoAsync());
        info.ShouldBe(new ChainInfo("regtest", 1400, 1400, "fb17a59e1d5c161c8e3aad882b5a55921e61bc76958bc8473831393fea1f0ad2", null, null, null));
        using var own = new StubServer("""{"result":{"chain":"local","blocks":3,"headers":4,"bestblockhash":"aa","initialblockdownload":true,"settleddepth":3,"genesisblockhash":"bb"},"error":null,"id":1}""");
        using var client = new FluxdClient(own.Address, RpcCredentials.Password("u", "p"));
        (await client.ChainInfoAsync()).ShouldBe(new ChainInfo("local", 3, 4, "aa", true, 3, "bb"));
    }

    [Fact]
    public async Task Outputs_and_transactions()
    {
        var output = (await AskAsync("gettxout", client => client.UnspentOutputAsync("cda81cbc", 72))).ShouldNotBeNull();
        output.Confirmations.ShouldBeGreaterThan(0);
        output.Script.ShouldStartWith("76a914");
        output.EscrowBlocks.ShouldBeNull();
        (await AskAsync("gettxout", client => client.UnspentOutputAsync("00", 0), entry => entry.Contains("\"result\":null,\"error\":null", StringComparison.Ordinal))).ShouldBeNull();
        (await AskAsync("sendrawtransaction", client => client.SendTransactionAsync([1]))).ShouldBe("8e5681df67b2305469835d8141e025c66be73ebcfbebb66a19748de9d8b191b9");
        (await AskAsync("getrawmempool", client => client.WaitingTransactionsAsync(), entry => entry.Contains("1419da66", StringComparison.Ordinal))).Count.ShouldBe(2);
        (await AskAsync("getblock", client => client.BlockAsync("0"), entry => entry.StartsWith("{\"result\":\"0", StringComparison.Ordinal))).Length.ShouldBeGreaterThan(100);
        (await AskAsync("getrawtransaction", client => client.TransactionAsync("00"), entry => entry.StartsWith("{\"result\":\"0", StringComparison.Ordinal))).Length.ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task The_address_index()
    {
        var outputs = await AskAsync("getaddressutxos", client => client.AddressOutputsAsync(Some));
        outputs[0].ShouldBe(new AddressOutput("tmRucHD85zgSigtA4sJJBDbPkMUJDcw5XDE", "28a82cbb75b92fc5881ddbef7ff615c63a960d62267206b01ae143dd62a114f4", 1, "76a914b1a3111de491cc77362286ee26256c699cb5bb4d88ac", 300000000000000, 10, null));
        var changes = await AskAsync("getaddressmempool", client => client.WaitingChangesAsync(Some));
        changes.Sum(change => change.Satoshis).ShouldBe(-2000);
        changes.Count(change => change.SpentTransaction is not null).ShouldBe(2);
        (await AskAsync("getaddressbalance", client => client.AddressBalanceAsync(Some))).Received.ShouldBeGreaterThan(0);
        (await AskAsync("getaddresstxids", client => client.AddressTransactionsAsync(Some))).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Nodes()
    {
        var nodes = await AskAsync("viewdeterministicfluxnodelist", client => client.FluxNodesAsync());
        nodes.Count.ShouldBe(34);
        (nodes[0].Transaction, nodes[0].Index, nodes[0].Tier, nodes[0].Rank, nodes[0].Ip).ShouldBe(("823b19807a82d1a84f44e48ee0f5def9139efb83d76fef01127d8d3fc24cc246", 0u, "CUMULUS", 0, "10.101.110.226:16127"));
        (await Should.ThrowAsync<RpcException>(() => AskAsync("getfluxnodestatus", client => client.FluxNodeStatusAsync(), _ => true))).Code.ShouldBe(RpcErrorCode.Misc);
    }

    [Fact]
    public async Task An_answer_of_another_shape_is_no_fluxds()
    {
        using var server = new StubServer("""{"result":{"height":"x"},"error":null,"id":1}""");
        using var client = new FluxdClient(server.Address, RpcCredentials.Password("u", "p"));
        (await Should.ThrowAsync<RpcUnreachableException>(() => client.WaitForTipAsync(null, 5))).Message.ShouldContain("waitfornewblock");
        server.LastBody.ShouldContain("\"params\":[5]");
    }

    /// <summary>Calls against a server that answers as recorded: the first good answer of the method, or the first that fits.</summary>
    private static async Task<T> AskAsync<T>(string method, Func<FluxdClient, Task<T>> call, Func<string, bool>? fits = null)
    {
        fits ??= entry => !entry.Contains("\"result\":null", StringComparison.Ordinal);
        var response = SharedData.ReadJson($"recorded/rpc/{method}.json").EnumerateArray().Select(entry => entry.TryGetProperty("response", out var text) ? text.GetString()! : "").First(text => text.Length > 0 && fits(text));
        using var server = new StubServer(response);
        using var client = new FluxdClient(server.Address, RpcCredentials.Password("u", "p"));
        return await call(client);
    }
}
