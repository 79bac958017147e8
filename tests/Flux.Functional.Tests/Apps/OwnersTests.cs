using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Specs;
using Flux.Consensus.Escrow;
using Flux.Contracts.Api;
using Flux.Crypto.Curves;
using Flux.Devnet.Funding;
using Flux.Devnet.State;
using Flux.Functional.Tests.Commands;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Memos;
using Flux.Primitives.Scripts;
using Flux.Wallets.CoinSelection;
using Flux.Wallets.Signing;

namespace Flux.Functional.Tests.Apps;

/// <summary>Who may change an app, who gets back what was paid for it, and whose a name is: several people on one real network.</summary>
public sealed class OwnersTests
{
    private const string NoImage = "127.37.0.250:1/no/such-image:1";

    [Fact]
    public async Task Owners_payers_and_names_are_kept_apart()
    {
        if (await Docker.WhyNotAsync() is { } reason) Assert.Skip(reason);
        await AppNetwork.BuildImageAsync();
        await using var apps = await AppNetwork.StartAsync("127.37.0.10", "172.20", nodes: 1);
        using var node = new FluxOsClient(apps.Network.Nodes[0].Api);

        await NameRaceAsync(apps, node);
        await PaidBySomebodyElseAsync(apps, node);
        await SharedOwnerAsync(apps, node);
    }

    /// <summary>Two of two own an app: no other signature registers or changes it, and both of theirs do.</summary>
    private static async Task SharedOwnerAsync(AppNetwork apps, FluxOsClient node)
    {
        var keys = new List<string>();
        foreach (var name in (string[])["alice", "bob"]) keys.Add((await WalletAsync(apps, name, "export", "signer-key")).ShouldEndWith(0).Output.Trim());
        foreach (var name in (string[])["alice", "bob"]) (await WalletAsync(apps, name, "account", "share", "guild", "--with", keys[name == "alice" ? 1 : 0])).ShouldEndWith(0);
        var owner = (await WalletAsync(apps, "alice", "address", "--account", "guild")).ShouldEndWith(0).Output.Trim();
        Task<string> SpecAsync(string greeting) => apps.SpecAsync("guild", root => (root["instances"], root["owner"], root["compose"]![0]!["environmentParameters"]) = (1, owner, new JsonArray($"GREETING={greeting}")));

        var message = Path.Combine(apps.Home, "guild.msg");
        var spec = await SpecAsync("hello");
        (await apps.Flux.RunAsync("app", "deploy", spec)).ShouldEndWith(6).Errors.ShouldContain($"owner: is {owner}, and this wallet signs as 1");
        (await apps.Flux.RunAsync("app", "deploy", spec, "--unsigned", message)).ShouldEndWith(0).Errors.ShouldContain($"Registers the app 'guild' for {owner}");
        (await apps.Flux.RunAsync("app", "deploy", message)).ShouldEndWith(6).Errors.ShouldContain($"has no signature of {owner}");
        (await WalletAsync(apps, "alice", "sign", message, "-y")).ShouldEndWith(0).Output.ShouldContain("1 of 2 signatures");
        (await apps.Flux.RunAsync("app", "deploy", message)).ShouldEndWith(6).Errors.ShouldContain($"has 1 of 2 signatures of {owner}");
        (await WalletAsync(apps, "carol", "sign", message, "-y")).ShouldEndWith(6).Errors.ShouldContain("no shared account with the address");
        (await WalletAsync(apps, "bob", "sign", message, "-y")).ShouldEndWith(0).Output.ShouldContain("2 of 2 signatures, complete");
        (await apps.Flux.RunAsync("app", "deploy", message, "-o", "json")).ShouldEndWith(0);
        (await node.GetAsync("apps/appowner/guild")).GetString().ShouldBe(owner);

        // Who pays is not who owns: the payer may not change it, nor may one of the two, whichever way they come.
        var changed = await SpecAsync("good morning");
        (await apps.Flux.RunAsync("app", "update", changed, "--yes")).ShouldEndWith(6).Errors.ShouldContain($"guild belongs to {owner}, and this wallet signs as 1");
        var update = Path.Combine(apps.Home, "update.msg");
        (await apps.Flux.RunAsync("app", "update", changed, "--unsigned", update)).ShouldEndWith(0).Errors.ShouldContain($"Changes the app 'guild' of {owner}");
        (await WalletAsync(apps, "bob", "sign", update, "-y")).ShouldEndWith(0);
        (await apps.Flux.RunAsync("app", "update", update, "--yes")).ShouldEndWith(6).Errors.ShouldContain("1 of 2 signatures");
        using (var read = JsonDocument.Parse(await File.ReadAllTextAsync(update)))
        {
            var half = $"{read.RootElement.GetProperty("redeemScript").GetString()}:{read.RootElement.GetProperty("signatures")[0].GetString()}";
            var specification = Parsed(read.RootElement.GetProperty("appSpecification").GetRawText());
            foreach (var signature in (string[])[half, OwnerSignature.Sign(AppMessage.SignedText(AppMessageKind.Update, specification, read.RootElement.GetProperty("timestamp").GetInt64()), Stranger)])
                (await RefusedAsync(node, AppMessage.Create(AppMessageKind.Update, specification, read.RootElement.GetProperty("timestamp").GetInt64(), signature))).ShouldBe(("WrongSignature", $"not signed by {owner}"));
        }
        (await WalletAsync(apps, "alice", "sign", update, "-y")).ShouldEndWith(0);
        (await apps.Flux.RunAsync("app", "update", update, "--yes", "-o", "json")).ShouldEndWith(0);
        await Eventually.HoldsAsync(
            async () => await Docker.ContainersAsync(apps.Network.Nodes[0].EngineNamespace, running: true) is [var container] && (await Docker.EnvironmentAsync(container)).Contains("GREETING=good morning"),
            () => Task.FromResult("one container with the new greeting"));
        // The payer ends it.
        (await apps.Flux.RunAsync("app", "remove", "guild", "--yes")).ShouldEndWith(0);
    }

