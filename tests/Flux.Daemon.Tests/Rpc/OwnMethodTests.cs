using System.Net;
using System.Text;
using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Rpc.Json;
using Flux.Daemon.Tests.Rpc.Replay;
using Flux.P2P;

namespace Flux.Daemon.Tests.Rpc;

/// <summary>Commands that fluxd does not have.</summary>
public sealed class OwnMethodTests(RecordedDaemon daemon) : IClassFixture<RecordedDaemon>
{
    [Fact]
    public async Task The_ledger_is_conserved_and_at_the_tip()
    {
        var ledger = await CallAsync("getledgerinfo");
        ledger.GetProperty("height").GetInt32().ShouldBe(1400);
        ledger.GetProperty("conserved").GetBoolean().ShouldBeTrue();
        ledger.GetProperty("coins").GetRawText().ShouldBe((await CallAsync("gettxoutsetinfo")).GetProperty("total_amount").GetRawText());
    }

    [Fact]
    public async Task Waiting_for_a_block_ends_when_the_time_is_over_or_the_tip_is_another_already()
    {
        var tip = (await CallAsync("getbestblockhash")).GetString()!;
        (await CallAsync("waitfornewblock", "1", $"\"{tip}\"")).GetProperty("hash").GetString().ShouldBe(tip);
        (await CallAsync("waitfornewblock", "50000", "\"00\"")).GetProperty("height").GetInt32().ShouldBe(1400);
        (await daemon.PostAsync("""{"method":"waitfornewblock","params":[55001]}""")).Text.ShouldContain("timeout_ms must be from 0 to 55000");
    }

    [Fact]
    public async Task A_block_is_preferred_when_it_is_known()
    {
        var tip = (await CallAsync("getbestblockhash")).GetString()!;
        (await CallAsync("preciousblock", $"\"{tip}\"")).ValueKind.ShouldBe(JsonValueKind.Null);
        (await daemon.PostAsync("""{"method":"preciousblock","params":["11"]}""")).Text.ShouldContain("\"code\":-5");
    }

