using System.Globalization;
using CsCheck;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Pricing;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Apps.Tests.Support;
using Flux.Primitives;

namespace Flux.Apps.Tests.Registry;

/// <summary>Random histories of the existing network, with price messages: a rebuild from zero gives the table of the one that was there.</summary>
public sealed class MainRegistryProperties
{
    private const long Start = 1_999_990;
    private static readonly Owner Alice = new(1), Bob = new(2), Team = new(3);
    private static readonly RegistryRules Rules = RegistryRules.Main with { MainWay = new MainRegistry { SupportTeam = Team.Address, Extenders = [Bob.Address] } };

    private static readonly AppMessage[] Messages =
    [
        Sign(Alice, Alice, AppMessageKind.Register, "one", 5, 100), Sign(Bob, Bob, AppMessageKind.Register, "one", 8, 200), Sign(Alice, Alice, AppMessageKind.Update, "one", 9, 300),
        Sign(Alice, Bob, AppMessageKind.Update, "one", 6, 400), Sign(Bob, Bob, AppMessageKind.Update, "ONE", 4, 500), Sign(Alice, Alice, AppMessageKind.Register, "shop1700000000000", 7, 100),
        Sign(Team, Alice, AppMessageKind.Update, "shop1700000000000", 12, 600), Sign(Bob, Alice, AppMessageKind.Update, "shop1700000000000", 3, 700),
        Sign(Alice, Alice, AppMessageKind.Update, "one", 9, 350, blob: 1), Sign(Bob, Alice, AppMessageKind.Update, "one", 20, 360, blob: 2), Sign(Bob, Bob, AppMessageKind.Register, "ONE", 6, 210),
        SignOld("demo7", 7, 100), SignOld("demo7", 6, 110),
    ];

    private static readonly string[] Prices = ["p_3_1_0.5_1", "p_0.03_0.01_0.004_0.01_0.4_0.8_0.4", "p_0.3_0.1_0.05_0.1"];

    private static readonly Gen<(int Kind, int Message, int Number)[]> Steps = Gen.Select(Gen.Int[0, 5], Gen.Int[0, Messages.Length - 1], Gen.Int[1, 5]).Array[5, 40];

    [Fact]
    public void A_rebuild_from_zero_gives_the_table_of_the_incremental_fold() => Steps.Sample(RebuildsAlike, iter: 300);

    [Fact]
    [Trait("Category", "Long")]
    public void A_rebuild_from_zero_gives_the_table_of_the_incremental_fold_in_many_histories() => Steps.Sample(RebuildsAlike, iter: 20_000);

    private static void RebuildsAlike((int Kind, int Message, int Number)[] steps)
    {
        var (live, blocks, coins) = (new AppRegistry(Rules), new List<RegistryBlock>(), 0);
        foreach (var (kind, index, number) in steps)
        {
            switch (kind)
            {
                case 0: live.Learn(Messages[index]); break;
                case 1: live.Forget(Messages[index].Hash); break;
                case 2:
                    for (var i = 0; i < number && blocks.Count > 0; i++)
                    {
                        live.Disconnect();
                        blocks.RemoveAt(blocks.Count - 1);
                    }
                    break;
                default: Connect(kind, index, number); break;
            }
        }
        var known = Messages.Where(message => live.MessageOf(message.Hash) is not null).ToArray();
        Rebuild(blocks, known, first: true).ShouldBe(Picture(live, blocks));
        Rebuild(blocks, [.. known.Reverse()], first: false).ShouldBe(Picture(live, blocks));

        void Connect(int kind, int index, int number)
        {
            var height = Start + blocks.Count;
            AppPayment[] payments = kind == 5 ? [] : [.. Enumerable.Range(0, kind - 2).Select(i => Payment(Messages[(index + i) % Messages.Length], height, i, ++coins, number))];
            PriceMessage.TryParse(Prices[index % Prices.Length], height, out var row);
            RegistryBlock block = new(height, default, [.. payments], []) { Prices = kind == 5 ? [row] : [] };
            live.Connect(block);
            blocks.Add(block);
        }
    }

    // From a hundredth of a FLUX to more than anything costs.
    private static AppPayment Payment(AppMessage message, long height, int index, int coin, int number) =>
        new(new(new TxId(Hash256.Parse(coin.ToString("x64", CultureInfo.InvariantCulture))), 0), message.Hash, height, index, new Amount((long)Math.Pow(10, number + 4)), 0);

    private static string Rebuild(List<RegistryBlock> blocks, AppMessage[] known, bool first)
    {
        var registry = new AppRegistry(Rules);
        if (first) foreach (var message in known) registry.Learn(message);
        foreach (var block in blocks) registry.Connect(block);
        if (!first) foreach (var message in known) registry.Learn(message);
        return Picture(registry, blocks);
    }

    // Height of the table is −1 in a registry that never saw a block, and one below the first in one whose blocks were all taken back.
    private static string Picture(AppRegistry registry, List<RegistryBlock> blocks) => string.Join('\n',
    [
        registry.Table.Hash().ToString(), registry.Prices.Count.ToString(CultureInfo.InvariantCulture),
        .. blocks.SelectMany(block => block.Payments).Select(payment => registry.OutcomeOf(payment.Coin).ToString()),
    ]);

    private static AppMessage Sign(Owner signer, Owner owner, AppMessageKind kind, string name, long expire, long timestamp, byte blob = 0)
    {
        var value = Example.Value(Example.Version8).With("name", JsValue.Of(name)).With("owner", JsValue.Of(owner.Address)).With("expire", JsValue.Of(expire));
        if (blob > 0) value = value.With("compose", JsValue.EmptyArray).With("contacts", JsValue.EmptyArray).With("enterprise", JsValue.Of(Convert.ToBase64String([blob, .. new byte[400]])));
        return signer.Sign(kind, AppSpec.TryParse(value, AppRules.Main, 1_999_990).Spec!, timestamp);
    }

    // An app of an old version, and its change to another: version 7 registers, version 6 follows it.
    private static AppMessage SignOld(string name, int version, long timestamp)
    {
        var value = Example.Value(Example.Version7).With("name", JsValue.Of(name)).With("owner", JsValue.Of(Alice.Address)).With("version", JsValue.Of(version)).With("expire", JsValue.Of(10));
        return Alice.Sign(version == 7 ? AppMessageKind.Register : AppMessageKind.Update, AppSpec.TryParse(AppSpec.WithoutUnknown(value), AppRules.Main, 1_999_990).Spec!, timestamp);
    }
}
