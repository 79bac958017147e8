using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Flux.Daemon.Tests.Rpc.Replay;

namespace Flux.Daemon.Tests.Explorer;

/// <summary>What clients of Socket.IO hear, packet by packet as those of socket.io-client 2.5 and 4.8 send and expect them.</summary>
public sealed class SocketTests(RecordedDaemon daemon) : ExplorerTest(daemon)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _limit = new(Patience);

    protected override string Root => "/socket.io/";

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _limit.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Over_a_web_socket_blocks_transactions_and_addresses_are_told(int version)
    {
        using var socket = await ConnectAsync($"?EIO={version}&transport=websocket");
        var open = await ReadAsync(socket);
        open.ShouldStartWith("0{\"sid\":\"");
        if (version == 4) await WriteAsync(socket, "40");
        (await ReadAsync(socket)).ShouldStartWith("40");
        if (version == 3)
        {
            await WriteAsync(socket, "2");
            (await ReadAsync(socket)).ShouldBe("3");
        }
        await WriteAsync(socket, """42["subscribe","inv"]""");
        await WriteAsync(socket, """42["subscribe","flux"]""");
        var block = await MoveTipAsync(socket);
        block.Tip.ShouldBe(block.Told);
    }

    [Fact]
    public async Task Polling_carries_the_same_and_can_be_left_for_a_web_socket()
    {
        var first = await Http.GetStringAsync(new Uri("?EIO=3&transport=polling", UriKind.Relative));
        var length = int.Parse(first[..first.IndexOf(':', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);
        var open = first.Substring(first.IndexOf(':', StringComparison.Ordinal) + 1, length);
        first.ShouldEndWith("2:40");
        using var facts = JsonDocument.Parse(open[1..]);
        facts.RootElement.GetProperty("upgrades")[0].GetString().ShouldBe("websocket");
        var session = $"?EIO=3&transport=polling&sid={facts.RootElement.GetProperty("sid").GetString()}";
        var subscribe = """42["subscribe","inv"]""";
        (await PostAsync(session, $"{subscribe.Length}:{subscribe}1:2")).ShouldBe("ok");
        (await Http.GetStringAsync(new Uri(session, UriKind.Relative))).ShouldBe("1:3");

        using var socket = await ConnectAsync(session.Replace("polling", "websocket", StringComparison.Ordinal));
        await WriteAsync(socket, "2probe");
        (await ReadAsync(socket)).ShouldBe("3probe");
        await WriteAsync(socket, "5");
        var (tip, told) = await MoveTipAsync(socket);
        tip.ShouldBe(told);
    }

    [Theory]
    [InlineData("?EIO=3&transport=polling&sid=nobody", "Session ID unknown")]
    [InlineData("?EIO=2&transport=polling", "Unsupported protocol version")]
    [InlineData("?EIO=3&transport=flashsocket", "Transport unknown")]
    public async Task Who_speaks_otherwise_is_told_so(string query, string message)
    {
        var answer = await Http.GetAsync(new Uri(query, UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(message);
    }

    [Fact]
    public async Task Packets_that_mean_nothing_are_passed_over_and_too_long_ones_end_the_connection()
    {
        using var socket = await ConnectAsync("?EIO=3&transport=websocket");
        await ReadAsync(socket);
        await ReadAsync(socket);
        foreach (var odd in (string[])["42", "42[", "42{}", "42[1,2]", """42["subscribe"]""", """42["subscribe",{"a":1}]""", """42["subscribe","nothing"]""", """42["subscribe","bitcoind/addresstxid",[1,null]]""", "", "9", "4"]) await WriteAsync(socket, odd);
        await WriteAsync(socket, "2");
        (await ReadAsync(socket)).ShouldBe("3");
        // The server may close before all of it is sent.
        (await Should.ThrowAsync<Exception>(async () =>
        {
            await WriteAsync(socket, new string('4', 200_000));
            while (true) await ReadAsync(socket);
        })).ShouldBeAssignableTo<WebSocketException>();
    }

    /// <summary>Takes the tip back and connects it again until one of them is told: a subscription begins a moment after it was asked for.</summary>
    private async Task<(string Tip, string Told)> MoveTipAsync(ClientWebSocket socket)
    {
        var tip = (await CallAsync("getbestblockhash")).GetString()!;
        var previous = (await CallAsync("getblockheader", $"\"{tip}\"")).GetProperty("previousblockhash").GetString()!;
        var told = ReadBlockAsync(socket, previous);
        using var looks = new PeriodicTimer(TimeSpan.FromSeconds(1.5));
        while (!told.IsCompleted)
        {
            await CallAsync("invalidateblock", $"\"{tip}\"");
            if (!told.IsCompleted) await looks.WaitForNextTickAsync(_limit.Token);
            await CallAsync("reconsiderblock", $"\"{tip}\"");
            if (!told.IsCompleted) await looks.WaitForNextTickAsync(_limit.Token);
        }
        return (previous, await told);
    }

    private async Task<string> ReadBlockAsync(ClientWebSocket socket, string hash)
    {
        while (true)
        {
            var packet = await ReadAsync(socket);
            if (packet == $"42[\"block\",\"{hash}\"]") return hash;
        }
    }

    private async Task<ClientWebSocket> ConnectAsync(string query)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{Http.BaseAddress!.Authority}{Root}{query}"), _limit.Token);
        return socket;
    }

    private async Task<string> PostAsync(string query, string body)
    {
        var answer = await Http.PostAsync(new Uri(query, UriKind.Relative), new StringContent(body, Encoding.UTF8, "text/plain"));
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task WriteAsync(ClientWebSocket socket, string packet) => await socket.SendAsync(Encoding.UTF8.GetBytes(packet), WebSocketMessageType.Text, true, _limit.Token);

    private async Task<string> ReadAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 << 10];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), _limit.Token);
            if (part.MessageType == WebSocketMessageType.Close) throw new WebSocketException("closed");
            length += part.Count;
            if (part.EndOfMessage) return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }
}
