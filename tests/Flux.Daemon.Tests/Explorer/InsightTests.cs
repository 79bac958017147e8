using System.Net;
using System.Text;
using System.Text.Json;
using Flux.Daemon.Tests.Rpc.Replay;

namespace Flux.Daemon.Tests.Explorer;

/// <summary>The Insight routes over the recorded chain, with the members that wallets read (wallet reference §1.8, §4.2).</summary>
public sealed class InsightTests(RecordedDaemon daemon) : ExplorerTest(daemon)
{
    private const string Miner = "tmRucHD85zgSigtA4sJJBDbPkMUJDcw5XDE";
    private const string Developer = "t2GoxS2SRmLQDnTyWePHjKD3izvFsKUAjrH";
    private const string Waiting = "tmY5X7gRwYGjxcgJwRVyptQFoJed76rzfE3";
    private const string WaitingId = "1419da66ef398a115b8b996038ce96f0e7cc7f3839518a1eb3ddaf5210749a2f";

    private static readonly string[] MinedCoin = ["address", "txid", "vout", "scriptPubKey", "amount", "satoshis", "height", "confirmations"];

    [Fact]
    public async Task An_address_has_sums_and_counts()
    {
        var shown = await GetAsync($"addr/{Developer}?noTxList=1");
        Names(shown).ShouldBe(["addrStr", "balance", "balanceSat", "totalReceived", "totalReceivedSat", "totalSent", "totalSentSat", "unconfirmedBalance", "unconfirmedBalanceSat", "unconfirmedTxApperances", "txApperances"]);
        var recorded = Daemon.Calls.First(call => call.Method == "getaddressbalance" && call.Request.Contains(Developer, StringComparison.Ordinal) && call.Status == 200);
        using var answer = JsonDocument.Parse(recorded.Response!);
        shown.GetProperty("balanceSat").GetInt64().ShouldBe(answer.RootElement.GetProperty("result").GetProperty("balance").GetInt64());
        shown.GetProperty("totalReceivedSat").GetInt64().ShouldBe(answer.RootElement.GetProperty("result").GetProperty("received").GetInt64());
        (await TextAsync($"addr/{Developer}/balance")).ShouldBe(shown.GetProperty("balanceSat").GetRawText());
        var list = (await GetAsync($"addr/{Developer}?from=0&to=3")).GetProperty("transactions");
        list.GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task Coins_have_what_wallets_need_to_spend_them()
    {
        var coins = await GetAsync($"addr/{Miner}/utxo");
        coins.GetArrayLength().ShouldBe(1);
        Names(coins[0]).ShouldBe(MinedCoin);
        coins[0].GetProperty("satoshis").GetInt64().ShouldBe(300000000000000);
        coins[0].GetProperty("amount").GetRawText().ShouldBe("3000000");
        coins[0].GetProperty("confirmations").GetInt32().ShouldBe(1400 - 10 + 1);
        coins[0].GetProperty("scriptPubKey").GetString().ShouldBe("76a914b1a3111de491cc77362286ee26256c699cb5bb4d88ac");
        (await GetAsync($"addrs/{Miner},{Developer}/unspent")).GetArrayLength().ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Only_immature_coinbases_say_that_they_are_some()
    {
        var coins = (await GetAsync($"addrs/{Developer}/unspent")).EnumerateArray().ToList();
        coins.Where(coin => coin.GetProperty("confirmations").GetInt32() < 100).ShouldAllBe(coin => coin.GetProperty("coinbase").GetBoolean());
        coins.Where(coin => coin.GetProperty("confirmations").GetInt32() >= 100).ShouldNotContain(coin => Names(coin).Contains("coinbase"));
        coins.Select(coin => coin.GetProperty("confirmations").GetInt32()).ShouldBeInOrder();
    }

    [Fact]
    public async Task Waiting_transactions_count_in_utxo_and_not_in_unspent()
    {
        var coins = (await GetAsync($"addrs/{Waiting}/utxo")).EnumerateArray().ToList();
        var waiting = coins.Where(coin => coin.GetProperty("confirmations").GetInt32() == 0).ShouldHaveSingleItem();
        waiting.GetProperty("txid").GetString().ShouldBe(WaitingId);
        waiting.GetProperty("satoshis").GetInt64().ShouldBe(7419210668);
        Names(waiting).ShouldBe(["address", "txid", "vout", "scriptPubKey", "amount", "satoshis", "confirmations", "ts"]);
        coins.Count.ShouldBe((await GetAsync($"addrs/{Waiting}/unspent")).GetArrayLength() + 1);
        (await TextAsync($"addr/{Waiting}/unconfirmedBalance")).ShouldBe("-2000");
    }

    [Fact]
    public async Task Transactions_are_paged_newest_first()
    {
        var page = await GetAsync($"addrs/{Waiting}/txs?from=0&to=5");
        Names(page).ShouldBe(["totalItems", "from", "to", "items"]);
        page.GetProperty("items").GetArrayLength().ShouldBe(3);
        (page.GetProperty("totalItems").GetInt32(), page.GetProperty("to").GetInt32()).ShouldBe((3, 3));
        page.GetProperty("items").EnumerateArray().Take(2).Select(item => item.GetProperty("txid").GetString()).ShouldContain(WaitingId);
        page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("blockheight").GetInt32() < 0).ShouldBe([true, true, false]);
        (await Http.GetAsync(new Uri($"addrs/{Waiting}/txs?from=0&to=51", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var posted = await PostAsync("addrs/txs", $$"""{"addrs":"{{Waiting}}","from":1,"to":2}""");
        posted.GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task An_ordinary_transaction_has_values_fees_and_scripts()
    {
        var tx = await GetAsync($"tx/{WaitingId}");
        ((string[])["txid", "version", "locktime", "isCoinBase", "vin", "vout", "blockheight", "confirmations", "valueOut", "size", "valueIn", "fees", "fOverwintered", "nVersionGroupId", "nExpiryHeight"]).ShouldBeSubsetOf(Names(tx));
        Names(tx.GetProperty("vin")[0]).ShouldBe(["txid", "vout", "sequence", "n", "scriptSig", "addr", "valueSat", "value", "doubleSpentTxID"]);
        Names(tx.GetProperty("vout")[0]).ShouldBe(["value", "n", "scriptPubKey", "spentTxId", "spentIndex", "spentHeight"]);
        Names(tx.GetProperty("vout")[0].GetProperty("scriptPubKey")).ShouldBe(["hex", "asm", "addresses", "type"]);
        tx.GetProperty("vout")[0].GetProperty("value").GetString().ShouldBe("74.19210668");
        tx.GetProperty("fees").GetDecimal().ShouldBe(0.00001m);
        tx.GetProperty("size").GetInt32().ShouldBe(211);
    }

    [Theory]
    [InlineData("e857c0b38aa107ac61e992f5692affe875e8a786b4abb8d5419a038dcf4086c8", 4, "updateType,benchmarkTier,benchmarkSigTime,benchmarkSig,ip")]
    public async Task A_node_transaction_has_its_own_members(string id, int type, string members)
    {
        var tx = await GetAsync($"tx/{id}");
        tx.GetProperty("nType").GetInt32().ShouldBe(type);
        ((string[])["type", "collateralOutput", "collateralOutputHash", "collateralOutputIndex", "sigTime", "sig", .. members.Split(',')]).ShouldBeSubsetOf(Names(tx));
    }

    [Fact]
    public async Task A_block_is_found_by_hash_and_height()
    {
        var hash = (await GetAsync("block-index/300")).GetProperty("blockHash").GetString();
        var block = await GetAsync($"block/{hash}");
        Names(block).ShouldBe(
            ["hash", "size", "height", "version", "merkleroot", "tx", "time", "nonce", "bits", "difficulty", "chainwork", "confirmations", "previousblockhash", "nextblockhash", "reward", "isMainChain", "minedBy", "solution", "poolInfo"]);
        block.GetProperty("height").GetInt32().ShouldBe(300);
        block.GetProperty("reward").GetDecimal().ShouldBe(37.5m);
        (await GetAsync($"rawblock/{hash}")).GetProperty("rawblock").GetString()!.Length.ShouldBe(2 * block.GetProperty("size").GetInt32());
        (await GetAsync($"txs?block={hash}")).GetProperty("txs").GetArrayLength().ShouldBe(block.GetProperty("tx").GetArrayLength());
        (await GetAsync("blocks?limit=3")).GetProperty("blocks").EnumerateArray().Select(line => line.GetProperty("height").GetInt32()).ShouldBe([1400, 1399, 1398]);
    }

    [Fact]
    public async Task State_is_told_as_wallets_ask_for_it()
    {
        var info = (await GetAsync("status?getinfo")).GetProperty("info");
        Names(info).ShouldBe(["version", "protocolversion", "walletversion", "blocks", "timeoffset", "connections", "proxy", "difficulty", "testnet", "relayfee", "errors", "network", "reward"]);
        info.GetProperty("reward").GetDecimal().ShouldBe(6.6961566m, "subsidy of height 1401 on the recorded network");
        var sync = await GetAsync("sync");
        (sync.GetProperty("blockChainHeight").GetInt32(), sync.GetProperty("height").GetInt32(), sync.GetProperty("status").GetString()).ShouldBe((1400, 1400, "finished"));
        (await GetAsync("status?q=getBestBlockHash")).GetProperty("bestblockhash").GetString()!.Length.ShouldBe(64);
        Names(await GetAsync("utils/estimatefee?nbBlocks=2,6")).ShouldBe(["2", "6"]);
        (await TextAsync("supply")).ShouldStartWith("29074637.");
        (await GetAsync("circulation")).GetProperty("circsupplydig").GetString().ShouldBe("29,074,637");
    }

    [Fact]
    public async Task Nodes_are_listed_and_filtered()
    {
        var all = await GetAsync("fluxnode/listfluxnodes");
        Names(all).ShouldBe(["result", "error", "id"]);
        all.GetProperty("result").GetArrayLength().ShouldBe(34);
        var first = all.GetProperty("result")[0];
        var posted = await PostAsync("zelnode/listfluxnodes", $$"""{"filter":"{{first.GetProperty("txhash").GetString()}}-{{first.GetProperty("outidx").GetString()}},nothing"}""");
        posted.GetProperty("result").GetArrayLength().ShouldBe(1);
        (await GetAsync("fluxnode/startlist")).GetProperty("result").GetArrayLength().ShouldBe(0);
        var address = first.GetProperty("payment_address").GetString();
        (await GetAsync($"fluxnode/addrs/{address}/utxo")).EnumerateArray().Select(coin => coin.GetProperty("satoshis").GetInt64()).ShouldAllBe(value => value == 100000000000 || value == 1250000000000 || value == 4000000000000);
    }

    [Theory]
    [InlineData("tx/1111111111111111111111111111111111111111111111111111111111111111", 404, "Not found")]
    [InlineData("block/1111111111111111111111111111111111111111111111111111111111111111", 404, "Not found")]
    [InlineData("nothing", 404, "Not found")]
    [InlineData("tx/zz", 400, "parameter 1 must be hexadecimal string (not 'zz'). Code:-8")]
    [InlineData("addr/t1bad", 400, "Invalid address. Code:-5")]
    [InlineData("addrs/,/utxo", 400, "Must include address. Code:1")]
    [InlineData("txs?pageNum=x&address=a", 400, "\"pageNum\" must be a whole number, not 'x'. Code:1")]
    public async Task Faults_are_told_in_insights_manner(string path, int status, string text)
    {
        var answer = await Http.GetAsync(new Uri(path, UriKind.Relative));
        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(text);
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
    }

    [Theory]
    [InlineData("""{"rawtx":"00"}""", "TX decode failed. Code:-22")]
    [InlineData("{}", "rawtx expected. Code:1")]
    [InlineData("[]", "The body must be a JSON object. Code:1")]
    [InlineData("x", "The body must be a JSON object. Code:1")]
    public async Task A_transaction_that_cannot_be_sent_is_refused_with_a_text(string body, string text)
    {
        var answer = await Http.PostAsync(new Uri("tx/send", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(text);
    }

    [Fact]
    public async Task Messages_are_verified()
    {
        var call = Daemon.Calls.First(call => call.Method == "verifymessage" && call.Response?.Contains("\"result\":true", StringComparison.Ordinal) == true);
        using var request = JsonDocument.Parse(call.Request);
        var parameters = request.RootElement.GetProperty("params").EnumerateArray().Select(value => Uri.EscapeDataString(value.GetString()!)).ToList();
        (await GetAsync($"messages/verify?address={parameters[0]}&signature={parameters[1]}&message={parameters[2]}")).GetProperty("result").GetBoolean().ShouldBeTrue();
    }

    private async Task<JsonElement> PostAsync(string path, string body)
    {
        var answer = await Http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }
}
