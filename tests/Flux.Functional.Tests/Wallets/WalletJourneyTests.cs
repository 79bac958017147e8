using Flux.Functional.Tests.Commands;

namespace Flux.Functional.Tests.Wallets;

/// <summary>A person's life with <c>flux wallet</c> over a real chain: every transaction is mined by a real fluxd.</summary>
public sealed class WalletJourneyTests : IAsyncDisposable
{
    private const string Stranger = "t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo";
    private WalletHome? _home;
    private string _secondKey = "";

    private WalletHome Home => _home!;

    [Fact]
    public async Task Create_earn_pay_share_start_lose_and_restore()
    {
        _home = await WalletHome.WithChainAsync(60);
        (await Home.FluxAsync("create", "--network", "local")).ShouldEndWith(6).Errors.ShouldContain("exists already");

        // Pay two people with a memo, after being told what that means.
        var paid = (await Home.ChainAsync("send", Stranger, "12.5", "--and", $"{Stranger}=1", "--memo", "hello flux", "--note", "rent", "-y")).ShouldEndWith(0);
        paid.Errors.ShouldContain($"Sends 12.50000000 FLUX to {Stranger}");
        paid.Errors.ShouldContain("Publishes the text \"hello flux\"");
        (await Home.ChainAsync("send", Stranger, "1")).ShouldEndWith(7).Errors.ShouldContain("Sign this?");
        (await Home.ChainAsync("send", Stranger, "99999999", "-y")).ShouldEndWith(4);
        (await Home.ChainAsync("send", "nobody", "1", "-y")).ShouldEndWith(2);
        (await Home.ChainAsync("cancel", paid.Output.Trim())).ShouldEndWith(6).Errors.ShouldContain("may still enter a block");
        await Home.Node.GenerateAsync(1);
        (await Home.JsonAsync("sent"))[0].GetProperty("state").GetString().ShouldBe("Confirmed");

        await StartANodeAsync();
        await PayFromASharedAccountAsync();

        // Many small coins become one; then the file is lost and the words bring everything back.
        (await Home.ChainAsync("consolidate", "--count", "30", "-y")).ShouldEndWith(0);
        await Home.Node.GenerateAsync(1);
        var before = await Home.JsonAsync("balance");
        File.Delete(Home.File("wallets/main.json"));
        (await Home.ChainAsync("balance", "-w", "main")).ShouldEndWith(3);
        (await Home.ChainAsync("restore", "--network", "local", "--kdf-memory", "8", "--words-file", Home.File("words"))).ShouldEndWith(0);
        var shared = (await Home.FluxAsync("account", "share", "ssp", "--with", _secondKey)).ShouldEndWith(0);
        shared.Output.ShouldContain("t3");
        (await Home.ChainAsync("account", "scan")).ShouldEndWith(0);
        (await Home.JsonAsync("balance")).GetRawText().ShouldBe(before.GetRawText());
    }

    /// <summary>A collateral is kept from payments, and the node that stands on it enters the start list.</summary>
    private async Task StartANodeAsync()
    {
        var own = await Home.AddressAsync("--new");
        (await Home.ChainAsync("send", own, "1000", "-y")).ShouldEndWith(0);
        await Home.Node.GenerateAsync(12);
        var coin = (await Home.JsonAsync("node", "collaterals"))[0].GetProperty("coin").GetString()!;
        (await Home.ChainAsync("send", Stranger, "1", "--coin", coin, "-y")).ShouldEndWith(6).Errors.ShouldContain("collateral");
        (await Home.FluxAsync("node", "key", "--to", Home.File("node-key"))).ShouldEndWith(0);
        var started = (await Home.ChainAsync("node", "start", coin, Home.File("node-key"), "-y")).ShouldEndWith(0);
        started.Errors.ShouldContain($"Starts the FluxNode with collateral {coin}");
        await Home.Node.GenerateAsync(1);
        (await Home.Node.Rpc.CallAsync("getstartlist")).GetRawText().ShouldContain(coin.Split(':')[0]);
    }

    /// <summary>A 2-of-2 address: the file goes to both wallets, the transaction to the chain; and a signer signs for another process.</summary>
    private async Task PayFromASharedAccountAsync()
    {
        (await Home.FluxAsync("create", "-w", "second", "--network", "local", "--kdf-memory", "8", "--words-to", Home.File("words2"))).ShouldEndWith(0);
        _secondKey = (await Home.FluxAsync("export", "signer-key", "-w", "second")).ShouldEndWith(0).Output.Trim();
        var firstKey = (await Home.FluxAsync("export", "signer-key")).ShouldEndWith(0).Output.Trim();
        (await Home.FluxAsync("account", "share", "ssp", "--with", _secondKey)).ShouldEndWith(0);
        (await Home.FluxAsync("account", "share", "ssp", "--with", firstKey, "-w", "second")).ShouldEndWith(0);
        var address = (await Home.FluxAsync("address", "--account", "ssp")).Output.Trim();
        (await Home.FluxAsync("address", "--account", "ssp", "-w", "second")).Output.Trim().ShouldBe(address);
        (await Home.ChainAsync("send", address, "100", "-y")).ShouldEndWith(0);
        await Home.Node.GenerateAsync(1);

        (await Home.ChainAsync("send", Stranger, "5", "--account", "ssp", "--unsigned", Home.File("payment"))).ShouldEndWith(0);
        (await Home.FluxAsync("sign", Home.File("payment"), "-y")).ShouldEndWith(0).Output.ShouldContain("Others must sign");
        (await Home.ChainAsync("file", "send", Home.File("payment"), "-y")).ShouldEndWith(6);
        (await Home.FluxAsync("sign", Home.File("payment"), "-w", "second", "-y")).ShouldEndWith(0);
        var sent = (await Home.ChainAsync("file", "send", Home.File("payment"), "-y")).ShouldEndWith(0).Output.Trim();
        await Home.Node.GenerateAsync(1);
        (await Home.ConfirmationsAsync(sent)).ShouldBe(1);

        // The same wallet as its own external signer.
        var signed = (await Home.ChainAsync("send", Stranger, "2", "-y", "--signer", $"{FluxCommand.ProgramPath()} wallet signer -y")).ShouldEndWith(0).Output.Trim();
        await Home.Node.GenerateAsync(1);
        (await Home.ConfirmationsAsync(signed)).ShouldBe(1);
    }

    public async ValueTask DisposeAsync()
    {
        if (_home is not null) await _home.DisposeAsync();
    }
}