    /// <summary>An app of the developer wallet's that carol paid for: hers is the money, and the owner is told so.</summary>
    private static async Task PaidBySomebodyElseAsync(AppNetwork apps, FluxOsClient node)
    {
        var wallet = DeveloperWallet.OpenOrCreate(new HomeFolder(apps.Home));
        var message = await RegisterAsync(node, "gift", OwnerSignature.OfKey(wallet.AccountKey(0).PublicKey), wallet.AccountKey(0).Secret.ToArray());
        await CreateAsync(apps, "alice", "bob", "carol");
        var carol = (await WalletAsync(apps, "carol", "address")).ShouldEndWith(0).Output.Trim();
        (await apps.Flux.RunAsync("wallet", "-w", "dev", "send", carol, "50", "-y")).ShouldEndWith(0);
        await Eventually.HoldsAsync(async () => (await WalletAsync(apps, "carol", "balance")).Output.Contains("50.0", StringComparison.Ordinal), () => Task.FromResult("carol's 50 FLUX"));
        var price = Price(message);
        var paid = (await WalletAsync(apps, "carol", "send", Escrow, price, "--memo", message.Hash.ToString(), "-y")).ShouldEndWith(0);
        paid.Errors.ShouldContain($"Pays {price} FLUX for the app 'gift'");
        await Eventually.HoldsAsync(async () => await OwnerOfAsync(node, "gift") == message.Spec.Owner, () => Task.FromResult("gift in the registry"));

        // The owner may change it, but there is nothing of theirs that counts, and nothing to be given back.
        var renewed = (await apps.Flux.RunAsync("app", "renew", "gift", "--yes")).ShouldEndWith(6);
        renewed.Errors.ShouldContain("Others pay for gift");
        (await apps.Flux.RunAsync("app", "remove", "gift", "--yes")).ShouldEndWith(6).Errors.ShouldContain("Others pay for gift");
        (await apps.Flux.RunAsync("app", "remove", "--payment", paid.Output.Trim(), "--yes")).ShouldEndWith(6).Errors.ShouldContain($"is not this wallet's: it belongs to {carol}");

        // The payer may not change it, but ends it and has the rest again.
        var refund = (await WalletAsync(apps, "carol", "refund", paid.Output.Trim(), "-y")).ShouldEndWith(0);
        refund.Errors.ShouldContain("Ends the payment for the app 'gift'");
        await Eventually.HoldsAsync(async () => await OwnerOfAsync(node, "gift") is null, () => Task.FromResult("gift gone"));
        var left = JsonDocument.Parse((await WalletAsync(apps, "carol", "balance", "-o", "json")).ShouldEndWith(0).Output).RootElement;
        left.GetRawText().ShouldContain("49.");
    }

