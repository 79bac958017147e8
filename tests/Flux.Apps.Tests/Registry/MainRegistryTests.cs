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

    [Fact]
    public void An_early_price_message_ends_where_the_networks_own_table_goes_on()
    {
        PriceMessage.TryParse("p_9_9_9_9", 900_000, out var row).ShouldBeTrue();
        height = 899_999;
        Mine([], row);
        MainPriceTable.At(registry.Prices, 900_000).Cpu.ShouldBe(3);
        MainPriceTable.At(registry.Prices, 900_001).Cpu.ShouldBe(9);
        MainPriceTable.At(registry.Prices, 983_001).Cpu.ShouldBe(0.3m);
        registry.Disconnect();
        registry.Prices.ShouldBe(MainPriceTable.BuiltIn);
    }

    [Fact]
    public void Of_two_price_messages_of_a_block_the_later_one_counts()
    {
        PriceMessage.TryParse("p_1_1_1_1", Start, out var first).ShouldBeTrue();
        PriceMessage.TryParse("p_2_2_2_2", Start, out var second).ShouldBeTrue();
        Mine([], first, second);
        MainPriceTable.At(registry.Prices, Start + 1).ShouldBe(second);
        registry.Disconnect();
        registry.Prices.ShouldBe(MainPriceTable.BuiltIn);
    }

    [Fact]
    public void A_name_is_free_above_its_end_height_not_at_it()
    {
        Pay(Known(Register(Alice, "demo", expire: 100)), Amount.FromFlux(10));
        MineTo(Start + 99);
        State(Register(Bob, "DEMO", expire: 200)).ShouldBe(PaymentState.Refused);
        height.ShouldBe(Start + 100);
        App("demo").ShouldBeNull();
        State(Register(Bob, "Demo", expire: 300)).ShouldBe(PaymentState.Accepted);
    }

    [Fact]
    public void Of_two_payments_for_a_name_in_one_block_the_first_is_in_force()
    {
        var (registration, update) = (Known(Register(Alice, "demo", expire: 1_000)), Known(Update(Alice, "demo", expire: 2_000)));
        AppPayment[] both = [Payment(registration, Amount.FromFlux(10)), Payment(update, Amount.FromFlux(10)) with { Index = 2 }];
        Mine(both);
        App("demo")!.Hash.ShouldBe(registration.Hash);
        Outcome(both[1].Coin).Detail.ShouldContain("same block");
        // It is permanent all the same: the next update follows it.
        State(Alice.Sign(AppMessageKind.Update, Spec(Alice, "demo", 3_000, 3), 3_000)).ShouldBe(PaymentState.Accepted);
    }

    [Fact]
    public void An_update_follows_only_messages_that_spell_the_name_alike_by_the_quirk()
    {
        foreach (var quirk in (bool[])[true, false])
        {
            Reset(Way with { Quirks = MainQuirks.All with { AnyPaidMessageIsAPredecessor = quirk } });
            Pay(Known(Register(Alice, "demo", expire: 1_000)), Amount.FromFlux(10));
            State(Update(Alice, "DEMO", expire: 2_000)).ShouldBe(quirk ? PaymentState.Refused : PaymentState.Accepted);
        }
    }

    [Fact]
    public void Paid_updates_may_change_to_any_later_version_and_new_ones_only_to_the_latest()
    {
        height = 1_350_000 - 1;
        var five = Example.Set(Old(5), "owner", JsValue.Of(Alice.Address));
        var six = Example.Set(Old(6), "owner", JsValue.Of(Alice.Address));
        Pay(Known(Alice.Sign(AppMessageKind.Register, AppSpec.TryRead(five).Spec!, 1_000)), Amount.FromFlux(10));
        var update = Alice.Sign(AppMessageKind.Update, AppSpec.TryRead(six).Spec!, 2_000);
        registry.CheckUnpaid(update).Reject.ShouldBe(AppMessageReject.IncompatibleUpdate);
        State(update).ShouldBe(PaymentState.Accepted);
        App("demo7")!.Spec.Version.ShouldBe(6);
    }

    // Version 7's example without what the version does not have.
    private static JsValue Old(int version)
    {
        string[] later = version == 5 ? ["expire", "nodes", "staticip"] : ["nodes", "staticip"];
        var value = Example.Value(Example.Version7).With("version", JsValue.Of(version)).With("expire", JsValue.Of(5_000));
        var component = JsValue.Object(value["compose"]!.Items[0].Members.Where(member => member.Name is not ("repoauth" or "secrets")));
        return JsValue.Object(value.With("compose", JsValue.Array([component])).Members.Where(member => !later.Contains(member.Name)));
    }

    [Fact]
    public void A_public_app_may_become_an_encrypted_one_and_an_extender_prolongs_what_was_encrypted_anew()
    {
        Pay(Known(Register(Alice, "demo", expire: 1_000)), Amount.FromFlux(10));
        State(Encrypted(Alice, 2_000, 2_000, blob: 1)).ShouldBe(PaymentState.Accepted);
        State(Encrypted(Extender, 3_000, 3_000, blob: 2)).ShouldBe(PaymentState.Accepted);
        State(Encrypted(Extender, 4_000, 4_000, blob: 3, instances: 5)).ShouldBe(PaymentState.Refused);
        App("demo")!.Spec.Expire.ShouldBe(3_000);

        static AppMessage Encrypted(Owner signer, long expire, long timestamp, byte blob, int instances = 3) => signer.Sign(AppMessageKind.Update, AppSpec.TryParse(
            Spec(Alice, "demo", expire, instances).Canonical.With("compose", JsValue.EmptyArray).With("contacts", JsValue.EmptyArray)
                .With("enterprise", JsValue.Of(Convert.ToBase64String([blob, .. new byte[400]]))), AppRules.Main, Start).Spec!, timestamp);
    }

    [Fact]
    public void Below_height_two_millions_the_owner_before_may_sign_an_update_by_the_quirk_only()
    {
        foreach (var (from, quirk, expected) in ((long, bool, PaymentState)[])
            [(1_950_000, true, PaymentState.Accepted), (1_950_000, false, PaymentState.Refused), (2_000_000, true, PaymentState.Refused)])
        {
            Reset(Way with { Quirks = MainQuirks.All with { EarlierOwnerSignsOldUpdates = quirk } });
            height = from - 3;
            Pay(Known(Register(Alice, "demo", expire: 100_000)), Amount.FromFlux(20));
            Pay(Known(Alice.Sign(AppMessageKind.Update, Spec(Bob, "demo", 100_000, 3), 2_000)), Amount.FromFlux(20));
            State(Alice.Sign(AppMessageKind.Update, Spec(Alice, "demo", 100_000, 5), 3_000)).ShouldBe(expected, $"{from}, {quirk}");
        }
    }

    [Fact]
    public void Ethereum_addresses_register_from_a_moment_on_and_sign_ascii_by_the_quirk()
    {
        foreach (var (timestamp, description, quirk, expected) in ((long, string, bool, PaymentState)[])
            [
                (MainRegistry.EthereumAfterMs, "plain", true, PaymentState.Refused), (MainRegistry.EthereumAfterMs + 1, "plain", true, PaymentState.Accepted),
                (MainRegistry.EthereumAfterMs + 1, "café", true, PaymentState.Refused), (MainRegistry.EthereumAfterMs + 1, "café", false, PaymentState.Accepted),
            ])
        {
            Reset(Way with { Quirks = MainQuirks.All with { EthereumSignsAsciiOnly = quirk } });
            var spec = AppSpec.TryParse(Spec(Alice, "demo", 1_000, 3).Canonical.With("owner", JsValue.Of("0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"))
                .With("description", JsValue.Of(description)), AppRules.Main, Start).Spec!;
            var signature = Messages.EthereumSignatureTests.Signature(AppMessage.SignedText(AppMessageKind.Register, spec, timestamp));
            State(AppMessage.Create(AppMessageKind.Register, spec, timestamp, signature)).ShouldBe(expected, $"{timestamp} {description} {quirk}");
        }
    }

    [Fact]
    public void An_update_follows_the_latest_message_that_is_not_younger_than_itself()
    {
        Pay(Known(Register(Alice, "demo", expire: 1_000)), Amount.FromFlux(10));
        Pay(Known(Alice.Sign(AppMessageKind.Update, Spec(Bob, "demo", 1_000, 3), 5_000)), Amount.FromFlux(10));
        // Signed before the app was given away, paid for after it: it follows the registration and its owner's signature counts.
        State(Alice.Sign(AppMessageKind.Update, Spec(Alice, "demo", 1_000, 4), 4_000)).ShouldBe(PaymentState.Accepted);
        State(Alice.Sign(AppMessageKind.Update, Spec(Alice, "demo", 1_000, 5), 6_000)).ShouldBe(PaymentState.Refused);
        State(Bob.Sign(AppMessageKind.Update, Spec(Bob, "demo", 1_000, 6), 6_000)).ShouldBe(PaymentState.Accepted);
    }

    [Theory]
    [InlineData("p_0.03_0.01_0.004_0.01_0.4_0.8_0.4", true)]
    [InlineData("p_0.03_0.01_0.004_0.01", true)]
    [InlineData("p_0.03_0.01_0.004", false)]
    [InlineData("p_0.03_0.01_0.004_-1", false)]
    [InlineData("p_0.03_0.01_x_0.01", false)]
    [InlineData("p_0.03_1_1_0.01_1_1_1_1_ignored", true)]
    [InlineData("p_3e-2_1_1_1e-2", true)]
    [InlineData("p_ .03_1_1_.01", true)]
    [InlineData("p_0.03_1_1_", false)]
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
        PriceMessage.TryParse("p_1_2_3_4_0__1.5", 5, out row).ShouldBeTrue();
        row.ShouldBe(new MainPriceTable(5, 1, 2, 3, 4, 2, 6, 1.5m), "zero and nothing mean the default as well");
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
