using System.Text.Json;
using Flux.Daemon.Tests.Rpc.Replay;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Wire;

namespace Flux.Daemon.Tests.Rpc.Mining;

/// <summary>
/// Templates, proposals and submissions as fluxd answered them at seven heights of the eras chain. The recording's reward goes to a key of its
/// own at each height: that output's script is exchanged for ours, everything else must be equal to the letter, order included.
/// </summary>
public sealed class RecordedTemplateTests
{
    private const string MinerAddress = "tmKicSXc11y2eLgLYsrAAEgapg2t2Tgqx52";

    public static IReadOnlyList<int> Heights => [0, 9, 39, 120, 300, 420, 600];

    [Fact]
    public async Task Answers_as_fluxd_did_at_every_recorded_height()
    {
        await using var daemon = await GrowingDaemon.StartAsync(MinerAddress);
        var compared = 0;
        foreach (var height in Heights)
        {
            var calls = SharedData.ReadJson($"recorded/rpc/getblocktemplate-at-{height}.json").EnumerateArray().ToList();
            await daemon.GrowAsync(height, TimeOf(calls[0]));
            foreach (var call in calls)
            {
                var request = call.GetProperty("request").GetString()!;
                if (request.Contains("getpeerinfo", StringComparison.Ordinal)) continue;
                var (status, text) = await daemon.PostAsync(request);
                status.ShouldBe(call.GetProperty("status").GetInt32(), text);
                Normal(text).ShouldBe(Normal(WithOurScript(call.GetProperty("response").GetString()!, daemon)), $"height {height}: {request[..Math.Min(140, request.Length)]}");
                compared++;
            }
        }
        compared.ShouldBe(69);
    }

    [Fact]
    public async Task Says_what_keeps_a_template_from_being_made()
    {
        await using var daemon = await GrowingDaemon.StartAsync(minerAddress: null);
        (await daemon.PostAsync(Call("{}"))).Text.ShouldContain("-32601");
        daemon.Connections = 0;
        (await daemon.PostAsync(Call("{}"))).Text.ShouldContain("\"code\":-9,\"message\":\"Flux is not connected!\"");
        (await daemon.PostAsync(Call("7"))).Text.ShouldContain("JSON value is not an object as expected");
    }

    [Fact]
    public async Task A_long_poll_ends_with_the_next_tip_and_with_a_changed_pool_only_later()
    {
        await using var daemon = await GrowingDaemon.StartAsync(MinerAddress);
        await daemon.GrowAsync(20);
        var first = await daemon.PostAsync(Call("{}"));
        var id = JsonDocument.Parse(first.Text).RootElement.GetProperty("result").GetProperty("longpollid").GetString();
        var waiting = daemon.PostAsync(Call($"{{\"longpollid\":\"{id}\"}}"));
        waiting.IsCompleted.ShouldBeFalse();
        await daemon.GrowAsync(21);
        JsonDocument.Parse((await waiting).Text).RootElement.GetProperty("result").GetProperty("height").GetInt32().ShouldBe(22);
        // One that is already old is answered at once.
        JsonDocument.Parse((await daemon.PostAsync(Call($"{{\"longpollid\":\"{id}\"}}"))).Text).RootElement.GetProperty("result").GetProperty("height").GetInt32().ShouldBe(22);
        (await daemon.PostAsync(Call("{\"longpollid\":\"x\"}"))).Text.ShouldContain("longpollid must begin with a block hash");
    }

    [Fact]
    public async Task There_is_nothing_to_mine_once_nodes_make_the_blocks()
    {
        await using var daemon = await GrowingDaemon.StartAsync(MinerAddress);
        await daemon.GrowAsync(655);
        var (status, text) = await daemon.PostAsync(Call("{}"));
        status.ShouldBe(500);
        text.ShouldContain("\"code\":-1,");
        text.ShouldContain("tx-coinbase-missing-dev-funding");
    }

    private static string Call(string wish) => $"{{\"id\":1,\"method\":\"getblocktemplate\",\"params\":[{wish}]}}";

    private static uint TimeOf(JsonElement call) => JsonDocument.Parse(call.GetProperty("response").GetString()!).RootElement.GetProperty("result").GetProperty("curtime").GetUInt32();

    private static string WithOurScript(string response, GrowingDaemon daemon)
    {
        // Not as nodes: names repeat where a block pays several funds.
        using var parsed = JsonDocument.Parse(response);
        var result = parsed.RootElement.GetProperty("result");
        if (result.ValueKind != JsonValueKind.Object || !result.TryGetProperty("coinbasetxn", out var coinbase)) return response;
        var data = coinbase.GetProperty("data").GetString()!;
        TransactionCodec.TryParse(Convert.FromHexString(data), out var recorded, out _).ShouldBeTrue();
        Address.TryParse(MinerAddress, daemon.Network.Addresses, out var address).ShouldBeTrue();
        var ours = new Transaction
        {
            Version = recorded!.Version,
            Overwintered = recorded.Overwintered,
            VersionGroup = recorded.VersionGroup,
            Inputs = recorded.Inputs,
            Outputs = [recorded.Outputs[0] with { ScriptPubKey = address.ToScript() }, .. recorded.Outputs.Skip(1)],
        };
        return response.Replace(data, Convert.ToHexStringLower(ours.Bytes.Span), StringComparison.Ordinal)
            .Replace(coinbase.GetProperty("hash").GetString()!, ours.Id.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The counter in a longpollid is the daemon's own.</summary>
    private static string Normal(string text)
    {
        const string Key = "\"longpollid\":\"";
        var at = text.IndexOf(Key, StringComparison.Ordinal);
        if (at < 0) return text;
        var counter = at + Key.Length + 64;
        return string.Concat(text.AsSpan(0, counter), text.AsSpan(text.IndexOf('"', counter)));
    }
}
