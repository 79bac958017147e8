using System.Globalization;
using System.Text.Json;

namespace Flux.Functional.Tests.Wallets;

/// <summary>The rest of a wallet's life: old keys, drills, locks, payments that expire, and many random ones, all judged by a real chain.</summary>
public sealed class HouseholdTests
{
    private const string Stranger = "t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo";

    [Fact]
    public async Task Old_keys_are_swept_coins_are_kept_and_backups_proved()
    {
        await using var home = await WalletHome.WithChainAsync(30);
        // An old Zelcore account: the key of a phrase, in both forms.
        await File.WriteAllTextAsync(home.File("phrase"), "correct horse battery staple of 2018\n");
        foreach (var form in new[] { Array.Empty<string>(), ["--compressed"] })
        {
            var old = JsonDocument.Parse((await home.FluxAsync(["import", "phrase", "--file", home.File("phrase"), .. form, "-o", "json"])).ShouldEndWith(0).Output).RootElement.GetProperty("address").GetString()!;
            (await home.ChainAsync("send", old, "5", "-y")).ShouldEndWith(0);
            await home.Node.GenerateAsync(1);
            var coin = (await home.JsonAsync("coins")).EnumerateArray().Single(item => item.GetProperty("address").GetString() == old).GetProperty("coin").GetString()!;
            var swept = (await home.ChainAsync("send", Stranger, "all", "--coin", coin, "-y")).ShouldEndWith(0).Output.Trim();
            await home.Node.GenerateAsync(1);
            (await home.ConfirmationsAsync(swept)).ShouldBe(1);
        }
        // A coin that its owner locks is not spent, whatever else there is.
        var locked = (await home.JsonAsync("coins")).EnumerateArray().First(item => item.GetProperty("state").GetString() == "Spendable").GetProperty("coin").GetString()!;
        (await home.FluxAsync("lock", locked)).ShouldEndWith(0);
        (await home.ChainAsync("send", Stranger, "1", "--coin", locked, "-y")).ShouldEndWith(6).Errors.ShouldContain("locked");
        (await home.ChainAsync("send", Stranger, "all", "--dry-run")).ShouldEndWith(0);
        (await home.JsonAsync("coins")).EnumerateArray().Single(item => item.GetProperty("coin").GetString() == locked).GetProperty("state").GetString().ShouldBe("Locked");
        (await home.FluxAsync("unlock", locked, "-y")).ShouldEndWith(0);
        // Guards.
        (await home.ChainAsync("send", Stranger, "0.000001", "-y")).ShouldEndWith(6).Errors.ShouldContain("dust");
        (await home.ChainAsync("send", Stranger, "1", "--max-fee", "0.00000001", "-y")).ShouldEndWith(6).Errors.ShouldContain("fee");
        (await home.ChainAsync("send", Stranger, "1", "--memo", new string('x', 81), "-y")).ShouldEndWith(2).Errors.ShouldContain("80");
        // Drills: a copy is only a backup when it holds all keys.
        (await home.FluxAsync("backup", home.File("copy"))).ShouldEndWith(0);
        (await home.FluxAsync("backup", home.File("copy"), "--check")).ShouldEndWith(0);
        await File.WriteAllTextAsync(home.File("phrase"), "a later key\n");
        (await home.FluxAsync("import", "phrase", "--file", home.File("phrase"))).ShouldEndWith(0);
        (await home.FluxAsync("backup", home.File("copy"), "--check")).ShouldEndWith(6);
        // Names: in the book, in the history, and never in the way of an address.
        (await home.FluxAsync("contacts", "add", "bob", Stranger)).ShouldEndWith(0);
        (await home.FluxAsync("contacts", "add", Stranger, Stranger)).ShouldEndWith(2);
        (await home.ChainAsync("history")).ShouldEndWith(0).Output.ShouldContain("to bob");
        (await home.ChainAsync("history", "--csv")).ShouldEndWith(0).Output.ShouldContain("\"to bob\"");
    }

