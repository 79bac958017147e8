using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Flux.Contracts.Rpc;

namespace Flux.Functional.Tests.Rpc;

/// <summary>What clients may do wrong or on purpose, against a real daemon: it answers each as it should and serves the next one.</summary>
public sealed class HostileClientTests(SharedFluxd shared) : IClassFixture<SharedFluxd>
{
    private const int ManyConnections = 1000;

    private FluxdProcess Fluxd => shared.Fluxd;

    [Theory]
    [InlineData("control", 2)]
    [InlineData("blockchain", 20)]
    [InlineData("network", 12)]
    [InlineData("mining", 8)]
    [InlineData("generating", 2)]
    [InlineData("rawtransactions", 7)]
    [InlineData("util", 6)]
    [InlineData("addressindex", 7)]
    [InlineData("fluxnode", 18)]
    [InlineData("emergencyblock", 4)]
    [InlineData("benchmarks", 4)]
    [InlineData("wallet", 35)]
    public async Task Wrong_types_and_missing_parameters_are_refused_with_a_code(string category, int least)
    {
        var commands = (await CommandsAsync(category)).Except(["stop", "waitfornewblock", "generate", "setnetworkactive"]).ToList();
        commands.Count.ShouldBeGreaterThanOrEqualTo(least - 1);
        string[] bad = ["[]", "[null]", "[{}]", "[[]]", "[-1]", "[1e400]", "[\"\"]", "[\"\\u0000\"]", "[true,true,true]", "[\"x\",\"y\",\"z\",\"u\",\"v\",\"w\"]", "[{\"addresses\":5},-9223372036854775809]", "[[[[1]]],{\"a\":{}},\"\\ud800\"]"];
        foreach (var command in commands)
        {
            foreach (var parameters in bad)
            {
                var (status, body) = await PostAsync($$"""{"method":"{{command}}","params":{{parameters}},"id":7}""");
                status.ShouldBeOneOf([200, 400, 404, 500], $"{command} {parameters}");
                using var answer = JsonDocument.Parse(body);
                if (status == 200) continue;
                var error = answer.RootElement.GetProperty("error");
                var label = $"{command} {parameters}: {body}";
                error.GetProperty("code").GetInt32().ShouldBeInRange(-32700, -1, label);
                error.GetProperty("code").GetInt32().ShouldNotBe(RpcErrorCode.Internal, label);
                foreach (var leak in new[] { "Exception", "   at ", "System.", "Object reference", "Index was out" }) error.GetProperty("message").GetString()!.ShouldNotContain(leak, Case.Sensitive, label);
            }
        }
        Fluxd.Log.Split('\n').Where(line => line.Contains("failed", StringComparison.Ordinal)).ShouldBeEmpty();
        await StillServesAsync();
    }

    [Theory]
    [InlineData("blockchain", "getblock getblockhash getblockheader gettxout gettxoutproof verifytxoutproof")]
    [InlineData("network", "addnode disconnectnode setban getaddednodeinfo")]
    [InlineData("mining", "prioritisetransaction submitblock")]
    [InlineData("generating", "generate setgenerate")]
    [InlineData("rawtransactions", "getrawtransaction createrawtransaction decoderawtransaction decoderawblock decodescript sendrawtransaction signrawtransaction")]
    [InlineData("util", "validateaddress z_validateaddress verifymessage createmultisig estimatefee estimatepriority")]
    [InlineData("addressindex", "getaddressutxos getaddressbalance getaddressdeltas getaddresstxids getaddressmempool getspentinfo")]
    [InlineData("fluxnode", "startfluxnode startfluxnodeasdelegate startp2shasdelegate listfluxnodedelegates createp2shstarttx signp2shstarttx sendp2shstarttx")]
    [InlineData("emergencyblock", "signemergencyblock verifyemergencyblock submitemergencyblock")]
    [InlineData("wallet", "sendtoaddress sendmany sendfrom dumpprivkey importprivkey signmessage gettransaction lockunspent")]
    public async Task A_command_that_lacks_parameters_answers_its_usage_and_too_many_are_refused(string category, string needing)
    {
        var all = await CommandsAsync(category);
        foreach (var command in needing.Split(' '))
        {
            all.ShouldContain(command);
            var (status, body) = await PostAsync($$"""{"method":"{{command}}","params":[],"id":1}""");
            (status, body.Contains("\"code\":-1,", StringComparison.Ordinal), body.Contains($"\"message\":\"{command}", StringComparison.Ordinal)).ShouldBe((500, true, true), body);
            var (_, many) = await PostAsync($$"""{"method":"{{command}}","params":[{{string.Join(',', Enumerable.Repeat("0", 20))}}],"id":1}""");
            many.ShouldContain("\"code\":-1,");
        }
    }

