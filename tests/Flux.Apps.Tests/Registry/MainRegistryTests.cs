using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Pricing;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Apps.Tests.Support;
using Flux.Primitives;

namespace Flux.Apps.Tests.Registry;

/// <summary>fluxos-protocol §4.8, §5: how the existing network judges payments, with its quirks and with each of them off.</summary>
public sealed class MainRegistryTests
{
    private const long Start = 2_300_000;
    private static readonly Owner Alice = new(1), Bob = new(2), Team = new(3), Extender = new(4);
    private static readonly MainRegistry Way = new() { SupportTeam = Team.Address, Extenders = [Extender.Address] };
    private AppRegistry registry = Registry(Way);
    private long height = Start - 1;
    private int coins;

    [Fact]
    public void A_registration_pays_the_price_for_the_lifetime_of_its_specification()
    {
        var message = Known(Register(Alice, "demo", expire: 1_000));
        var price = MainPrice.Quote(message.Spec, MainPriceTable.BuiltIn, AppRules.Main, Start, 1_000);
        var coin = Pay(message, price);
        App("demo")!.EndHeight.ShouldBe(Start + 1_000);
        Outcome(coin).State.ShouldBe(PaymentState.Accepted);
        MineTo(Start + 999);
        App("demo").ShouldNotBeNull();
        MineTo(Start + 1_000);
        App("demo").ShouldBeNull();
    }

    [Fact]
    public void An_underpaid_registration_is_not_in_force()
    {
        var message = Known(Register(Alice, "demo", expire: 88_000));
        Outcome(Pay(message, new Amount(MainPrice.Quote(message.Spec, MainPriceTable.BuiltIn, AppRules.Main, Start, 88_000).Satoshis - 1))).State.ShouldBe(PaymentState.Underpaid);
        App("demo").ShouldBeNull();
    }

    [Fact]
    public void The_first_payment_for_a_message_counts_and_what_is_below_the_least_is_none()
    {
        var message = Known(Register(Alice, "demo", expire: 1_000));
        Outcome(Pay(message, new Amount(999_999))).State.ShouldBe(PaymentState.Underpaid);
        var counted = Pay(message, Amount.FromFlux(1));
        var again = Pay(message, Amount.FromFlux(5));
        App("demo")!.Coins.ShouldHaveSingleItem().Coin.ShouldBe(counted);
        Outcome(again).Detail.ShouldContain("the first payment counts");
    }

    [Fact]
    public void Without_a_lifetime_an_app_lasts_a_month_and_a_rest_of_slow_blocks_counts_fourfold()
    {
        AppSpec old = Example.Valid(Example.Value(Example.Version3));
        MainRegistry.EndHeight(old, AppRules.Main, 1_000_000).ShouldBe(1_022_000);
        MainRegistry.EndHeight(old, AppRules.Main, 2_010_000).ShouldBe(2_020_000 + (4 * 12_000));
        MainRegistry.EndHeight(old, AppRules.Main, 2_020_000).ShouldBe(2_108_000);
    }

    [Fact]
    public void An_update_costs_the_least_payment_by_the_quirk_and_the_difference_without_it()
    {
        foreach (var quirk in (bool[])[true, false])
        {
            Reset(Way with { Quirks = MainQuirks.All with { UpdatesPayTheLeastOnly = quirk } });
            Pay(Known(Register(Alice, "demo", expire: 88_000)), Amount.FromFlux(10));
            var update = Known(Update(Alice, "demo", expire: 88_000, instances: 20));
            Outcome(Pay(update, new Amount(1_000_000))).State.ShouldBe(quirk ? PaymentState.Accepted : PaymentState.Underpaid);
            App("demo")!.Spec.Instances.ShouldBe(quirk ? 20 : 3);
        }
    }

