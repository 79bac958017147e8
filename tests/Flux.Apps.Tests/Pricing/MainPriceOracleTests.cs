using System.Globalization;
using Flux.Apps.Canonical;
using Flux.Apps.Pricing;
using Flux.Apps.Specs;
using Flux.Apps.Tests.Support;

namespace Flux.Apps.Tests.Pricing;

/// <summary>
/// The price of <c>main</c> is what a JavaScript engine makes of fluxos-protocol §5.3 and of the comparison §5.4. The order of operations
/// decides cents, and the last product whether a satoshi more is needed.
/// </summary>
public sealed class MainPriceOracleTests
{
    // Written from the reference; the least value is the first whole number that is not below the product.
    private const string Script = """
        const answer = (line) => {
          const [version, cpu, ram, hdd, ports, isStatic, instances, share, height, pCpu, pRam, pHdd, pMin, pPort, pStatic] = line.split(' ').map(Number);
          const ceil = (x) => Math.ceil(x * 100) / 100;
          let total = cpu * pCpu * 10 + (ram * pRam) / 100 + hdd * pHdd;
          if (version >= 4 && isStatic) total += pStatic;
          total += ports * pPort;
          let price = version < 4 ? Math.max(pMin, ceil(total)) : ceil(total / 3);
          const more = instances - 1;
          if (version >= 4 && more > 0 && height >= 1890000) price = price < 0.5 && more > 2 ? price + more * 0.5 : (Math.ceil(price * more * 100) + Math.ceil(price * 100)) / 100;
          price = Math.max(pMin, ceil(price * share));
          return Math.ceil(price * 1e8);
        };
        process.stdout.write(require('fs').readFileSync(0, 'latin1').split('\n').slice(0, -1).map(answer).join('\n') + '\n');
        """;

    // Made by the public nodes' own functions (RunOnFlux/flux 8.17 under Node.js 20); each is wrong in another order of operations.
    [Theory]
    [InlineData(3, "1.3", 700, 33, 4, 22_000, 1_000_000, 626_000_000)]
    [InlineData(3, "1.6", 300, 1, 4, 22_000, 1_000_000, 515_000_001)]
    [InlineData(3, "4.3", 300, 1, 4, 22_000, 1_000_000, 1_325_000_000)]
    [InlineData(3, "0.4", 100, 1, 4, 22_000, 1_288_001, 67_000_001)]
    [InlineData(3, "5.2", 100, 105, 4, 22_000, 1_288_001, 997_000_001)]
    [InlineData(8, "0.1", 100, 1, 4, 33_000, 2_200_000, 58_000_000)]
    [InlineData(8, "0.1", 100, 33, 4, 61_600, 2_200_000, 110_000_001)]
    [InlineData(8, "13", 300, 105, 4, 61_600, 2_200_000, 409_000_000)]
    public void Costs_to_the_satoshi_what_it_costs_there(int version, string cpu, int ram, int hdd, int instances, long blocks, long height, long satoshis) =>
        Quote(Spec(version, cpu, ram, hdd, 0, false, instances), height, blocks).ShouldBe(satoshis);

    [Fact]
    public async Task Agrees_with_Node_about_random_sizes()
    {
        var random = new Random(5);
        var asked = new List<(string Line, long Ours)>();
        for (var i = 0; i < 4_000; i++)
        {
            var (version, ports, isStatic) = (i % 2 == 0 ? 3 : 8, random.Next(3), random.Next(2) == 1);
            var height = version == 3 ? random.Next(983_001, 1_900_000) : random.Next(1_932_380, 2_300_000);
            var cpu = (version == 3 ? random.Next(1, 150) / 10m : random.Next(1, 1500) / 100m).ToString(CultureInfo.InvariantCulture);
            var (ram, hdd, instances, blocks) = (random.Next(1, 590) * 100, random.Next(1, 820), random.Next(3, 12), random.Next(1, 264_000));
            var row = MainPriceTable.At(MainPriceTable.BuiltIn, height);
            var share = blocks / (double)AppRules.Main.MonthBlocks.At(height);
            asked.Add((string.Create(CultureInfo.InvariantCulture,
                $"{version} {cpu} {ram} {hdd} {ports} {(isStatic ? 1 : 0)} {instances} {share:R} {height} {row.Cpu} {row.Ram} {row.Hdd} {row.Minimum} {row.Port} {row.StaticIp}"),
                Quote(Spec(version, cpu, ram, hdd, ports, isStatic, instances), height, blocks)));
        }
        var answers = await ExternalProgram.LinesOfAsync("node", ["-e", Script], asked.Select(one => one.Line), TestContext.Current.CancellationToken);
        answers.Length.ShouldBe(asked.Count);
        for (var i = 0; i < asked.Count; i++) answers[i].ShouldBe(asked[i].Ours.ToString(CultureInfo.InvariantCulture), asked[i].Line);
    }

    [Fact]
    public void The_least_payment_is_compared_with_a_double_too()
    {
        PriceMessage.TryParse("p_1_1_1_0.07", 5, out var row).ShouldBeTrue();
        row.Least.Satoshis.ShouldBe(7_000_001, "0.07 * 1e8 is 7000000.000000001");
        MainPriceTable.BuiltIn[^1].Least.Satoshis.ShouldBe(1_000_000);
    }

    [Fact]
    public void The_credit_of_an_update_is_priced_at_the_height_of_what_it_replaces()
    {
        var (before, after) = (Spec(3, "1", 1_000, 10, 0, false, 3), Spec(3, "2", 1_000, 10, 0, false, 3));
        // Paid at 1,596,156 for 2.2 FLUX (0.15, 0.05, 0.02); replaced 1,001 blocks later, where the new one costs 0.74.
        MainPrice.QuoteUpdate(after, before, MainPriceTable.BuiltIn, AppRules.Main, 1_597_157, 1_596_156).Satoshis.ShouldBe(1_000_000);
        // Of the new row's 0.44 FLUX half a month is left: 0.9 × (0.74 − 0.22) = 0.468, rounded up to a cent.
        MainPrice.QuoteUpdate(after, before, MainPriceTable.BuiltIn, AppRules.Main, 1_611_000, 1_600_000).Satoshis.ShouldBe(47_000_000);
    }

    private static long Quote(AppSpec spec, long height, long blocks) => MainPrice.Quote(spec, MainPriceTable.BuiltIn, AppRules.Main, height, blocks).Satoshis;

    private static AppSpec Spec(int version, string cpu, int ram, int hdd, int ports, bool isStatic, int instances)
    {
        JsValue[] wanted = [.. Enumerable.Range(0, ports).Select(i => JsValue.Of(version == 3 ? 80 + i : 8080 + i))];
        var domains = JsValue.Array(wanted.Select(_ => JsValue.Of("")));
        JsValue Sized(JsValue value) => value.With("cpu", Example.Value(cpu)).With("ram", JsValue.Of(ram)).With("hdd", JsValue.Of(hdd))
            .With("ports", JsValue.Array(wanted)).With("containerPorts", JsValue.Array(wanted)).With("domains", domains);
        var example = Example.Value(version == 3 ? Example.Version3 : Example.Version8).With("instances", JsValue.Of(instances));
        var spec = version == 3 ? Sized(example) : example.With("staticip", JsValue.Of(isStatic)).With("compose", JsValue.Array([Sized(example["compose"]!.Items[0])]));
        return Example.Valid(spec);
    }
}
