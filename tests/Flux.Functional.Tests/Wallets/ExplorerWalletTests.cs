using System.Diagnostics;
using System.Text.Json;
using Flux.Functional.Tests.Commands;

namespace Flux.Functional.Tests.Wallets;

/// <summary>A wallet that knows the chain only through an explorer, our own (<c>fluxd -explorer</c>): it must see what a wallet at the daemon sees.</summary>
public sealed class ExplorerWalletTests : IAsyncDisposable
{
    private const string Stranger = "t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo";
    private const string Explorer = "http://127.23.0.10:26126/";
    private readonly TemporaryHome _home = new();
    private LoneNode? _node;

    private string File(string name) => Path.Combine(_home.Path, name);

    [Fact]
    public async Task It_sees_pays_and_is_restored_as_at_the_daemon()
    {
        await System.IO.File.WriteAllTextAsync(File("password"), "correct horse battery\n");
        (await FluxAsync("create", "--network", "local", "--kdf-memory", "8", "--words-to", File("words"))).ShouldEndWith(0);
        var address = (await FluxAsync("address")).ShouldEndWith(0).Output.Trim();
        _node = await LoneNode.StartAsync(File("node"), address, "-explorer=1", "-explorerbind=127.23.0.10", "-explorerport=26126");
        await _node.GenerateAsync(30);
        await SameAsync();

        // A payment that waits, its change, then both in a block.
        var other = (await FluxAsync("address", "--new")).ShouldEndWith(0).Output.Trim();
        var paid = (await ByExplorerAsync("send", Stranger, "2.5", "--and", $"{other}=1000", "--memo", "by explorer", "-y")).ShouldEndWith(0).Output.Trim();
        await SameAsync();
        await _node.GenerateAsync(1);
        await SameAsync();
        (await JsonAsync(ByExplorerAsync, "sent"))[0].GetProperty("state").GetString().ShouldBe("Confirmed");
        (await _node.Rpc.CallAsync("getrawtransaction", default, paid, 1)).GetProperty("confirmations").GetInt32().ShouldBe(1);

        // What the explorer refuses is said in its words; what is no explorer is named.
        (await FluxAsync("balance", "--explorer", "http://127.23.0.10:26127/")).ShouldEndWith(5);
        (await FluxAsync("balance", "--explorer", LoneNode.Url.ToString())).ShouldEndWith(5);

        var before = await JsonAsync(ByExplorerAsync, "balance");
        System.IO.File.Delete(File("wallets/main.json"));
        (await ByExplorerAsync("restore", "--network", "local", "--kdf-memory", "8", "--words-file", File("words"))).ShouldEndWith(0);
        (await JsonAsync(ByExplorerAsync, "balance")).GetRawText().ShouldBe(before.GetRawText());
    }

    private async Task SameAsync()
    {
        foreach (var view in new[] { "balance", "coins", "history" }) (await JsonAsync(ByExplorerAsync, view)).GetRawText().ShouldBe((await JsonAsync(ByDaemonAsync, view)).GetRawText(), view);
    }

    private static async Task<JsonElement> JsonAsync(Func<string[], Task<CommandResult>> run, params string[] arguments) => JsonDocument.Parse((await run([.. arguments, "-o", "json"])).ShouldEndWith(0).Output).RootElement;

    private Task<CommandResult> ByExplorerAsync(params string[] arguments) => FluxAsync([.. arguments, "--explorer", Explorer]);

    private Task<CommandResult> ByDaemonAsync(params string[] arguments) => FluxAsync([.. arguments, "--rpc", LoneNode.Url.ToString(), "--cookie", _node!.Cookie]);

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
