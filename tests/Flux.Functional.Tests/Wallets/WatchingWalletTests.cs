using System.Net;
using System.Text.Json;

namespace Flux.Functional.Tests.Wallets;

/// <summary>A wallet without keys at the chain, one with keys that never sees it, and files between them.</summary>
public sealed class WatchingWalletTests
{
    private const string Stranger = "t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo";

    [Fact]
    public async Task Watches_and_pays_through_files_codes_and_programs()
    {
        await using var home = await WalletHome.WithChainAsync(30);
        var xpub = (await home.FluxAsync("export", "xpub")).ShouldEndWith(0).Output.Trim();
        (await home.FluxAsync("create", "-w", "watch", "--network", "local", "--kdf-memory", "8", "--empty")).ShouldEndWith(0);
        (await home.FluxAsync("import", "xpub", xpub, "--name", "cold", "-w", "watch")).ShouldEndWith(0);
        (await home.JsonAsync("balance", "-w", "watch")).GetProperty("watchOnly").GetDecimal().ShouldBe((await home.JsonAsync("balance")).GetProperty("total").GetDecimal());
        (await home.ChainAsync("send", Stranger, "1", "-w", "watch", "-y")).ShouldEndWith(6).Errors.ShouldContain("only watches");

        // By file: the offline wallet explains from the bytes, knows its change, and signs.
        var file = home.File("payment");
        (await home.ChainAsync("send", Stranger, "3", "--memo", "cold", "-w", "watch", "--unsigned", file)).ShouldEndWith(0);
        (await home.FluxAsync("file", "show", file)).ShouldEndWith(0).Output.ShouldContain("Signatures: missing");
        (await home.ChainAsync("file", "send", file, "-w", "watch", "-y")).ShouldEndWith(6);
        var signed = (await home.FluxAsync("sign", file, "-y")).ShouldEndWith(0);
        signed.Errors.ShouldContain($"Sends 3.00000000 FLUX to {Stranger}");
        signed.Errors.ShouldContain("FLUX come back to");

        // By QR codes: what a scanner reads, in any order, is a file again.
        var codes = (await home.FluxAsync("file", "qr", file, "--png", home.File("code"))).ShouldEndWith(0);
        File.ReadAllBytes(home.File("code-1.png")).AsSpan(1, 3).SequenceEqual("PNG"u8).ShouldBeTrue();
        var sent = (await home.ChainAsync("file", "send", file, "-w", "watch", "-y")).ShouldEndWith(0).Output.Trim();
        await home.Node.GenerateAsync(1);
        (await home.ConfirmationsAsync(sent)).ShouldBe(1);

        // By a program: only its signatures are taken over.
        var program = $"{Commands.FluxCommand.ProgramPath()} wallet signer -w main -y";
        var byProgram = (await home.ChainAsync("send", Stranger, "2", "-w", "watch", "--signer", program, "-y")).ShouldEndWith(0).Output.Trim();
        await home.Node.GenerateAsync(1);
        (await home.ConfirmationsAsync(byProgram)).ShouldBe(1);
    }

    /// <summary>A page's link asks for a signature; the wallet shows who gets it, and only that place does.</summary>
    [Fact]
    public async Task Follows_links_and_answers_only_the_place_that_it_showed()
    {
        await using var home = await WalletHome.CreateAsync();
        using var page = new HttpListener();
        page.Prefixes.Add("http://127.0.0.1:26140/verify/");
        page.Prefixes.Add("http://127.0.0.1:26140/elsewhere/");
        page.Start();
        var link = $"zel:?action=sign&message={Uri.EscapeDataString("Hello page")}&callback={Uri.EscapeDataString("http://127.0.0.1:26140/verify/")}";
        (await home.FluxAsync("open", link)).ShouldEndWith(7).Errors.ShouldContain("The signature goes to 127.0.0.1");

        var running = home.FluxAsync("open", link, "-y", "-o", "json");
        var form = await AnswerAsync(page, HttpStatusCode.OK);
        var answer = JsonDocument.Parse((await running).ShouldEndWith(0).Output).RootElement;

        form["message"].ShouldBe("Hello page");
        form["signature"].ShouldBe(answer.GetProperty("signature").GetString());
        (await home.FluxAsync("verify", form["address"]!, form["signature"]!, "--message", "Hello page")).ShouldEndWith(0);
        (await home.FluxAsync("verify", form["address"]!, form["signature"]!, "--message", "Hello pagf")).ShouldEndWith(6);
        // A redirect would hand the signature to somebody who was not shown.
        running = home.FluxAsync("open", link, "-y");
        await AnswerAsync(page, HttpStatusCode.TemporaryRedirect, "http://127.0.0.1:26140/elsewhere/");
        (await running).ShouldEndWith(6).Errors.ShouldContain("answered 307");
        (await home.FluxAsync("open", "zel:?action=sign&message=x&callback=http%3A%2F%2Fexample.com%2F", "-y")).ShouldEndWith(2).Errors.ShouldContain("neither https nor on this machine");
        (await home.FluxAsync("open", link.Replace("Hello%20page", "1795433195892abcdefghijklmnopqrstuvwxyz01234567890", StringComparison.Ordinal))).ShouldEndWith(7).Errors.ShouldContain("WARNING: this is a login phrase");
    }

    private static async Task<Dictionary<string, string>> AnswerAsync(HttpListener page, HttpStatusCode status, string? location = null)
    {
        var context = await page.GetContextAsync().WaitAsync(TimeSpan.FromSeconds(60));
        using var reader = new StreamReader(context.Request.InputStream);
        var form = (await reader.ReadToEndAsync()).Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => WebUtility.UrlDecode(pair[1]));
        context.Response.StatusCode = (int)status;
        if (location is not null) context.Response.RedirectLocation = location;
        context.Response.Close();
        return form;
    }
}
