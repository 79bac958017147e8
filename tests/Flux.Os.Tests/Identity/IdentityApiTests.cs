using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Flux.Os.Api;
using Flux.Os.Following;
using Flux.Os.Identity;
using Flux.Os.Payments;
using Flux.Os.Tests.Support;
using Flux.Os.Watching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Flux.Os.Tests.Identity;

/// <summary>The routes that log people in, and that tell pages what a wallet signed or paid, over HTTP and websocket, with the bodies that existing clients send.</summary>
public sealed class IdentityApiTests : IdentityTest
{
    private readonly Owner _user = new(3);
    private readonly HttpClient _http = new();
    private WebApplication _app = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRateLimiter(RateLimits.Set);
        builder.Services.AddSingleton(Parts.Options).AddSingleton(Parts.Sessions).AddSingleton(Parts.Authenticator).AddSingleton(Parts.Desk)
            .AddSingleton(new SignDesk(Time)).AddSingleton(new PaymentDesk(Time)).AddSingleton(new EngineAnswers(KeeperHolder.Of(null), Time)).AddSingleton(new DosBook());
        _app = builder.Build();
        _app.UseWebSockets();
        _app.UseRateLimiter();
        IdentityEndpoints.Map(_app);
        WalletSockets.Map(_app);
        PaymentEndpoints.Map(_app);
        await _app.StartAsync();
        _http.BaseAddress = new Uri(_app.Urls.First());
    }

    public override async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await base.DisposeAsync();
    }

    [Theory]
    [InlineData("id", false)]
    [InlineData("id", true)]
    [InlineData("zelid", false)]
    public async Task A_login_by_its_routes(string prefix, bool asForm)
    {
        var phrase = (await GetAsync($"{prefix}/loginphrase"))["data"]!.GetValue<string>();
        var signature = _user.SignText(phrase);
        var auth = $"zelid={_user.Address}&signature={Uri.EscapeDataString(signature)}&loginPhrase={phrase}";
        var body = asForm ? auth : new JsonObject { ["address"] = _user.Address, ["signature"] = signature, ["message"] = phrase }.ToJsonString();

        var login = await PostAsync($"{prefix}/verifylogin", body);

        login["status"]!.GetValue<string>().ShouldBe("success", login.ToJsonString());
        var data = login["data"]!.AsObject();
        data.Select(field => field.Key).ShouldBe(["message", "zelid", "loginPhrase", "signature", "privilage", "createdAt", "expireAt"]);
        data["privilage"]!.GetValue<string>().ShouldBe("user");
        (await GetAsync($"{prefix}/loggedsessions", auth))["data"]!.AsArray().ShouldHaveSingleItem()!["loginPhrase"]!.GetValue<string>().ShouldBe(phrase);
        (await GetAsync($"{prefix}/logoutcurrentsession", auth))["status"]!.GetValue<string>().ShouldBe("success");
        Parts.Sessions.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_that_waits_with_a_phrase_is_told_over_its_socket()
    {
        var phrase = (await GetAsync("id/loginphrase"))["data"]!.GetValue<string>();
        using var socket = await DialAsync($"ws/id/{phrase}");

        await PostAsync("id/verifylogin", new JsonObject { ["zelid"] = _user.Address, ["signature"] = _user.SignText(phrase), ["loginPhrase"] = phrase }.ToJsonString());

        var (text, code) = await ReadAsync(socket);
        code.ShouldBe(4012);
        var fields = HttpUtility.ParseQueryString(text);
        fields["status"].ShouldBe("success");
        fields["data[zelid]"].ShouldBe(_user.Address);
        fields["data[signature]"].ShouldBe(_user.SignText(phrase));
    }

    [Fact]
    public async Task A_socket_with_an_unknown_phrase_is_closed_with_its_code()
    {
        using var socket = await DialAsync("ws/id/unknown");

        (await ReadAsync(socket)).Code.ShouldBe(4011);
    }

    [Fact]
    public async Task A_signature_is_carried_from_the_wallet_to_the_page()
    {
        const string text = "fluxappregister1{\"a\":1}1700000000000";
        using var socket = await DialAsync($"ws/sign/{_user.Address}{text[^13..]}");

        (await PostAsync("id/providesign", new JsonObject { ["address"] = _user.Address, ["signature"] = _user.SignText(text), ["message"] = text }.ToJsonString()))["status"]!.GetValue<string>().ShouldBe("success");

        var (answer, code) = await ReadAsync(socket);
        code.ShouldBe(4014);
        HttpUtility.ParseQueryString(answer)["data[signature]"].ShouldBe(_user.SignText(text));
    }

    [Theory]
    [InlineData("{\"transaction_id\":\"ab12\",\"coin\":\"zelcash\",\"amount\":\"0.5\"}")]
    [InlineData("txid=ab12&coin=zelcash&amount=0.5")]
    public async Task The_page_that_gave_a_link_to_pay_is_told_of_the_payment(string body)
    {
        var id = (await GetAsync("payment/paymentrequest"))["data"]!["paymentId"]!.GetValue<string>();
        using var socket = await DialAsync($"ws/payment/{id}");

        var answer = await PostAsync($"payment/verifypayment?paymentid={id}", body);

        answer["status"]!.GetValue<string>().ShouldBe("success", answer.ToJsonString());
        var (text, code) = await ReadAsync(socket);
        code.ShouldBe(4012);
        var fields = HttpUtility.ParseQueryString(text);
        fields["status"].ShouldBe("success");
        fields["data[paymentId]"].ShouldBe(id);
        fields["data[txid]"].ShouldBe("ab12");
        fields["data[amount]"].ShouldBe("0.5");
    }

    [Fact]
    public async Task A_payment_that_nobody_asked_for_is_refused_and_not_waited_for()
    {
        (await PostAsync("payment/verifypayment?paymentid=1795454035787_abcdefghij", "txid=ab12&coin=zelcash"))["data"]!["name"]!.GetValue<string>().ShouldBe("NotFound");
        (await PostAsync("payment/verifypayment", "txid=ab12&coin=zelcash"))["data"]!["message"]!.GetValue<string>().ShouldBe("paymentid is missing");
        (await PostAsync("payment/verifypayment?paymentid=1", "txid=" + new string('a', 10_001)))["data"]!["code"]!.GetValue<int>().ShouldBe(413);
        using var socket = await DialAsync("ws/payment/1795454035787_abcdefghij");

        var (text, code) = await ReadAsync(socket);

        code.ShouldBe(1000);
        HttpUtility.ParseQueryString(text)["status"].ShouldBe("error");
    }

    [Fact]
    public async Task A_wrong_signature_is_not_carried() =>
        (await PostAsync("id/providesign", new JsonObject { ["address"] = _user.Address, ["signature"] = _user.SignText("other"), ["message"] = "text" }.ToJsonString()))["status"]!.GetValue<string>().ShouldBe("error");

    [Theory]
    [InlineData("id/loggedsessions")]
    [InlineData("id/logoutcurrentsession")]
    [InlineData("id/logoutallsessions")]
    [InlineData("id/loggedusers")]
    [InlineData("id/activeloginphrases")]
    [InlineData("id/logoutallusers")]
    public async Task Without_a_proof_nothing_is_told(string path) => (await GetAsync(path))["data"]!["code"]!.GetValue<int>().ShouldBe(401);

    [Theory]
    [InlineData("id/loggedusers")]
    [InlineData("id/activeloginphrases")]
    [InlineData("id/logoutallusers")]
    public async Task Only_the_operator_sees_and_ends_everybody_s_sessions(string path)
    {
        var (user, admin) = (Parts.LogIn(_user), Parts.LogIn(IdentityParts.Operator));

        (await GetAsync(path, HeaderOf(user)))["data"]!["code"]!.GetValue<int>().ShouldBe(401);
        (await GetAsync(path, HeaderOf(admin)))["status"]!.GetValue<string>().ShouldBe("success");
    }

    [Fact]
    public async Task Nobody_ends_another_s_session()
    {
        var (mine, theirs) = (Parts.LogIn(_user), Parts.LogIn(new Owner(5)));

        (await PostAsync("id/logoutspecificsession", $$"""{"loginPhrase":"{{theirs.Session.Phrase}}"}""", HeaderOf(mine)))["status"]!.GetValue<string>().ShouldBe("error");
        Parts.Sessions.Find(theirs.Session.Phrase).ShouldNotBeNull();
        (await PostAsync("id/logoutspecificsession", $$"""{"loginPhrase":"{{mine.Session.Phrase}}"}""", HeaderOf(mine)))["status"]!.GetValue<string>().ShouldBe("success");
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("{\"zelid\":1}", "zelid is missing")]
    [InlineData("{\"zelid\":\"a\",\"signature\":\"b\",\"loginPhrase\":\"c\"}", "40 to 70")]
    [InlineData("{", "not JSON")]
    public async Task Garbage_is_answered_with_the_reason(string body, string reason)
    {
        foreach (var route in (string[])["id/verifylogin", "id/checkprivilege"])
        {
            var answer = await PostAsync(route, body);
            answer["status"]!.GetValue<string>().ShouldBe("error");
            answer["data"]!.ToJsonString().ShouldContain(reason);
        }
    }

    [Fact]
    public async Task One_address_cannot_ask_without_end()
    {
        var answers = await Flood.UntilAsync(async () => (int)(await _http.GetAsync("id/emergencyphrase")).StatusCode, code => code == 429);

        answers.Count(code => code == 200).ShouldBeGreaterThanOrEqualTo(60);
    }

    private static string HeaderOf(LoginResult login) => $"zelid={login.Session.Id}&signature={Uri.EscapeDataString(login.Signature)}&loginPhrase={login.Session.Phrase}";

    private static async Task<(string Text, int Code)> ReadAsync(ClientWebSocket socket)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var (buffer, text) = (new byte[4096], new StringBuilder());
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), deadline.Token);
            if (part.MessageType == WebSocketMessageType.Close) return (text.ToString(), (int)socket.CloseStatus!.Value);
            text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
        }
    }

    private async Task<JsonObject> GetAsync(string path, string? auth = null) => await SendAsync(new HttpRequestMessage(HttpMethod.Get, path), auth);

    private async Task<JsonObject> PostAsync(string path, string body, string? auth = null) => await SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) }, auth);

    private async Task<JsonObject> SendAsync(HttpRequestMessage request, string? auth)
    {
        using (request)
        {
            if (auth is not null) request.Headers.TryAddWithoutValidation(Credentials.Header, auth);
            using var response = await _http.SendAsync(request);
            return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        }
    }

    private async Task<ClientWebSocket> DialAsync(string path)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{_http.BaseAddress!.Authority}/{path}"), CancellationToken.None);
        return socket;
    }
}
