using System.Text.Json.Nodes;
using Flux.Consensus.Escrow;
using Flux.Contracts.Rpc;
using Flux.Devnet.Funding;
using Flux.Devnet.State;
using Flux.Primitives;
using Flux.Primitives.Memos;
using Flux.Primitives.Scripts;
using Flux.Wallets.CoinSelection;
using Flux.Wallets.Signing;

namespace Flux.Functional.Tests.Apps;

/// <summary>What people do wrong: every answer names the fault, and money is never lost.</summary>
public sealed class BadInputTests
{
    // Slow enough that mining does not make the wallet of a fresh network rich before it is asked for too much.
    private static readonly TimeSpan BlockTime = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Wrong_apps_and_payments_are_refused_with_their_reason()
    {
        if (await Docker.WhyNotAsync() is { } reason) Assert.Skip(reason);
        await using var apps = await AppNetwork.StartAsync("127.32.0.10", "172.25", nodes: 1, BlockTime);

        await InvalidSpecificationAsync(apps);
        await TooLittleMoneyAsync(apps);
        await UnknownImageAsync(apps);
        await NameTakenAsync(apps);
        await MalformedMemoAsync(apps);
    }

    private static async Task InvalidSpecificationAsync(AppNetwork apps)
    {
        var spec = await apps.SpecAsync("wrong", root =>
        {
            root["compose"]![0]!["ports"] = new JsonArray(22);
            root["compose"]![0]!["cpu"] = 900;
            root["instances"] = 0;
        });
        var errors = (await apps.Flux.RunAsync("app", "deploy", spec)).ShouldEndWith(6).Errors;
        foreach (var path in (string[])["compose[0].ports[0]", "compose: asks for 900 cores", "instances"]) errors.ShouldContain(path);
    }

    private static async Task TooLittleMoneyAsync(AppNetwork apps)
    {
        var spec = await apps.SpecAsync("dear", root =>
        {
            root["instances"] = 100;
            root["expire"] = 264_000;
            (root["compose"]![0]!["cpu"], root["compose"]![0]!["ram"], root["compose"]![0]!["hdd"]) = (15, 59000, 820);
        });
        (await apps.Flux.RunAsync("app", "deploy", spec)).ShouldEndWith(4).Errors.ShouldContain("are missing");
    }

    private static async Task UnknownImageAsync(AppNetwork apps)
    {
        var spec = await apps.SpecAsync("nowhere", root =>
        {
            root["instances"] = 1;
            root["compose"]![0]!["repotag"] = "127.32.0.250:1/no/such-image:1";
        });
        (await apps.Flux.RunAsync("app", "deploy", spec)).ShouldEndWith(6).Errors.ShouldContain("declined (Image)");
        (await apps.Flux.RunAsync("app", "why", "nowhere")).ShouldEndWith(0).Output.ShouldContain("declined (Image)");
        (await apps.ContainersAsync()).ShouldBeEmpty();
    }

    private static async Task NameTakenAsync(AppNetwork apps)
    {
        var spec = await apps.SpecAsync("nowhere", root => root["instances"] = 1);
        (await apps.Flux.RunAsync("app", "deploy", spec)).ShouldEndWith(6).Errors.ShouldContain("is registered by");
    }

    private static async Task MalformedMemoAsync(AppNetwork apps)
    {
        var wallet = DeveloperWallet.OpenOrCreate(new HomeFolder(apps.Home));
        var coin = await CoinAsync(apps, wallet.Address);
        var height = (await apps.Fluxd.CallAsync("getblockcount")).GetInt32() + 1;
        var draft = new TransactionDraft
        {
            Inputs = [coin],
            Outputs = [new TxOutput(coin.Output.Value - new Amount(10_000), EscrowAddress.Script), new TxOutput(Amount.Zero, Memo.ToScript("rent for the app, thanks"))],
            ExpiryHeight = (uint)height + 20,
        };
        var signed = TransactionSigner.Sign(draft, wallet.FindKey, apps.Network.Rules.BranchIdAt(height));

        var refused = await Should.ThrowAsync<RpcException>(() => apps.Fluxd.CallAsync("sendrawtransaction", CancellationToken.None, Convert.ToHexStringLower(signed.Bytes.Span)));

        refused.Message.ShouldContain("bad-txns-escrow");
    }

    // Any coin will do: the memo is judged before its maturity, and what is refused spends nothing.
    private static async Task<SpendableCoin> CoinAsync(AppNetwork apps, string address)
    {
        var entries = await apps.Fluxd.CallAsync("getaddressutxos", CancellationToken.None, new JsonObject { ["addresses"] = new JsonArray(address) });
        var entry = entries.EnumerateArray().First(one => !one.TryGetProperty("escrowblocks", out _));
        Script.TryParseHex(entry.GetProperty("script").GetString(), out var script).ShouldBeTrue();
        var outPoint = new OutPoint(TxId.Parse(entry.GetProperty("txid").GetString()!), entry.GetProperty("outputIndex").GetUInt32());
        return new SpendableCoin(outPoint, new TxOutput(new Amount(entry.GetProperty("satoshis").GetInt64()), script));
    }
}