    [Fact]
    public async Task What_expires_is_sent_again_once_or_given_up()
    {
        await using var home = await WalletHome.CreateAsync();
        var genesis = LoneNode.PastGenesis();
        home.Node = await LoneNode.StartAsync(home.File("node"), genesis, await home.AddressAsync());
        await home.Node.GenerateAsync(30);
        var first = (await home.ChainAsync("send", Stranger, "7", "--expiry", "4", "-y")).ShouldEndWith(0).Output.Trim();
        var second = (await home.ChainAsync("send", Stranger, "8", "--expiry", "4", "-y")).ShouldEndWith(0).Output.Trim();
        // The daemon forgets them, as one that was never reached.
        await home.Node.StopAsync();
        File.Delete(home.File("node/local/mempool.dat"));
        home.Node = await LoneNode.StartAsync(home.File("node"), genesis, await home.AddressAsync());
        (await home.Node.Rpc.CallAsync("getrawmempool")).GetArrayLength().ShouldBe(0);
        // Until then their coins are kept for them.
        (await home.JsonAsync("balance")).GetProperty("reserved").GetDecimal().ShouldBeGreaterThan(0);
        (await home.ChainAsync("resend", first, "-y")).ShouldEndWith(6).Errors.ShouldContain("may still enter a block");
        await home.Node.GenerateAsync(5);
        var again = (await home.ChainAsync("resend", first, "-y")).ShouldEndWith(0).Output.Trim();
        (await home.ChainAsync("cancel", second)).ShouldEndWith(0);
        await home.Node.GenerateAsync(1);

        (await home.ConfirmationsAsync(again)).ShouldBe(1);
        (await home.Node.Rpc.CallAsync("getaddressbalance", default, Stranger)).GetProperty("received").GetInt64().ShouldBe(7_00000000);
        (await home.JsonAsync("balance")).GetProperty("reserved").GetDecimal().ShouldBe(0);
        (await home.ChainAsync("resend", again, "-y")).ShouldEndWith(6).Errors.ShouldContain("is in a block");
    }

    [Fact]
    public async Task Random_payments_enter_blocks()
    {
        await using var home = await WalletHome.WithChainAsync(60);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        (await home.FluxAsync("create", "-w", "second", "--network", "local", "--kdf-memory", "8", "--words-to", home.File("words2"))).ShouldEndWith(0);
        var signer = (await home.FluxAsync("export", "signer-key", "-w", "second")).ShouldEndWith(0).Output.Trim();
        (await home.FluxAsync("account", "share", "loose", "--required", "1", "--with", signer)).ShouldEndWith(0);
        var shared = await home.AddressAsync("--account", "loose");
        (await home.ChainAsync("send", shared, "50", "--and", $"{shared}=60", $"{shared}=70", "-y")).ShouldEndWith(0);
        await home.Node.GenerateAsync(1);
        for (var round = 0; round < 12; round++)
        {
            var arguments = RandomOrder(random, shared);
            var sent = (await home.ChainAsync(arguments)).ShouldEndWith(0).Output.Trim();
            await home.Node.GenerateAsync(1);
            (await home.ConfirmationsAsync(sent)).ShouldBe(1, $"seed {seed}, round {round}: {string.Join(' ', arguments)}");
        }
    }

    private static string[] RandomOrder(Random random, string shared)
    {
        string Amount() => (random.Next(1, 2_000_000) / 1_000_000m).ToString(CultureInfo.InvariantCulture);
        var arguments = new List<string> { "send", random.Next(4) == 0 ? shared : Stranger, Amount() };
        if (random.Next(2) == 0) arguments.AddRange(["--and", .. Enumerable.Range(0, random.Next(1, 6)).Select(_ => $"{Stranger}={Amount()}")]);
        if (random.Next(2) == 0) arguments.AddRange(["--memo", new string('m', random.Next(1, 81))]);
        if (random.Next(3) == 0) arguments.Add("--subtract-fee");
        if (random.Next(3) == 0) arguments.AddRange(["--account", "loose"]);
        if (random.Next(3) == 0) arguments.AddRange(["--fee-rate", random.Next(100, 100_000).ToString(CultureInfo.InvariantCulture)]);
        if (random.Next(3) == 0) arguments.AddRange(["--expiry", random.Next(2) == 0 ? "0" : "4"]);
        return [.. arguments, "-y"];
    }
}