    [Fact]
    public void The_difference_is_nine_tenths_of_what_the_new_costs_more_than_the_unused_part_of_the_old()
    {
        var (before, after) = (Register(Alice, "demo", expire: 88_000).Spec, Register(Alice, "demo", expire: 88_000, instances: 10).Spec);
        var full = MainPrice.Quote(after, MainPriceTable.BuiltIn, AppRules.Main, Start, 88_000);
        // Half of the month is used: 0.9 × (new − old / 2); nothing is left: 0.9 × new.
        var old = MainPrice.Quote(before, MainPriceTable.BuiltIn, AppRules.Main, Start, 88_000);
        Quote(44_000).Satoshis.ShouldBe((long)(decimal.Ceiling(0.9m * (full.Satoshis - (old.Satoshis / 2m)) / 1_000_000m) * 1_000_000m));
        Quote(90_000).Satoshis.ShouldBe((long)(decimal.Ceiling(0.9m * full.Satoshis / 1_000_000m) * 1_000_000m));

        Amount Quote(long used) => MainPrice.QuoteUpdate(after, before, MainPriceTable.BuiltIn, AppRules.Main, Start + used, Start);
    }

    [Fact]
    public void An_update_revives_what_is_over_by_the_quirk_only()
    {
        foreach (var quirk in (bool[])[true, false])
        {
            Reset(Way with { Quirks = MainQuirks.All with { AnyPaidMessageIsAPredecessor = quirk } });
            Pay(Known(Register(Alice, "demo", expire: 100)), Amount.FromFlux(10));
            MineTo(Start + 200);
            App("demo").ShouldBeNull();
            Pay(Known(Update(Alice, "demo", expire: 1_000)), Amount.FromFlux(10));
            (App("demo") is not null).ShouldBe(quirk);
        }
    }

    [Fact]
    public void The_support_team_signs_for_marketplace_apps_by_the_quirk_only()
    {
        Pay(Known(Register(Alice, "wordpress1700000000000", expire: 1_000)), Amount.FromFlux(10));
        Pay(Known(Register(Alice, "demo2", expire: 1_000)), Amount.FromFlux(10));
        State(Signed(Team, Update(Alice, "demo2", expire: 2_000))).ShouldBe(PaymentState.Refused);
        State(Signed(Bob, Update(Alice, "wordpress1700000000000", expire: 2_000))).ShouldBe(PaymentState.Refused);
        State(Signed(Team, Update(Alice, "wordpress1700000000000", expire: 2_000))).ShouldBe(PaymentState.Accepted);

        Reset(Way with { Quirks = new MainQuirks() });
        Pay(Known(Register(Alice, "wordpress1700000000000", expire: 1_000)), Amount.FromFlux(10));
        State(Signed(Team, Update(Alice, "wordpress1700000000000", expire: 2_000))).ShouldBe(PaymentState.Refused);
    }

    [Fact]
    public void An_extender_may_change_the_lifetime_and_nothing_else()
    {
        Pay(Known(Register(Alice, "demo", expire: 1_000)), Amount.FromFlux(10));
        State(Signed(Extender, Update(Alice, "demo", expire: 2_000, instances: 5))).ShouldBe(PaymentState.Refused);
        State(Signed(Extender, Update(Alice, "demo", expire: 2_000))).ShouldBe(PaymentState.Accepted);
        App("demo")!.EndHeight.ShouldBe(height + 2_000);
    }

    [Fact]
    public void A_price_message_holds_from_the_next_block_and_goes_with_its_own()
    {
        PriceMessage.TryParse("p_30_10_4_1", Start, out var dear).ShouldBeTrue();
        var (first, second) = (Known(Register(Alice, "first", expire: 1_000)), Known(Register(Alice, "second", expire: 1_000)));
        Mine([Payment(first, Amount.FromFlux(1))], dear);
        App("first").ShouldNotBeNull();
        State(second, Amount.FromFlux(1)).ShouldBe(PaymentState.Underpaid);
        registry.Prices.Count.ShouldBe(7);

        registry.Disconnect();
        registry.Disconnect();
        registry.Prices.Count.ShouldBe(6);
        height -= 2;
        Mine([]);
        State(second, Amount.FromFlux(1)).ShouldBe(PaymentState.Accepted);
    }

