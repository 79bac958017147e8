using System.Text.Json;
using Flux.Functional.Tests.Commands;

namespace Flux.Functional.Tests.Wallets;

/// <summary>A wallet that knows the chain only through an explorer, our own (<c>fluxd -explorer</c>): it must see what a wallet at the daemon sees.</summary>
public sealed class ExplorerWalletTests
{
    private const string Stranger = "t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo";
    private const string Explorer = "http://127.23.0.10:26126/";

    [Fact]
    public async Task It_sees_pays_and_is_restored_as_at_the_daemon()
    {
        await using var home = await WalletHome.WithChainAsync(30, "-explorer=1", "-explorerbind=127.23.0.10", "-explorerport=26126");
        await SameAsync(home);

        // A payment that waits, its change, then both in a block.
        var other = await home.AddressAsync("--new");
        var paid = (await ByExplorerAsync(home, "send", Stranger, "2.5", "--and", $"{other}=1000", "--memo", "by explorer", "-y")).ShouldEndWith(0).Output.Trim();
        await SameAsync(home);
        await home.Node.GenerateAsync(1);
        await SameAsync(home);
        (await JsonAsync(home, "sent"))[0].GetProperty("state").GetString().ShouldBe("Confirmed");
        (await home.ConfirmationsAsync(paid)).ShouldBe(1);

        // What the explorer refuses is said in its words; what is no explorer is named.
        (await home.FluxAsync("balance", "--explorer", "http://127.23.0.10:26127/")).ShouldEndWith(5);
        (await home.FluxAsync("balance", "--explorer", LoneNode.Url.ToString())).ShouldEndWith(5);

        var before = await JsonAsync(home, "balance");
        File.Delete(home.File("wallets/main.json"));
        (await ByExplorerAsync(home, "restore", "--network", "local", "--kdf-memory", "8", "--words-file", home.File("words"))).ShouldEndWith(0);
        (await JsonAsync(home, "balance")).GetRawText().ShouldBe(before.GetRawText());
    }

    private static async Task SameAsync(WalletHome home)
    {
        foreach (var view in new[] { "balance", "coins", "history" }) (await JsonAsync(home, view)).GetRawText().ShouldBe((await home.JsonAsync(view)).GetRawText(), view);
    }

    private static async Task<JsonElement> JsonAsync(WalletHome home, string view) => JsonDocument.Parse((await ByExplorerAsync(home, view, "-o", "json")).ShouldEndWith(0).Output).RootElement;

    private static Task<CommandResult> ByExplorerAsync(WalletHome home, params string[] arguments) => home.FluxAsync([.. arguments, "--explorer", Explorer]);
}