    [Fact]
    public async Task A_snapshot_is_written_to_a_new_file_only()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var made = await CallAsync("dumptxoutset", $"\"{path}\"");
        made.GetProperty("base_height").GetInt32().ShouldBe(1400);
        new FileInfo(path).Length.ShouldBe(made.GetProperty("bytes").GetInt64());
        (await daemon.PostAsync($$"""{"method":"dumptxoutset","params":["{{path}}"]}""")).Text.ShouldContain("exists already");
        (await daemon.PostAsync("""{"method":"dumptxoutset","params":["\u0000"]}""")).Text.ShouldContain("path must name a file");
        File.Delete(path);
    }

    [Fact]
    public async Task A_snapshot_is_read_to_its_end_without_starting_from_it()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var made = await CallAsync("dumptxoutset", $"\"{path}\"");
        var hash = made.GetProperty("sha256").GetString()!;
        try
        {
            var facts = await CallAsync("checksnapshot", $"\"{path}\"", $"\"{hash.ToUpperInvariant()}\"");
            facts.GetProperty("base_height").GetInt32().ShouldBe(1400);
            facts.GetProperty("sha256").GetString().ShouldBe(hash);
            facts.GetProperty("coins").GetInt64().ShouldBe((await CallAsync("gettxoutsetinfo")).GetProperty("txouts").GetInt64());
            facts.GetProperty("onchain").GetBoolean().ShouldBeTrue();
            facts.GetProperty("checkpoint").GetBoolean().ShouldBeFalse();

            (await daemon.PostAsync($$"""{"method":"checksnapshot","params":["{{path}}","{{new string('0', 64)}}"]}""")).Text.ShouldContain($"its SHA-256 is {hash}, not 000");
            await File.AppendAllTextAsync(path, "more", TestContext.Current.CancellationToken);
            (await daemon.PostAsync($$"""{"method":"checksnapshot","params":["{{path}}"]}""")).Text.ShouldContain("bytes follow its end");
            await File.WriteAllTextAsync(path, "short", TestContext.Current.CancellationToken);
            (await daemon.PostAsync($$"""{"method":"checksnapshot","params":["{{path}}"]}""")).Text.ShouldContain("\"code\":-22");
        }
        finally
        {
            File.Delete(path);
        }
        (await daemon.PostAsync($$"""{"method":"checksnapshot","params":["{{path}}"]}""")).Text.ShouldContain("\"code\":-1");
        (await daemon.PostAsync("""{"method":"checksnapshot","params":[""]}""")).Text.ShouldContain("path must name a file");
    }

    [Fact]
    public async Task The_network_is_switched_off_and_on()
    {
        (await CallAsync("setnetworkactive", "false")).GetBoolean().ShouldBeFalse();
        (await CallAsync("setnetworkactive", "true")).GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("host:99999")]
    [InlineData("a b")]
    [InlineData("")]
    public async Task A_node_that_cannot_be_is_not_added(string name)
    {
        foreach (var command in (string[])["add", "onetry"])
            (await daemon.PostAsync($$"""{"method":"addnode","params":["{{name}}","{{command}}"]}""")).Text.ShouldContain($"\"code\":-8,\"message\":\"Error: {name} must be an address or a host name");
        (await CallAsync("getaddednodeinfo", "false")).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Stop_asks_the_host_to_end()
    {
        (await CallAsync("stop")).GetString().ShouldBe("Flux server stopping");
        daemon.StopWasAsked.ShouldBeTrue();
    }

    [Fact]
    public async Task Help_lists_every_command_that_is_not_hidden_and_explains_each()
    {
        var overview = (await CallAsync("help")).GetString()!;
        foreach (var method in daemon.Dispatcher.Methods.Where(method => method.Area != "hidden"))
        {
            overview.Split('\n').ShouldContain(method.Synopsis);
            (await CallAsync("help", $"\"{method.Name}\"")).GetString().ShouldBe($"{method.Synopsis}\n\n{method.Help}");
        }
    }

    [Fact]
    public async Task The_typed_calls_read_the_state_that_the_daemon_tells()
    {
        using var answerer = new CallAnswerer(async body => (await daemon.PostAsync(body)).Text);
        using var client = new FluxdClient(answerer.Address, RpcCredentials.Password("peer", "peer"));
        var cancellation = TestContext.Current.CancellationToken;
        var coins = await client.CoinSetInfoAsync(cancellation);
        var ledger = await client.LedgerInfoAsync(cancellation);
        (ledger.Height, ledger.BestBlock, ledger.Coins, ledger.AreConserved).ShouldBe((1400, coins.BestBlock, coins.Satoshis, true));
        ledger.Shielded.ShouldNotBeNull().SaplingNotes.ShouldBe((await CallAsync("getledgerinfo")).GetProperty("shielded").GetProperty("saplingnotes").GetInt64());
        var rich = await client.RichListAsync(2, cancellation);
        rich.Richest.Count.ShouldBe(2);
        rich.Intervals.Sum(interval => interval.Count).ShouldBe(rich.Addresses);
        (await client.AddressBalanceAsync([rich.Richest[0].Address], cancellation)).Balance.ShouldBe(rich.Richest[0].Satoshis);

        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var made = await client.WriteSnapshotAsync(path, cancellation);
            (made.Height, made.Block, made.Coins).ShouldBe((1400, coins.BestBlock, null));
            (await client.CheckSnapshotAsync(path, made.Sha256, cancellation)).ShouldBe(made with { Coins = coins.Coins, IsOnChain = true, IsCheckpoint = false });
            (await Should.ThrowAsync<RpcException>(() => client.CheckSnapshotAsync(path, new string('0', 64), cancellation))).Code.ShouldBe(RpcErrorCode.Deserialization);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task The_typed_calls_read_what_the_daemon_tells_of_itself()
    {
        using var answerer = new CallAnswerer(async body => (await daemon.PostAsync(body)).Text);
        using var client = new FluxdClient(answerer.Address, RpcCredentials.Password("peer", "peer"));
        var cancellation = TestContext.Current.CancellationToken;
        (await client.DaemonInfoAsync(cancellation)).Height.ShouldBe(1400);
        (await client.NetworkInfoAsync(cancellation)).ProtocolVersion.ShouldBe(170021);
        (await client.MiningInfoAsync(cancellation)).NetworkRate.ShouldBe(await client.NetworkRateAsync(cancellation: cancellation));
        (await client.BlockSubsidyAsync(cancellation: cancellation)).Satoshis.ShouldBe(669615660);
        (await client.DifficultyAsync(cancellation)).ShouldBe(1);
        (await client.BlockHeaderAsync(await client.BestBlockHashAsync(cancellation), cancellation)).Next.ShouldBeNull();
        (await client.FeeAsync(1, cancellation)).ShouldBeNull();
        (await client.StartedNodesAsync(cancellation)).ShouldBeEmpty();
        (await client.DosNodesAsync(cancellation)).ShouldBeEmpty();
        (await client.BansAsync(cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_typed_call_reads_a_peer_as_the_daemon_writes_it()
    {
        var facts = new PeerFacts
        {
            Id = 7,
            Address = new IPEndPoint(IPAddress.Parse("10.0.0.9"), 16125),
            Inbound = true,
            IsReady = true,
            Version = 170021,
            UserAgent = "/x:1/",
            StartingHeight = 5,
            BanScore = 20,
            BytesSent = 1,
            BytesReceived = 2,
            ConnectedAt = DateTimeOffset.FromUnixTimeSeconds(1700000000),
        };
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json)) PeerJson.Write(writer, facts);
        using var answerer = new CallAnswerer(_ => Task.FromResult($$"""{"result":[{{Encoding.UTF8.GetString(json.ToArray())}}],"error":null,"id":1}"""));
        using var client = new FluxdClient(answerer.Address, RpcCredentials.Password("peer", "peer"));
        (await client.PeersAsync(TestContext.Current.CancellationToken)).ShouldBe([new PeerInfo(7, "10.0.0.9:16125", 170021, "/x:1/", true, 1700000000, 1, 2, 0, 5, 20, -1, -1)]);
    }

    private async Task<JsonElement> CallAsync(string method, params string[] parameters)
    {
        var answer = await daemon.PostAsync($$"""{"method":"{{method}}","params":[{{string.Join(',', parameters)}}]}""");
        answer.Status.ShouldBe(200, answer.Text);
        using var document = JsonDocument.Parse(answer.Body);
        return document.RootElement.GetProperty("result").Clone();
    }
}