    [Fact]
    public async Task Who_asks_much_and_reads_nothing_holds_nobody_up()
    {
        using (var generating = Fluxd.Client()) await generating.CallAsync("generate", default, 1);
        var batch = "[" + string.Join(',', Enumerable.Repeat("""{"method":"help","id":1}""", 4000)) + "]";
        var request = $"POST / HTTP/1.1\r\nHost: x\r\nAuthorization: {Authorization()}\r\nContent-Length: {batch.Length}\r\n\r\n{batch}";
        var deaf = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 8; i++) deaf.Add(await ConnectAsync(request));
            await StillServesAsync();
            await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => StillServesAsync()));
        }
        finally
        {
            deaf.ForEach(client => client.Dispose());
        }
        await StillServesAsync();
    }

    [Fact]
    public async Task A_body_of_more_than_32_MiB_is_refused_and_a_large_one_is_read()
    {
        (await PostAsync("{\"method\":\"getblockcount\",\"params\":[],\"id\":\"" + new string('x', 33 << 20) + "\"}")).Status.ShouldBe((int)HttpStatusCode.RequestEntityTooLarge);
        (await PostAsync("{\"method\":\"decoderawtransaction\",\"params\":[\"" + new string('f', 8 << 20) + "\"],\"id\":1}")).Body.ShouldContain("TX decode failed");
        await StillServesAsync();
    }

    [Theory]
    [InlineData(600, 200)]
    [InlineData(100_000, 500)]
    public async Task Deep_nesting_is_read_or_refused_but_never_fatal(int depth, int expected)
    {
        (await PostAsync(new string('[', depth) + new string(']', depth))).Status.ShouldBe(expected);
        (await PostAsync("""{"method":"getblockcount","params":[],"id":""" + string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth + 1))).Status.ShouldBe(expected);
        await StillServesAsync();
    }

    [Fact]
    public async Task A_large_batch_is_answered_in_order()
    {
        var batch = "[" + string.Join(',', Enumerable.Range(0, 5000).Select(i => $$"""{"method":"getblockhash","params":[{{i % 2}}],"id":{{i}}}""")) + "]";
        var (status, body) = await PostAsync(batch);
        status.ShouldBe(200);
        using var answer = JsonDocument.Parse(body);
        answer.RootElement.EnumerateArray().Select(item => item.GetProperty("id").GetInt32()).ShouldBe(Enumerable.Range(0, 5000));
    }

    [Fact]
    public async Task Clients_that_send_nothing_or_half_a_request_are_dropped_and_hold_nobody_up()
    {
        var slow = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 200; i++) slow.Add(await ConnectAsync(i % 2 == 0 ? "POST / HTTP/1.1\r\nHost: x\r\nContent-Le" : $"POST / HTTP/1.1\r\nHost: x\r\nAuthorization: {Authorization()}\r\nContent-Length: 1000\r\n\r\n{{"));
            await StillServesAsync();
            foreach (var client in slow) await EndsAsync(client);
        }
        finally
        {
            slow.ForEach(client => client.Dispose());
        }
        await StillServesAsync();
    }

    [Fact]
    public async Task A_thousand_connections_at_once_are_all_answered()
    {
        // One that has the time until the last of them is there, on any machine.
        await using var patient = await FluxdProcess.StartAsync(["-rpcservertimeout=600"]);
        var body = """{"method":"getblockcount","params":[],"id":1}""";
        var request = $"POST / HTTP/1.1\r\nHost: x\r\nAuthorization: {Authorization(patient)}\r\nContent-Length: {body.Length}\r\n\r\n";
        var clients = await Task.WhenAll(Enumerable.Range(0, ManyConnections).Select(_ => ConnectAsync(request, patient)));
        try
        {
            // All are open and half way; now each finishes.
            foreach (var one in clients) await one.GetStream().WriteAsync(Encoding.ASCII.GetBytes(body));
            foreach (var answer in await Task.WhenAll(clients.Select(ReadHeadAsync))) answer.ShouldStartWith("HTTP/1.1 200");
        }
        finally
        {
            foreach (var one in clients) one.Dispose();
        }
        using var client = patient.Client();
        (await client.CallAsync("getblockcount")).GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Who_guesses_passwords_waits_and_who_knows_it_does_not()
    {
        using var http = new HttpClient();
        var guesses = Enumerable.Range(0, 12).Select(i => SendAsync(http, "{}", new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"__cookie__:{i}"))))).ToList();
        await StillServesAsync();
        guesses.ShouldContain(guess => !guess.IsCompleted);
        (await Task.WhenAll(guesses)).ShouldAllBe(answer => answer.Status == 401);
    }

    [Fact]
    public async Task Rest_and_unknown_paths_take_odd_input()
    {
        using var http = new HttpClient();
        foreach (var path in new[] { "rest/", "rest/tx/", "rest/tx/..%2f..%2fetc%2fpasswd.json", "rest/block/" + new string('f', 5000), "rest/headers/-1/x.json", "rest/getutxos/", "rest/getutxos/checkmempool.json", "%00", "rest/headers/99999999999999/0.bin" })
        {
            var answer = await http.GetAsync(new Uri($"http://{Fluxd.Endpoint}/{path}"));
            ((int)answer.StatusCode).ShouldBeOneOf([400, 404, 500], path);
            (await answer.Content.ReadAsStringAsync()).ShouldNotContain("Exception");
        }
        await StillServesAsync();
    }

    /// <summary>The commands that help lists under a heading.</summary>
    private async Task<IReadOnlyList<string>> CommandsAsync(string category)
    {
        using var client = Fluxd.Client();
        var help = (await client.CallAsync("help")).GetString()!.Split('\n');
        return [.. help.SkipWhile(line => line != $"== {category} ==").Skip(1).TakeWhile(line => !line.StartsWith("==", StringComparison.Ordinal)).Where(line => line.Length > 0).Select(line => line.Split(' ')[0])];
    }

    private async Task StillServesAsync()
    {
        using var client = Fluxd.Client();
        (await client.CallAsync("getblockcount")).GetInt32().ShouldBeGreaterThanOrEqualTo(0);
        Fluxd.HasExited.ShouldBeFalse();
    }

    private string Authorization(FluxdProcess? of = null) => "Basic " + Convert.ToBase64String(File.ReadAllBytes((of ?? Fluxd).Cookie));

    private async Task<(int Status, string Body)> PostAsync(string body)
    {
        using var http = new HttpClient();
        return await SendAsync(http, body, AuthenticationHeaderValue.Parse(Authorization()));
    }

    private async Task<(int Status, string Body)> SendAsync(HttpClient http, string body, AuthenticationHeaderValue authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{Fluxd.Endpoint}/") { Content = new StringContent(body) };
        request.Headers.Authorization = authorization;
        request.Headers.ExpectContinue = body.Length > 1 << 20;
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private async Task<TcpClient> ConnectAsync(string start, FluxdProcess? to = null)
    {
        var client = new TcpClient();
        await client.ConnectAsync((to ?? Fluxd).Endpoint);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(start));
        return client;
    }

    private static async Task<string> ReadHeadAsync(TcpClient client)
    {
        var buffer = new byte[64];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var count = await client.GetStream().ReadAtLeastAsync(buffer, 12, throwOnEndOfStream: false, limit.Token);
        return Encoding.ASCII.GetString(buffer, 0, count);
    }

    /// <summary>The daemon closes the connection, with or without a word.</summary>
    private static async Task EndsAsync(TcpClient client)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            var buffer = new byte[4096];
            while (await client.GetStream().ReadAsync(buffer, limit.Token) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Reset: closed as well.
        }
    }
}
