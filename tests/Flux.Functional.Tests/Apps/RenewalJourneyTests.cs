using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Primitives;

namespace Flux.Functional.Tests.Apps;

/// <summary>`flux app update` and `flux app renew` on a real engine: no request is lost, a broken version takes nothing down, and every satoshi of the old payment counts.</summary>
public sealed class RenewalJourneyTests
{
    private const string Name = "greeter", Host = "greeter.app.localhost", Stranger = "t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo";
    private const long LaterBlocks = 30_000;

    // Slow enough that mining does not make the wallet rich before it is asked for too much.
    private static readonly TimeSpan BlockTime = TimeSpan.FromSeconds(5);

    // What a machine under load needs for one request, and more.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // As the example's start, with the greeting in the answer.
    private const string Start = """
        printf '{"node":"%s","greeting":"%s"}' "$FLUX_NODE_NAME" "$GREETING" > /www/index.json
        printf 'I:index.json\n.json:application/json\n' > /tmp/httpd.conf
        trap 'exit 0' TERM INT
        httpd -f -p 8080 -h /www -c /tmp/httpd.conf &
        wait
        """;

    [Fact]
    public async Task An_app_is_changed_and_renewed_and_what_was_paid_before_counts_to_the_satoshi()
    {
        if (await Docker.WhyNotAsync() is { } reason) Assert.Skip(reason);
        await AppNetwork.BuildImageAsync();
        await using var apps = await AppNetwork.StartAsync("127.36.0.10", "172.21", nodes: 3, BlockTime);
        var deployed = Json((await apps.Flux.RunAsync("app", "deploy", await SpecAsync(apps, "hello"), "-o", "json")).ShouldEndWith(0).Output);
        await EveryAnswerSaysAsync(apps, "hello");

        await RefusedAsync(apps);
        var broken = await BrokenUpdateAsync(apps, deployed);
        var updated = await UpdateAsync(apps, broken);
        var renewed = await RenewAsync(apps, updated);
        await RemoveAsync(apps, renewed);
    }

    private static Task<string> SpecAsync(AppNetwork apps, string greeting, Action<JsonObject>? change = null) => apps.SpecAsync(Name, root =>
    {
        root["instances"] = 2;
        root["compose"]![0]!["commands"] = new JsonArray("sh", "-c", Start);
        root["compose"]![0]!["environmentParameters"] = new JsonArray($"GREETING={greeting}");
        change?.Invoke(root);
    });

    private static async Task RefusedAsync(AppNetwork apps)
    {
        // What was mined until now is given away: however long the deployment took, the wallet is too poor for what costs 5,466 FLUX.
        (await apps.Flux.RunAsync("wallet", "-w", "dev", "send", Stranger, "all", "-y")).ShouldEndWith(0);
        await Eventually.HoldsAsync(async () => (await apps.Fluxd.CallAsync("getrawmempool", CancellationToken.None)).GetArrayLength() == 0, () => Task.FromResult("the payment in a block"));
        var dear = await SpecAsync(apps, "x", root =>
        {
            (root["instances"], root["expire"]) = (100, 264_000);
            (root["compose"]![0]!["cpu"], root["compose"]![0]!["ram"], root["compose"]![0]!["hdd"]) = (15, 59_000, 820);
        });
        (await apps.Flux.RunAsync("app", "update", dear, "--yes")).ShouldEndWith(4).Errors.ShouldContain("are missing");
        (await apps.Flux.RunAsync("app", "update", await SpecAsync(apps, "hello"), "--yes")).ShouldEndWith(6).Errors.ShouldContain("Nothing has changed");
        (await apps.Flux.RunAsync("app", "update", await SpecAsync(apps, "x", root => root["name"] = "Greeter"), "--yes")).ShouldEndWith(6).Errors.ShouldContain("must stay greeter");
        (await apps.Flux.RunAsync("app", "update", await SpecAsync(apps, "x", root => root["name"] = "nobody"), "--yes")).ShouldEndWith(3).Errors.ShouldContain("nobody is not registered");
        (await apps.Flux.RunAsync("app", "renew", "nobody", "--yes")).ShouldEndWith(3).Errors.ShouldContain("nobody is not registered");
        (await apps.Flux.RunAsync("app", "renew", Name, "--blocks", "264001", "--yes")).ShouldEndWith(6).Errors.ShouldContain("264001");
        var wrong = await SpecAsync(apps, "x", root => (root["instances"], root["compose"]![0]!["ports"]) = (0, new JsonArray(22)));
        var errors = (await apps.Flux.RunAsync("app", "update", wrong, "--yes")).ShouldEndWith(6).Errors;
        foreach (var path in (string[])["compose[0].ports[0]", "instances"]) errors.ShouldContain(path);
        var asked = (await apps.Flux.RunAsync("app", "renew", Name)).ShouldEndWith(7).Errors;
        asked.ShouldContain("for the app 'greeter'");
        var dry = Json((await apps.Flux.RunAsync("app", "renew", Name, "--dry-run", "-o", "json")).ShouldEndWith(0).Output);
        dry.TryGetProperty("txid", out _).ShouldBeFalse();
    }