    /// <summary>Two owners pay for one name in one block: the first in the block has it, the other one is told and has the money again.</summary>
    private static async Task NameRaceAsync(AppNetwork apps, FluxOsClient node)
    {
        var wallet = DeveloperWallet.OpenOrCreate(new HomeFolder(apps.Home));
        byte[][] keys = [[.. new byte[31], 11], [.. new byte[31], 12]];
        var messages = new List<AppMessage>();
        foreach (var key in keys) messages.Add(await RegisterAsync(node, "race", OwnerOf(key), key));
        var coins = await CoinsAsync(apps, wallet.Address, 2);
        await apps.Fluxd.CallAsync("setgenerate", CancellationToken.None, false);
        var payments = new List<Transaction>();
        for (var i = 0; i < 2; i++)
        {
            payments.Add(await PayAsync(apps, wallet, coins[i], messages[i]));
            await apps.Fluxd.CallAsync("sendrawtransaction", CancellationToken.None, Convert.ToHexStringLower(payments[i].Bytes.Span));
        }
        await apps.Fluxd.CallAsync("setgenerate", CancellationToken.None, true);

        await Eventually.HoldsAsync(async () => await OwnerOfAsync(node, "race") is not null, () => Task.FromResult("an owner of 'race'"));
        var blocks = new List<string>();
        foreach (var payment in payments) blocks.Add((await apps.Fluxd.CallAsync("getrawtransaction", CancellationToken.None, payment.Id.ToString(), 1)).GetProperty("blockhash").GetString()!);
        var order = (await apps.Fluxd.CallAsync("getblock", CancellationToken.None, blocks.Distinct().ShouldHaveSingleItem("both payments are in one block"))).GetProperty("tx").EnumerateArray().Select(id => id.GetString()).ToList();
        var first = order.IndexOf(payments[0].Id.ToString()) < order.IndexOf(payments[1].Id.ToString()) ? 0 : 1;
        (await OwnerOfAsync(node, "race")).ShouldBe(OwnerOf(keys[first]));

        var late = Message("race", OwnerOf(keys[1 - first]), keys[1 - first], instances: 2);
        var (code, told) = await RefusedAsync(node, late);
        code.ShouldBe("NameTaken");
        told.ShouldStartWith($"race is registered by {OwnerOf(keys[first])} until height ");
        (await apps.Flux.RunAsync("app", "remove", "--payment", payments[1 - first].Id.ToString(), "--yes")).ShouldEndWith(0).Output.ShouldContain("FLUX come back");
        (await OwnerOfAsync(node, "race")).ShouldBe(OwnerOf(keys[first]), "a refund of the loser's payment takes nothing from the winner");
        (await apps.Flux.RunAsync("app", "remove", "--payment", payments[first].Id.ToString(), "--yes")).ShouldEndWith(0);
    }

    private static readonly byte[] Stranger = [.. new byte[31], 13];

    private static string Escrow => new Address(AddressKind.PubKeyHash, EscrowAddress.KeyHash).ToText(AddressPrefixes.Main);

    private static string OwnerOf(byte[] key) => Secp256k1.TryGetPublicKey(key, compressed: true, out var publicKey) ? OwnerSignature.OfKey(publicKey) : throw new ArgumentException("no key", nameof(key));

    private static async Task<string?> OwnerOfAsync(FluxOsClient node, string name)
    {
        try
        {
            return (await node.GetAsync($"apps/appowner/{name}")).GetString() is { Length: > 0 } owner ? owner : null;
        }
        catch (FluxOsException)
        {
            return null;
        }
    }

    private static async Task CreateAsync(AppNetwork apps, params string[] names)
    {
        await File.WriteAllTextAsync(Path.Combine(apps.Home, "password"), "correct horse battery\n");
        foreach (var name in names) (await WalletAsync(apps, name, "create", "--network", "local", "--kdf-memory", "8", "--words-to", Path.Combine(apps.Home, name + ".words"))).ShouldEndWith(0);
    }

    private static Task<CommandResult> WalletAsync(AppNetwork apps, string name, params string[] arguments) =>
        apps.Flux.RunAsync(["wallet", "-w", Path.Combine(apps.Home, name + ".json"), "--password-file", Path.Combine(apps.Home, "password"), .. arguments]);

    /// <summary>A registration by the node's API alone, which any client may use. Its image is nowhere, so nothing is started for it.</summary>
    private static async Task<AppMessage> RegisterAsync(FluxOsClient node, string name, string owner, byte[] key)
    {
        var message = Message(name, owner, key);
        (await PostAsync(node, message)).GetString().ShouldBe(message.Hash.ToString());
        return message;
    }

