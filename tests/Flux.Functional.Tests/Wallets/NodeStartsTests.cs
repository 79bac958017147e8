using System.Text.Json;

namespace Flux.Functional.Tests.Wallets;

/// <summary>Every way in which a wallet starts nodes; a real chain judges each START.</summary>
public sealed class NodeStartsTests
{
    /// <summary>More blocks than a collateral is barred after a node that never confirmed (local network).</summary>
    private const int Release = 750;

    [Fact]
    public async Task By_list_from_a_shared_address_and_by_a_delegate()
    {
        await using var home = await WalletHome.WithChainAsync(60);
        (await home.FluxAsync("create", "-w", "second", "--network", "local", "--kdf-memory", "8", "--words-to", home.File("words2"))).ShouldEndWith(0);
        var signer = (await home.FluxAsync("export", "signer-key", "-w", "second")).ShouldEndWith(0).Output.Trim();
        (await home.FluxAsync("account", "share", "ssp", "--with", signer)).ShouldEndWith(0);
        var first = (await home.FluxAsync("export", "signer-key")).ShouldEndWith(0).Output.Trim();
        (await home.FluxAsync("account", "share", "ssp", "--with", first, "-w", "second")).ShouldEndWith(0);
        var shared = await home.AddressAsync("--account", "ssp");
        var delegated = await home.AddressAsync("--new");
        var own = await home.AddressAsync("--new");
        (await home.ChainAsync("send", own, "1000", "--and", $"{own}=1000", $"{shared}=1000", $"{delegated}=1000", "-y")).ShouldEndWith(0);
        await home.Node.GenerateAsync(12);
        var collaterals = (await home.JsonAsync("node", "collaterals")).EnumerateArray().ToLookup(item => item.GetProperty("address").GetString()!, item => item.GetProperty("coin").GetString()!);
        var key = home.File("node-key");
        var nodeKey = JsonDocument.Parse((await home.FluxAsync("node", "key", "--to", key, "-o", "json")).ShouldEndWith(0).Output).RootElement.GetProperty("publicKey").GetString()!;

        await BatchAsync(home, [.. collaterals[own]], nodeKey);
        // One of the two keys is enough, here offline.
        await OfflineAsync(home, collaterals[shared].Single(), key);
        await DelegateAsync(home, collaterals[delegated].Single(), delegated, nodeKey);
    }

    private static async Task BatchAsync(WalletHome home, string[] coins, string nodeKey)
    {
        coins.Length.ShouldBe(2);
        await File.WriteAllTextAsync(home.File("list"), $"# two\n{coins[0]} {nodeKey}\n\n{coins[1]} {nodeKey} # the other\n");
        (await home.ChainAsync("node", "batch", home.File("list"))).ShouldEndWith(7).Errors.ShouldContain("Start these 2 nodes?");
        (await home.ChainAsync("node", "batch", home.File("list"), "-y")).ShouldEndWith(0);
        await home.Node.GenerateAsync(1);
        var started = (await home.Node.Rpc.CallAsync("getstartlist")).GetRawText();
        foreach (var coin in coins) started.ShouldContain(coin.Split(':')[0]);
        // Those that stand already fail one by one, and the exit code says so.
        (await home.ChainAsync("node", "batch", home.File("list"), "-y")).ShouldEndWith(6).Output.ShouldContain("error");
    }

    private static async Task OfflineAsync(WalletHome home, string coin, string key)
    {
        (await home.ChainAsync("node", "start", coin, key, "--unsigned", home.File("start"))).ShouldEndWith(0);
        (await home.FluxAsync("sign", home.File("start"), "-w", "second", "-y")).ShouldEndWith(0).Errors.ShouldContain($"Starts the FluxNode with collateral {coin} of a shared address");
        (await home.ChainAsync("file", "send", home.File("start"), "-y")).ShouldEndWith(0);
        await home.Node.GenerateAsync(1);
        StartedCoins(await home.Node.Rpc.CallAsync("getstartlist")).ShouldContain(coin);
    }

    private static async Task DelegateAsync(WalletHome home, string coin, string owner, string nodeKey)
    {
        var helper = await home.AddressAsync("-w", "second");
        var helperKey = (await home.FluxAsync("export", "public-key", helper, "-w", "second")).ShouldEndWith(0).Output.Trim();
        var ownerKey = (await home.FluxAsync("export", "public-key", owner)).ShouldEndWith(0).Output.Trim();
        (await home.ChainAsync("node", "start", coin, nodeKey, "--delegate", helperKey, "-y")).ShouldEndWith(0).Errors.ShouldContain("Whoever has a delegate's key can restart the node");
        await home.Node.GenerateAsync(1);
        StartedCoins(await home.Node.Rpc.CallAsync("getstartlist")).ShouldContain(coin);
        // It never confirms, expires, and may be started again: by the delegate alone.
        for (var left = Release; left > 0; left -= 50) await home.Node.GenerateAsync(50);
        StartedCoins(await home.Node.Rpc.CallAsync("getstartlist")).ShouldNotContain(coin);
        StartedCoins(await home.Node.Rpc.CallAsync("getdoslist")).ShouldNotContain(coin);
        (await home.ChainAsync("node", "start", coin, nodeKey, "--as-delegate", helper, "-w", "second", "-y")).ShouldEndWith(2).Errors.ShouldContain("--owner-key");
        (await home.ChainAsync("node", "start", coin, nodeKey, "--as-delegate", helper, "--owner-key", helperKey, "-w", "second", "-y")).ShouldEndWith(6);
        (await home.ChainAsync("node", "start", coin, nodeKey, "--as-delegate", helper, "--owner-key", ownerKey, "-w", "second", "-y")).ShouldEndWith(0).Errors.ShouldContain("Signed as a delegate");
        await home.Node.GenerateAsync(1);
        StartedCoins(await home.Node.Rpc.CallAsync("getstartlist")).ShouldContain(coin);
    }

    /// <summary>Collaterals of a list of the daemon, as txid:index.</summary>
    private static List<string> StartedCoins(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetProperty("collateral").GetString()!).Select(text => text.Replace("COutPoint(", "", StringComparison.Ordinal).Replace(", ", ":", StringComparison.Ordinal).TrimEnd(')'))];
}
