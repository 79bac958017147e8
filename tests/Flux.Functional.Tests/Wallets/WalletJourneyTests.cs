using System.Diagnostics;
using System.Text.Json;
using Flux.Functional.Tests.Commands;

namespace Flux.Functional.Tests.Wallets;

/// <summary>A person's life with <c>flux wallet</c> over a real chain: every transaction is mined by a real fluxd.</summary>
public sealed class WalletJourneyTests : IAsyncDisposable
{
    private const string Stranger = "t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo";
    private readonly TemporaryHome _home = new();
    private LoneNode? _node;

    private string File(string name) => Path.Combine(_home.Path, name);

    [Fact]
    public async Task Create_earn_pay_share_start_lose_and_restore()
    {
        await System.IO.File.WriteAllTextAsync(File("password"), "correct horse battery\n");
        (await FluxAsync("create", "--network", "local", "--kdf-memory", "8", "--words-to", File("words"))).ShouldEndWith(0);
        (await FluxAsync("create", "--network", "local")).ShouldEndWith(6).Errors.ShouldContain("exists already");
        var address = (await FluxAsync("address")).ShouldEndWith(0).Output.Trim();
        _node = await LoneNode.StartAsync(File("node"), address);
        await _node.GenerateAsync(60);

        // Pay two people with a memo, after being told what that means.
        var paid = (await ChainAsync("send", Stranger, "12.5", "--and", $"{Stranger}=1", "--memo", "hello flux", "--note", "rent", "-y")).ShouldEndWith(0);
        paid.Errors.ShouldContain($"Sends 12.50000000 FLUX to {Stranger}");
        paid.Errors.ShouldContain("Publishes the text \"hello flux\"");
        (await ChainAsync("send", Stranger, "1")).ShouldEndWith(7).Errors.ShouldContain("Sign this?");
        (await ChainAsync("send", Stranger, "99999999", "-y")).ShouldEndWith(4);
        (await ChainAsync("send", "nobody", "1", "-y")).ShouldEndWith(2);
        (await ChainAsync("cancel", paid.Output.Trim())).ShouldEndWith(6).Errors.ShouldContain("may still enter a block");
        await _node.GenerateAsync(1);
        (await JsonAsync("sent"))[0].GetProperty("state").GetString().ShouldBe("Confirmed");

        await StartANodeAsync();
        await PayFromASharedAccountAsync();

        // Many small coins become one; then the file is lost and the words bring everything back.
        (await ChainAsync("consolidate", "--count", "30", "-y")).ShouldEndWith(0);
        await _node.GenerateAsync(1);
        var before = await JsonAsync("balance");
        System.IO.File.Delete(File("wallets/main.json"));
        (await ChainAsync("balance", "-w", "main")).ShouldEndWith(3);
        (await ChainAsync("restore", "--network", "local", "--kdf-memory", "8", "--words-file", File("words"))).ShouldEndWith(0);
        var shared = (await FluxAsync("account", "share", "ssp", "--with", _secondKey)).ShouldEndWith(0);
        shared.Output.ShouldContain("t3");
        (await ChainAsync("account", "scan")).ShouldEndWith(0);
        (await JsonAsync("balance")).GetRawText().ShouldBe(before.GetRawText());
    }

    private string _secondKey = "";

    /// <summary>A collateral is kept from payments, and the node that stands on it enters the start list.</summary>
    private async Task StartANodeAsync()
    {
        var own = (await FluxAsync("address", "--new")).ShouldEndWith(0).Output.Trim();
        (await ChainAsync("send", own, "1000", "-y")).ShouldEndWith(0);
        await _node!.GenerateAsync(12);
        var coin = (await JsonAsync("node", "collaterals"))[0].GetProperty("coin").GetString()!;
        (await ChainAsync("send", Stranger, "1", "--coin", coin, "-y")).ShouldEndWith(6).Errors.ShouldContain("collateral");
        (await FluxAsync("node", "key", "--to", File("node-key"))).ShouldEndWith(0);
        var started = (await ChainAsync("node", "start", coin, File("node-key"), "-y")).ShouldEndWith(0);
        started.Errors.ShouldContain($"Starts the FluxNode with collateral {coin}");
        await _node.GenerateAsync(1);
        (await _node.Rpc.CallAsync("getstartlist")).GetRawText().ShouldContain(coin.Split(':')[0]);
    }

