using System.Text.Json.Nodes;
using Flux.Primitives;
using Flux.Wallets.Accounts;
using Flux.Wallets.ClearSigning;
using Flux.Wallets.Containers;
using Flux.Wallets.Messages;
using Flux.Wallets.Signers;
using Flux.Wallets.Tests.Accounts;
using Flux.Wallets.Tests.Containers;
using Flux.Wallets.Tests.Spending;

namespace Flux.Wallets.Tests.Signers;

public sealed class SignerDeskTests : IDisposable
{
    private readonly Purse _purse = new();
    private readonly AutoLock _lock = new(TimeProvider.System);
    private readonly List<string> _shown = [];
    private bool _answer = true;

    public SignerDeskTests() => _lock.Unlock(Words.RingOf(Words.A), TimeSpan.FromMinutes(1));

    public void Dispose()
    {
        _purse.Dispose();
        _lock.Dispose();
    }

    private JsonObject Ask(string method, JsonObject? parameters = null)
    {
        var desk = new SignerDesk(_lock, new SigningFacts { Network = Purse.Network, IsOwn = address => _purse.Ring.Find(address) is not null }, "classic", text =>
        {
            _shown.Add(text);
            return _answer;
        });
        return JsonNode.Parse(desk.Answer(new JsonObject { ["id"] = 7, ["method"] = method, ["params"] = parameters ?? [] }.ToJsonString()))!.AsObject();
    }

    private SigningContainer Payment()
    {
        _purse.Add(1_000_000);
        var plan = _purse.Builder.Build(_purse.Order((Purse.Other, 10_000)));
        return ContainerBuilder.Of(plan.Draft, plan.Coins, _purse.Ring, "classic", Words.BranchId);
    }

    [Fact]
    public void Signs_after_showing_its_owner_what()
    {
        var container = Payment();
        var answer = Ask("sign", new JsonObject { ["container"] = ContainerWriter.ToBase64(container) });
        answer["id"]!.GetValue<int>().ShouldBe(7);
        _shown.Single().ShouldContain("Sends 0.00010000 FLUX to t3NryfAQLGeFs9jEoeqsxmBN2QLRaRKFLUX");
        ContainerReader.TryParseBase64(answer["result"]!["container"]!.GetValue<string>(), out var signed, out _).ShouldBeTrue();
        Interpreter.Verify(ContainerSigning.Finish(signed), signed.Inputs.Select(input => input.Coin)).ShouldBeEmpty();
    }

    [Fact]
    public void Signs_nothing_when_its_owner_says_no_or_it_is_locked()
    {
        var parameters = new JsonObject { ["container"] = ContainerWriter.ToBase64(Payment()) };
        _answer = false;
        Ask("sign", parameters.DeepClone().AsObject())["error"]!.GetValue<string>().ShouldContain("said no");
        _answer = true;
        _lock.Lock();
        Ask("sign", parameters)["error"]!.GetValue<string>().ShouldContain("locked");
    }

    [Fact]
    public void Tells_public_keys_and_signs_texts()
    {
        Ask("info")["result"]!["accounts"]![0]!["keys"]![0]!.GetValue<string>().ShouldStartWith("xpub6C8Uk");
        _lock.Use(ring => ring.AddressAt(ring.Accounts[0], 0, 0));
        var signature = Ask("signmessage", new JsonObject { ["address"] = "t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo", ["message"] = "Hello Flux" })["result"]!["signature"]!.GetValue<string>();
        WalletMessage.Verify(MessageKind.Flux, "t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo", "Hello Flux", signature, Words.Main).ShouldBeTrue();
    }

    [Theory]
    [InlineData("not json", "not JSON")]
    [InlineData("[]", "JSON object")]
    [InlineData("{}", "'method' is missing")]
    [InlineData("""{"method":"steal"}""", "none of info")]
    [InlineData("""{"method":"sign","params":{"container":"cGZ0/w=="}}""", "can't be read")]
    [InlineData("""{"method":5}""", "no text")]
    public void Bad_lines_are_answered_and_never_throw(string line, string expected)
    {
        var desk = new SignerDesk(_lock, new SigningFacts { Network = Purse.Network, IsOwn = _ => false }, "classic", _ => true);
        JsonNode.Parse(desk.Answer(line))!["error"]!.GetValue<string>().ShouldContain(expected);
    }

    [Fact]
    public void Containers_of_other_networks_are_refused() =>
        Ask("sign", new JsonObject { ["container"] = ContainerWriter.ToBase64(Payment() with { Network = "main" }) })["error"]!.GetValue<string>().ShouldContain("network 'main'");
}
