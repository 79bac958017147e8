using System.Text.Json.Nodes;
using Flux.Apps.Canonical;
using Flux.Os.Tests.Support;

namespace Flux.Os.Tests.Api;

/// <summary>Specifications as existing user interfaces send them: records of the registry, with members that their version does not have.</summary>
public sealed class SpecificationRoutesTests : IAsyncLifetime
{
    private readonly Owner _owner = new(7);
    private ApiNode _node = null!;

    public async ValueTask InitializeAsync() => _node = await ApiNode.StartAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Theory]
    [InlineData("apps/verifyappregistrationspecifications")]
    [InlineData("apps/verifyappupdatespecifications")]
    public async Task A_record_with_hash_and_height_is_formatted_without_them(string path)
    {
        var answer = await _node.JsonAsync(path, body: Record("newapp"));

        answer["status"]!.GetValue<string>().ShouldBe("success", answer.ToJsonString());
        JsReader.TryRead(answer["data"]!.ToJsonString(), out var formatted, out _).ShouldBeTrue();
        formatted.ToString().ShouldBe(_owner.Spec("newapp").ToCanonicalJson());
    }

    [Fact]
    public async Task A_price_is_asked_with_members_of_a_shop() =>
        (await _node.JsonAsync("apps/calculateprice", body: Record("newapp")))["data"]!["flux"]!.GetValue<decimal>().ShouldBeGreaterThan(0);

    [Fact]
    public async Task What_costs_something_is_not_said_to_cost_0_dollars_which_pages_take_for_a_free_update() =>
        (await _node.JsonAsync("apps/calculatefiatandfluxprice", body: Record("newapp")))["data"]!.AsObject().ContainsKey("usd").ShouldBeFalse();

    [Fact]
    public async Task What_a_version_must_have_is_asked_all_the_same()
    {
        var record = JsonNode.Parse(Record("newapp"))!.AsObject();
        record.Remove("instances");
        var answer = await _node.JsonAsync("apps/verifyappregistrationspecifications", body: record.ToJsonString());
        answer["data"]!["message"]!.GetValue<string>().ShouldBe("instances: is missing");
    }

    private string Record(string name)
    {
        var record = JsonNode.Parse(_owner.Spec(name).ToCanonicalJson())!.AsObject();
        record["hash"] = new string('0', 64);
        record["height"] = 5;
        record["priceUSD"] = 1.5;
        record["compose"]![0]!["tiered"] = false;
        return record.ToJsonString();
    }
}