    /// <summary>A 2-of-2 address: the file goes to both wallets, the transaction to the chain; and a signer signs for another process.</summary>
    private async Task PayFromASharedAccountAsync()
    {
        (await FluxAsync("create", "-w", "second", "--network", "local", "--kdf-memory", "8", "--words-to", File("words2"))).ShouldEndWith(0);
        _secondKey = (await FluxAsync("export", "signer-key", "-w", "second")).ShouldEndWith(0).Output.Trim();
        var firstKey = (await FluxAsync("export", "signer-key")).ShouldEndWith(0).Output.Trim();
        (await FluxAsync("account", "share", "ssp", "--with", _secondKey)).ShouldEndWith(0);
        (await FluxAsync("account", "share", "ssp", "--with", firstKey, "-w", "second")).ShouldEndWith(0);
        var address = (await FluxAsync("address", "--account", "ssp")).Output.Trim();
        (await FluxAsync("address", "--account", "ssp", "-w", "second")).Output.Trim().ShouldBe(address);
        (await ChainAsync("send", address, "100", "-y")).ShouldEndWith(0);
        await _node!.GenerateAsync(1);

        (await ChainAsync("send", Stranger, "5", "--account", "ssp", "--unsigned", File("payment"))).ShouldEndWith(0);
        (await FluxAsync("sign", File("payment"), "-y")).ShouldEndWith(0).Output.ShouldContain("Others must sign");
        (await ChainAsync("file", "send", File("payment"), "-y")).ShouldEndWith(6);
        (await FluxAsync("sign", File("payment"), "-w", "second", "-y")).ShouldEndWith(0);
        var sent = (await ChainAsync("file", "send", File("payment"), "-y")).ShouldEndWith(0).Output.Trim();
        await _node.GenerateAsync(1);
        (await _node.Rpc.CallAsync("getrawtransaction", default, sent, 1)).GetProperty("confirmations").GetInt32().ShouldBe(1);

        // The same wallet as its own external signer.
        var signed = (await ChainAsync("send", Stranger, "2", "-y", "--signer", $"{FluxCommand.ProgramPath()} wallet signer -y")).ShouldEndWith(0).Output.Trim();
        await _node.GenerateAsync(1);
        (await _node.Rpc.CallAsync("getrawtransaction", default, signed, 1)).GetProperty("confirmations").GetInt32().ShouldBe(1);
    }

    private async Task<JsonElement> JsonAsync(params string[] arguments) => JsonDocument.Parse((await ChainAsync([.. arguments, "-o", "json"])).ShouldEndWith(0).Output).RootElement;

    private Task<CommandResult> ChainAsync(params string[] arguments) => FluxAsync([.. arguments, "--rpc", LoneNode.Url.ToString(), "--cookie", _node!.Cookie]);

    private async Task<CommandResult> FluxAsync(params string[] arguments)
    {
        var info = new ProcessStartInfo(FluxCommand.ProgramPath(), ["wallet", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        info.Environment["FLUX_WALLETS"] = File("wallets");
        info.Environment["FLUX_HOME"] = File("home");
        info.Environment["FLUX_WALLET_PASSWORD_FILE"] = File("password");
        using var process = Process.Start(info)!;
        process.StandardInput.Close();
        return await FluxCommand.EndAsync(process);
    }

    public async ValueTask DisposeAsync()
    {
        if (_node is not null) await _node.DisposeAsync();
        _home.Dispose();
    }
}
