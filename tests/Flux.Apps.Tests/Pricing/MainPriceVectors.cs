using Flux.Apps.Canonical;
using Flux.Apps.Pricing;
using Flux.Apps.Specs;
using Flux.Apps.Tests.Support;

namespace Flux.Apps.Tests.Pricing;

/// <summary>The table of fluxos-protocol §15.4.</summary>
public sealed class MainPriceVectors
{
    [Theory]
    [InlineData("0.5", 500, 5, 31111, false, 3, 88_000, "0.24000000")]
    [InlineData("0.5", 500, 5, 31111, false, 3, 1_056_000, "2.88000000")]
    [InlineData("0.5", 500, 5, 31111, false, 5, 88_000, "2.08000000")]
    [InlineData("2", 4000, 50, 31111, false, 3, 88_000, "1.20000000")]
    [InlineData("2", 4000, 50, 443, true, 3, 88_000, "2.01000000")]
    [InlineData("1", 1000, 10, 31111, false, 1, 88_000, "0.15000000")]
    [InlineData("15", 59_000, 820, 31111, false, 10, 88_000, "45.60000000")]
    public void Costs(string cpu, int ram, int hdd, int port, bool staticIp, int instances, long blocks, string expected)
    {
        var value = Example.Value(Example.Version8);
        var component = value["compose"]!.Items[0].With("cpu", Example.Value(cpu)).With("ram", JsValue.Of(ram)).With("hdd", JsValue.Of(hdd))
            .With("ports", JsValue.Array([JsValue.Of(port)]));
        var spec = Example.Valid(value.With("compose", JsValue.Array([component])).With("staticip", JsValue.Of(staticIp)).With("instances", JsValue.Of(instances)));
        Quote(spec, blocks).ShouldBe(expected);
    }

    [Fact]
    public void An_encrypted_app_costs_its_scope_alone()
    {
        var value = Example.Value(Example.Version8).With("compose", JsValue.EmptyArray).With("contacts", JsValue.EmptyArray)
            .With("enterprise", JsValue.Of(Convert.ToBase64String(new byte[400])));
        Quote(AppSpec.TryRead(value).Spec!, 88_000).ShouldBe("0.81000000");
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(983_000, 3)]
    [InlineData(983_001, 0.3)]
    [InlineData(1_597_156, 0.15)]
    [InlineData(1_597_157, 0.03)]
    public void A_row_holds_above_its_height(long height, double cpu) =>
        ((double)MainPriceTable.At(MainPriceTable.BuiltIn, height).Cpu).ShouldBe(cpu);

    private static string Quote(AppSpec spec, long blocks) =>
        MainPrice.Quote(spec, MainPriceTable.BuiltIn, AppRules.Main, 2_200_000, blocks).ToString();
}