    [Fact]
    public void An_unpaid_update_is_asked_for_the_same_signatures()
    {
        Mine([]);
        registry.CheckUnpaid(Update(Alice, "demo", expire: 2_000)).Reject.ShouldBe(AppMessageReject.UnknownApp);
        Pay(Known(Register(Alice, "demo", expire: 1_000)), Amount.FromFlux(10));
        registry.CheckUnpaid(Update(Alice, "demo", expire: 2_000)).IsAccepted.ShouldBeTrue();
        registry.CheckUnpaid(Signed(Extender, Update(Alice, "demo", expire: 2_000))).IsAccepted.ShouldBeTrue();
        registry.CheckUnpaid(Signed(Bob, Update(Alice, "demo", expire: 2_000))).Reject.ShouldBe(AppMessageReject.WrongSignature);
        registry.CheckUnpaid(Register(Bob, "DEMO", expire: 2_000)).Reject.ShouldBe(AppMessageReject.NameTaken);
    }

    [Theory]
    [InlineData("p_0.03_0.01_0.004_0.01_0.4_0.8_0.4", true)]
    [InlineData("p_0.03_0.01_0.004_0.01", true)]
    [InlineData("p_0.03_0.01_0.004", false)]
    [InlineData("p_0.03_0.01_0.004_-1", false)]
    [InlineData("p_0.03_0.01_x_0.01", false)]
    [InlineData("p_1_1_1_1_1_1_1_1", false)]
    [InlineData("q_0.03_0.01_0.004_0.01", false)]
    [InlineData("p_9999999_1_1_1", false)]
    public void Reads_price_messages(string text, bool expected)
    {
        PriceMessage.TryParse(text, 5, out var row).ShouldBe(expected);
        if (expected) (row.Above, row.Cpu, row.Minimum).ShouldBe((5, 0.03m, 0.01m));
    }

    [Fact]
    public void Defaults_of_a_price_message_are_those_of_the_reference()
    {
        PriceMessage.TryParse("p_1_2_3_4", 5, out var row).ShouldBeTrue();
        row.ShouldBe(new MainPriceTable(5, 1, 2, 3, 4, 2, 6, 3));
    }

    private static AppRegistry Registry(MainRegistry way) => new(RegistryRules.Main with { MainWay = way });

    private void Reset(MainRegistry way) => (registry, height) = (Registry(way), Start - 1);

    private RegisteredApp? App(string name) => registry.Table.Find(name);

    private PaymentOutcome Outcome(OutPoint coin) => registry.OutcomeOf(coin);

    private PaymentState State(AppMessage message, Amount? value = null) => Outcome(Pay(Known(message), value ?? Amount.FromFlux(10))).State;

    private AppMessage Known(AppMessage message)
    {
        registry.Learn(message);
        return message;
    }

    private OutPoint Pay(AppMessage message, Amount value)
    {
        var payment = Payment(message, value);
        Mine([payment]);
        return payment.Coin;
    }

    private AppPayment Payment(AppMessage message, Amount value) => new(new(new TxId(Hash256.Parse((++coins).ToString("x64", null))), 0), message.Hash, height + 1, 1, value, 0);

    private void Mine(AppPayment[] payments, params MainPriceTable[] prices) => registry.Connect(new(++height, default, [.. payments], []) { Prices = [.. prices] });

    private void MineTo(long last)
    {
        while (height < last) Mine([]);
    }

    private static AppMessage Register(Owner owner, string name, long expire, int instances = 3) => owner.Sign(AppMessageKind.Register, Spec(owner, name, expire, instances), 1_000);

    private static AppMessage Update(Owner owner, string name, long expire, int instances = 3) => owner.Sign(AppMessageKind.Update, Spec(owner, name, expire, instances), 2_000);

    private static AppMessage Signed(Owner signer, AppMessage message) => signer.Sign(message.Kind, message.Spec, message.Timestamp);

    private static AppSpec Spec(Owner owner, string name, long expire, int instances) => AppSpec.TryParse(
        Example.Value(Example.Version8).With("name", JsValue.Of(name)).With("owner", JsValue.Of(owner.Address)).With("expire", JsValue.Of(expire)).With("instances", JsValue.Of(instances)), AppRules.Main, Start).Spec!;
}