    private static AppMessage Message(string name, string owner, byte[] key, int instances = 1)
    {
        var spec = Parsed($$"""
            {"version":8,"name":"{{name}}","description":"d","owner":"{{owner}}","compose":[{"name":"web","description":"w","repotag":"{{NoImage}}","ports":[31777],"domains":[""],
            "environmentParameters":[],"commands":[],"containerPorts":[80],"containerData":"/tmp","cpu":0.1,"ram":100,"hdd":1,"repoauth":""}],
            "instances":{{instances}},"contacts":[],"geolocation":[],"expire":22000,"nodes":[],"staticip":false,"enterprise":""}
            """);
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        return AppMessage.Create(AppMessageKind.Register, spec, timestamp, OwnerSignature.Sign(AppMessage.SignedText(AppMessageKind.Register, spec, timestamp), key));
    }

    private static AppSpec Parsed(string json)
    {
        JsReader.TryRead(json, out var value, out var problem).ShouldBeTrue(problem);
        var reading = AppSpec.TryParse(value, AppRules.Own, 1);
        reading.IsValid.ShouldBeTrue(reading.ToString());
        return reading.Spec!;
    }

    private static Task<JsonElement> PostAsync(FluxOsClient node, AppMessage message)
    {
        var body = new JsonObject { ["type"] = message.Type, ["version"] = 1, ["appSpecification"] = JsonNode.Parse(message.Spec.ToCanonicalJson()), ["timestamp"] = message.Timestamp, ["signature"] = message.Signature };
        // Anybody who has logged in may hand in a message: what counts is who signed it.
        var login = new NodeLogin(node.Address.Authority, DateTimeOffset.UtcNow.AddMinutes(1).ToUnixTimeMilliseconds(), Guid.NewGuid().ToString("n")).ToString();
        var proof = $"zelid={OwnerOf(Stranger)}&signature={Uri.EscapeDataString(OwnerSignature.Sign(login, Stranger))}&loginPhrase={Uri.EscapeDataString(login)}";
        return node.PostAsync(message.Kind == AppMessageKind.Register ? "apps/appregister" : "apps/appupdate", body.ToJsonString(), proof);
    }

    private static async Task<(string Name, string Text)> RefusedAsync(FluxOsClient node, AppMessage message)
    {
        var refused = await Should.ThrowAsync<FluxOsException>(() => PostAsync(node, message));
        return (refused.Name ?? "", refused.Message);
    }

    private static string Price(AppMessage message) =>
        Flux.Apps.Pricing.AppPrice.QuoteAt(message.Spec, Flux.Apps.Pricing.AppPriceTable.Own, AppRules.Own, 1, message.Spec.Expire!.Value).ToString();

    private static async Task<Transaction> PayAsync(AppNetwork apps, DeveloperWallet wallet, SpendableCoin coin, AppMessage message)
    {
        var height = (await apps.Fluxd.CallAsync("getblockcount")).GetInt32() + 1;
        Amount.TryParse(Price(message), out var price).ShouldBeTrue();
        var draft = new TransactionDraft
        {
            Inputs = [coin],
            Outputs =
            [
                new TxOutput(price, EscrowAddress.Script),
                new TxOutput(coin.Output.Value - price - new Amount(10_000), coin.Output.ScriptPubKey),
                new TxOutput(Amount.Zero, Memo.ToScript(message.Hash.ToString())),
            ],
            ExpiryHeight = (uint)height + 20,
        };
        return TransactionSigner.Sign(draft, wallet.FindKey, apps.Network.Rules.BranchIdAt(height));
    }

    private static async Task<IReadOnlyList<SpendableCoin>> CoinsAsync(AppNetwork apps, string address, int count)
    {
        var maturity = apps.Network.Rules.Coinbase.Maturity;
        var tip = (await apps.Fluxd.CallAsync("getblockcount")).GetInt32();
        var entries = await apps.Fluxd.CallAsync("getaddressutxos", CancellationToken.None, new JsonObject { ["addresses"] = new JsonArray(address) });
        return [.. entries.EnumerateArray().Where(entry => !entry.TryGetProperty("escrowblocks", out _) && tip - entry.GetProperty("height").GetInt32() > maturity).Take(count).Select(entry =>
        {
            Script.TryParseHex(entry.GetProperty("script").GetString(), out var script).ShouldBeTrue();
            return new SpendableCoin(new OutPoint(TxId.Parse(entry.GetProperty("txid").GetString()!), entry.GetProperty("outputIndex").GetUInt32()), new TxOutput(new Amount(entry.GetProperty("satoshis").GetInt64()), script));
        })];
    }
}