    /// <summary>A version that ends at once: its owner is told why, the earlier one goes on everywhere, and nobody who asks it notices.</summary>
    private static async Task<JsonElement> BrokenUpdateAsync(AppNetwork apps, JsonElement deployed)
    {
        var load = new RequestLoad(apps, Host, Patience);
        var spec = await SpecAsync(apps, "broken", root => root["compose"]![0]!["commands"] = new JsonArray("sh", "-c", "echo no database here; exit 3"));
        var command = apps.Flux.RunAsync("app", "update", spec, "--yes", "-o", "json");
        await load.RunAsync(_ => command.IsCompleted);

        var errors = (await command).ShouldEndWith(6).Errors;
        errors.ShouldContain("The earlier version runs on");
        errors.ShouldContain("no database here");
        TestContext.Current.TestOutputHelper?.WriteLine("A broken update: " + load.Summary());
        load.Answers.ShouldAllBe(answer => answer.Node != null);
        await EveryAnswerSaysAsync(apps, "hello");
        var shown = Json((await apps.Flux.RunAsync("app", "show", Name, "-o", "json")).ShouldEndWith(0).Output);
        var payments = await PaymentOfAsync(apps, shown.GetProperty("hash").GetString()!);
        payments.GetProperty("txid").GetString().ShouldNotBe(deployed.GetProperty("txid").GetString());
        return payments;
    }

    private static async Task<JsonElement> PaymentOfAsync(AppNetwork apps, string hash)
    {
        using var http = AppNetwork.Visitor();
        http.Timeout = Patience;
        var answer = Json(await http.GetStringAsync(new Uri($"{apps.Network.Gateway.Api}apps/payments/{hash}")));
        return answer.GetProperty("data")[0];
    }

    private static async Task<JsonElement> UpdateAsync(AppNetwork apps, JsonElement deployed)
    {
        var old = await EscrowCoinAsync(apps, deployed);
        var load = new RequestLoad(apps, Host, Patience);
        var command = apps.Flux.RunAsync("app", "update", await SpecAsync(apps, "good morning"), "--yes", "-o", "json");
        await load.RunAsync(_ => command.IsCompleted);
        await EveryAnswerSaysAsync(apps, "good morning");

        var result = (await command).ShouldEndWith(0);
        result.Errors.ShouldContain("Renews the payment of");
        TestContext.Current.TestOutputHelper?.WriteLine("An update: " + load.Summary());
        load.Answers.ShouldAllBe(answer => answer.Node != null);
        // A third, where one of the two was missed for a moment on a slow machine.
        load.Answers.Select(answer => answer.Node).Distinct().Count().ShouldBeGreaterThanOrEqualTo(2);
        var updated = Json(result.Output);
        await PaidExactlyAsync(apps, updated, old);
        return updated;
    }

    private static async Task<JsonElement> RenewAsync(AppNetwork apps, JsonElement updated)
    {
        var old = await EscrowCoinAsync(apps, updated);
        IReadOnlyList<string> containers = [];
        await Eventually.HoldsAsync(async () => (containers = await apps.ContainersAsync()).Count == 2, () => Task.FromResult($"two containers; there are {containers.Count}"));
        var renewed = Json((await apps.Flux.RunAsync("app", "renew", Name, "--blocks", $"{LaterBlocks}", "--yes", "-o", "json")).ShouldEndWith(0).Output);
        var coin = await PaidExactlyAsync(apps, renewed, old);
        coin.Blocks.ShouldBe(LaterBlocks);
        renewed.GetProperty("endHeight").GetInt64().ShouldBe(coin.Start + LaterBlocks);
        renewed.GetProperty("endHeight").GetInt64().ShouldBeGreaterThan(updated.GetProperty("endHeight").GetInt64());
        var shown = Json((await apps.Flux.RunAsync("app", "show", Name, "-o", "json")).ShouldEndWith(0).Output);
        shown.GetProperty("endHeight").GetInt64().ShouldBe(coin.Start + LaterBlocks);
        shown.GetProperty("hash").GetString().ShouldBe(renewed.GetProperty("hash").GetString());
        await EveryAnswerSaysAsync(apps, "good morning");
        containers.ShouldBeSubsetOf(await apps.ContainersAsync(), "a renewal touches no container");
        return renewed;
    }

