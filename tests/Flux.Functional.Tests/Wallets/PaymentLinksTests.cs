using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Specs;

namespace Flux.Functional.Tests.Wallets;

/// <summary>The link by which the existing pages let a wallet pay for an app: <c>zel:?action=pay</c> with the app's message and a callback.</summary>
public sealed class PaymentLinksTests
{
    private const string Page = "http://127.0.0.1:26141/", EscrowAddress = "t1QCseJzn5VQQzsb4jpLYzTY2A2yjg1vSGE";

    [Fact]
    public async Task Pays_for_as_long_as_the_app_asks_and_tells_the_page()
    {
        await using var home = await WalletHome.WithChainAsync(30);
        var message = Message(66_000);
        using var page = new HttpListener();
        page.Prefixes.Add(Page);
        page.Start();
        var told = ServeAsync(page, message, message.Hash, HttpStatusCode.OK);
        var link = $"zel:?action=pay&coin=zelcash&address={EscrowAddress}&amount=1&message={message.Hash}&callback={Page}payment/verifypayment?paymentid=1795454035787_abcdefghij";

        var paid = (await home.ChainAsync("open", link, "--fluxos", Page, "-y")).ShouldEndWith(0);

        paid.Errors.ShouldContain("for 66000 blocks");
        var report = await told.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        report.ShouldStartWith("/payment/verifypayment?paymentid=1795454035787_abcdefghij ");
        report.ShouldContain($"transaction_id={paid.Output.Trim()}&");
        await home.Node.GenerateAsync(1);
        (await home.ConfirmationsAsync(paid.Output.Trim())).ShouldBe(1);

        // A node that lies is not believed: a message counts under its own hash. And the payment is made, whatever the page says.
        told = ServeAsync(page, Message(5_000), message.Hash, HttpStatusCode.InternalServerError);
        var again = (await home.ChainAsync("open", link, "--fluxos", Page, "-y")).ShouldEndWith(0).Errors;
        again.ShouldContain("for 22000 blocks");
        again.ShouldContain("could not be told");
        await told.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    /// <summary>Answers as a node that has the message under a hash, until a payment is reported; the report's path and body.</summary>
    private static async Task<string> ServeAsync(HttpListener page, AppMessage message, MessageHash claimed, HttpStatusCode toReport)
    {
        var known = new JsonObject { ["type"] = message.Type, ["version"] = 1, ["appSpecifications"] = JsonNode.Parse(message.Spec.ToCanonicalJson()), ["hash"] = claimed.ToString(), ["timestamp"] = message.Timestamp, ["signature"] = message.Signature };
        var answer = new JsonObject { ["status"] = "success", ["data"] = new JsonArray(known) }.ToJsonString();
        while (true)
        {
            var context = await page.GetContextAsync();
            using var reader = new StreamReader(context.Request.InputStream);
            var (path, body) = (context.Request.RawUrl!, await reader.ReadToEndAsync());
            var isReport = context.Request.HttpMethod == "POST";
            context.Response.StatusCode = (int)(isReport ? toReport : HttpStatusCode.OK);
            context.Response.Close(Encoding.UTF8.GetBytes(answer), willBlock: false);
            if (isReport) return $"{path} {body}&";
        }
    }

    private static AppMessage Message(int blocks)
    {
        JsReader.TryRead($$"""
            {"version":8,"name":"linked","description":"d","owner":"1D7ieTiF485EFrcfxkXbgmt9FBJCFye34h","compose":[{"name":"web","description":"w","repotag":"flux-test/none:1","ports":[31777],
            "domains":[""],"environmentParameters":[],"commands":[],"containerPorts":[80],"containerData":"/tmp","cpu":0.1,"ram":100,"hdd":1,"repoauth":""}],
            "instances":1,"contacts":[],"geolocation":[],"expire":{{blocks}},"nodes":[],"staticip":false,"enterprise":""}
            """, out var value, out var problem).ShouldBeTrue(problem);
        var reading = AppSpec.TryParse(value, AppRules.Own, 1);
        reading.IsValid.ShouldBeTrue(reading.ToString());
        return AppMessage.Create(AppMessageKind.Register, reading.Spec!, 1_795_454_035_787, "signature");
    }
}
