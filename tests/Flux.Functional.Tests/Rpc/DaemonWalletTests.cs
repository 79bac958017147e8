using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Consensus.Escrow;
using Flux.Contracts.Rpc;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Memos;

namespace Flux.Functional.Tests.Rpc;

/// <summary>fluxd's own wallet on a chain with collaterals and app payments: what may be spent, and what is kept.</summary>
public sealed class DaemonWalletTests : IAsyncLifetime
{
    private const string MessageHash = "00000000000000000000000000000000000000000000000000000000000000aa";
    private const decimal AppPrice = 3;

    private static readonly string Key = Wif.Encode([.. new byte[31], 43], compressed: true, AddressPrefixes.Main);

    private FluxdProcess _fluxd = null!;
    private FluxdClient _client = null!;
    private string _own = "";

    public async ValueTask InitializeAsync()
    {
        _fluxd = await FluxdProcess.StartAsync([]);
        _client = _fluxd.Client();
        _own = (await CallAsync("importprivkey", Key)).GetString()!;
        await CallAsync("generate", 25, _own);
    }

    [Fact]
    public async Task Collaterals_are_listed_locked_or_not_once_they_are_in_a_block()
    {
        var txid = (await CallAsync("sendtoaddress", _own, 1000)).GetString()!;
        (await CallAsync("getfluxnodeoutputs")).GetArrayLength().ShouldBe(0);
        await CallAsync("generate", 1, _own);

        var output = (await CallAsync("getzelnodeoutputs"))[0];

        output.EnumerateObject().Select(member => member.Name).ShouldBe(["txhash", "outputidx", "Flux Amount", "Confirmations"]);
        output.GetProperty("txhash").GetString().ShouldBe(txid);
        output.GetProperty("Flux Amount").GetRawText().ShouldBe("1000");
        output.GetProperty("Confirmations").GetInt32().ShouldBe(1);
        await CallAsync("lockunspent", false, new JsonArray(new JsonObject { ["txid"] = txid, ["vout"] = output.GetProperty("outputidx").GetInt32() }));
        (await CallAsync("getfluxnodeoutputs")).GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Escrow_coins_stand_apart_and_are_never_spent_by_a_payment()
    {
        var coin = (await CallAsync("listunspent")).EnumerateArray().MaxBy(one => one.GetProperty("amount").GetDecimal());
        var raw = PaymentForAnApp(coin);
        var signed = await CallAsync("signrawtransaction", Convert.ToHexStringLower(raw.Bytes.Span));
        signed.GetProperty("complete").GetBoolean().ShouldBeTrue();
        var paid = (await CallAsync("sendrawtransaction", signed.GetProperty("hex").GetString())).GetString()!;
        await CallAsync("generate", 1, _own);

        var info = await CallAsync("getwalletinfo");

        // One block on, the coin has begun to run out: 3 FLUX over 300 blocks.
        info.GetProperty("escrow_balance").GetDecimal().ShouldBeInRange(2.97m, 2.99m);
        (await CallAsync("getaddressbalance", _own)).GetProperty("escrow").GetInt64().ShouldBe((long)AppPrice * Amount.Coin);
        (await CallAsync("listunspent")).GetRawText().ShouldNotContain($"\"{paid}\",\"vout\":0");
        var spendable = info.GetProperty("balance").GetDecimal();
        (await CallAsync("getbalance")).GetDecimal().ShouldBe(spendable);
        var refusal = await Should.ThrowAsync<RpcException>(() => CallAsync("sendtoaddress", _own, spendable + 1));
        refusal.Code.ShouldBe(RpcErrorCode.InsufficientFunds);
        var history = await CallAsync("gettransaction", paid);
        history.GetProperty("amount").GetDecimal().ShouldBe(-AppPrice);
        // It runs out and is gone without a transaction.
        await CallAsync("generate", 300, _own);
        (await CallAsync("getwalletinfo")).TryGetProperty("escrow_balance", out _).ShouldBeFalse();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _fluxd.DisposeAsync();
    }

    private static Transaction PaymentForAnApp(JsonElement coin)
    {
        Flux.Primitives.Scripts.Script.TryParseHex(coin.GetProperty("scriptPubKey").GetString(), out var back).ShouldBeTrue();
        var change = new Amount((long)((coin.GetProperty("amount").GetDecimal() - AppPrice - 0.0001m) * Amount.Coin));
        var place = new OutPoint(TxId.Parse(coin.GetProperty("txid").GetString()!), coin.GetProperty("vout").GetUInt32());
        return new Transaction
        {
            Version = 4,
            Overwintered = true,
            VersionGroup = Transaction.SaplingGroup,
            Inputs = [new TxInput(place, default, TxInput.FinalSequence)],
            Outputs = [new TxOutput(new Amount((long)AppPrice * Amount.Coin), EscrowAddress.Script), new TxOutput(change, back), new TxOutput(Amount.Zero, Memo.ToScript($"{MessageHash}.300"))],
        };
    }

    private Task<JsonElement> CallAsync(string method, params object?[] parameters) => _client.CallAsync(method, default(CancellationToken), parameters);
}