    private static async Task RemoveAsync(AppNetwork apps, JsonElement renewed)
    {
        var coin = await EscrowCoinAsync(apps, renewed);
        var removed = Json((await apps.Flux.RunAsync("app", "remove", Name, "--yes", "-o", "json")).ShouldEndWith(0).Output);
        (Satoshis(removed.GetProperty("refund")) + Satoshis(removed.GetProperty("fee"))).ShouldBe(Worth(coin, removed.GetProperty("judgedAtHeight").GetInt64()));
        await Eventually.HoldsAsync(async () => (await apps.ContainersAsync()).Count == 0, () => Task.FromResult("no container of the removed app"));
    }

    /// <summary>What the transaction takes and gives, read from the chain: ordinary coins + what the old coin was worth = new coin + change + fee.</summary>
    private static async Task<(long Value, long Start, long Blocks)> PaidExactlyAsync(AppNetwork apps, JsonElement told, (long Value, long Start, long Blocks) old)
    {
        var worth = Worth(old, told.GetProperty("judgedAtHeight").GetInt64());
        Satoshis(told.GetProperty("credit")).ShouldBe(worth);
        var coin = await EscrowCoinAsync(apps, told);
        coin.Value.ShouldBe(Satoshis(told.GetProperty("price")));

        var transaction = await TransactionAsync(apps, told.GetProperty("txid").GetString()!);
        transaction.GetProperty("expiryheight").GetInt64().ShouldBe(told.GetProperty("judgedAtHeight").GetInt64());
        var inputs = transaction.GetProperty("vin").EnumerateArray().ToList();
        var ordinary = 0L;
        foreach (var input in inputs.Skip(1))
        {
            var source = await TransactionAsync(apps, input.GetProperty("txid").GetString()!);
            ordinary += Satoshis(source.GetProperty("vout")[input.GetProperty("vout").GetInt32()].GetProperty("value"));
        }
        var outputs = transaction.GetProperty("vout").EnumerateArray().Sum(output => Satoshis(output.GetProperty("value")));
        (ordinary + worth - outputs).ShouldBe(Satoshis(told.GetProperty("fee")));
        // paid = price − worth of the old coin + fee
        var change = outputs - coin.Value;
        (ordinary - change).ShouldBe(coin.Value - worth + Satoshis(told.GetProperty("fee")));
        return coin;
    }

    // architecture, "Escrow coins, exactly": v − (v / blocks)·age.
    private static long Worth((long Value, long Start, long Blocks) coin, long height) => coin.Value - (coin.Value / coin.Blocks * (height - coin.Start));

    private static async Task<(long Value, long Start, long Blocks)> EscrowCoinAsync(AppNetwork apps, JsonElement paid)
    {
        var coin = await apps.Fluxd.CallAsync("gettxout", CancellationToken.None, paid.GetProperty("txid").GetString()!, 0);
        return (Satoshis(coin.GetProperty("value")), coin.GetProperty("escrowstart").GetInt64(), coin.GetProperty("escrowblocks").GetInt64());
    }

    private static Task<JsonElement> TransactionAsync(AppNetwork apps, string id) => apps.Fluxd.CallAsync("getrawtransaction", CancellationToken.None, id, 1);

    /// <summary>Both instances answer with the greeting, and none with another one, eight times in a row.</summary>
    private static async Task EveryAnswerSaysAsync(AppNetwork apps, string greeting)
    {
        using var http = AppNetwork.Visitor();
        var (nodes, last) = (new HashSet<string>(), "");
        await Eventually.HoldsAsync(
            async () =>
            {
                nodes.Clear();
                for (var i = 0; i < 8; i++)
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{apps.Network.Options.Gateway}/") { Headers = { Host = Host } };
                    try
                    {
                        using var answer = await http.SendAsync(request);
                        last = await answer.Content.ReadAsStringAsync();
                        if (!answer.IsSuccessStatusCode || Json(last) is var read && read.GetProperty("greeting").GetString() != greeting) return false;
                        nodes.Add(Json(last).GetProperty("node").GetString()!);
                    }
                    catch (Exception e) when (e is HttpRequestException or TaskCanceledException or JsonException)
                    {
                        last = e.Message;
                        return false;
                    }
                }
                return nodes.Count == 2;
            },
            () => Task.FromResult($"two instances that say '{greeting}'; the last answer: {last}"));
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement.Clone();

    private static long Satoshis(JsonElement amount)
    {
        if (amount.ValueKind == JsonValueKind.Number) return (long)(amount.GetDecimal() * Amount.Coin);
        Amount.TryParse(amount.GetString(), out var read).ShouldBeTrue();
        return read.Satoshis;
    }
}
