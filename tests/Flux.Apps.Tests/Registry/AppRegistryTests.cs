using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Apps.Tests.Support;
using Flux.Primitives;
using static Flux.Apps.Tests.Support.TestTransaction;

namespace Flux.Apps.Tests.Registry;

/// <summary>The rules of NameFold and architecture §6.2, one by one.</summary>
public sealed class AppRegistryTests
{
    private static readonly Owner Alice = new(1);
    private static readonly Owner Bob = new(2);
    private readonly TestChain chain = new();

    private AppRegistry Registry => chain.Registry;

    [Fact]
    public void A_paid_registration_is_in_force_from_its_block_until_its_coin_runs_out()
    {
        var message = Known(Alice.Register("Demo"));
        chain.MineTo(9);
        chain.Mine(Pay(message, blocks: 100));
        Registry.Table.Find("DEMO")!.Hash.ShouldBe(message.Hash);
        Registry.Table.Find("demo")!.EndHeight.ShouldBe(110);
        chain.MineTo(109);
        Registry.Table.Find("demo").ShouldNotBeNull();
        chain.MineTo(110);
        Registry.Table.Find("demo").ShouldBeNull();
    }

    [Fact]
    public void An_unpaid_message_changes_nothing()
    {
        var message = Known(Alice.Register("demo"));
        chain.MineTo(5);
        Registry.Table.Apps.ShouldBeEmpty();
        Registry.Forget(message.Hash);
        Registry.MessageOf(message.Hash).ShouldBeNull();
    }

    [Fact]
    public void Spending_the_coin_ends_the_app()
    {
        var coin = chain.Mine(Pay(Known(Alice.Register("demo"))))[0];
        chain.Mine(Refund(coin));
        Registry.Table.Find("demo").ShouldBeNull();
        Registry.OutcomeOf(coin).State.ShouldBe(PaymentState.Accepted);
    }

    [Fact]
    public void A_payment_without_its_message_waits_for_it()
    {
        var message = Alice.Register("demo");
        var coin = chain.Mine(Pay(message))[0];
        Registry.Missing.ShouldBe([message.Hash]);
        Registry.OutcomeOf(coin).State.ShouldBe(PaymentState.MessageMissing);
        chain.MineTo(20);
        var change = Registry.Learn(message).ShouldHaveSingleItem();
        change.After!.Height.ShouldBe(0);
        Registry.Missing.ShouldBeEmpty();
        Registry.Learn(message).ShouldBeEmpty();
        Registry.Forget(message.Hash);
        Registry.MessageOf(message.Hash).ShouldNotBeNull();
    }

    [Fact]
    public void A_late_message_can_take_a_name_back_in_history()
    {
        var (early, late) = (Alice.Register("demo"), Known(Bob.Register("demo")));
        chain.Mine(Pay(early));
        chain.Mine(Pay(late));
        Registry.Table.Find("demo")!.Spec.Owner.ShouldBe(Bob.Address);
        Registry.Learn(early);
        Registry.Table.Find("demo")!.Spec.Owner.ShouldBe(Alice.Address);
    }

    [Fact]
    public void An_underpaid_registration_is_told_how_much_is_missing_and_may_be_paid_again()
    {
        var message = Known(Alice.Register("demo"));
        var price = TestChain.Price(message, 100);
        var coin = chain.Mine(Pay(message, value: price - 1))[0];
        Registry.OutcomeOf(coin).ShouldBe(new(PaymentState.Underpaid, $"{new Amount(price)} FLUX are needed, {new Amount(price - 1)} were paid"));
        Registry.Table.Find("demo").ShouldBeNull();
        chain.Mine(Pay(message, value: price));
        Registry.Table.Find("demo")!.Height.ShouldBe(1);
    }

    [Fact]
    public void The_price_is_for_the_payments_own_blocks()
    {
        var message = Known(Alice.Register("demo"));
        var coin = chain.Mine(Pay(message, blocks: 44_000, value: TestChain.Price(message, 22_000)))[0];
        Registry.OutcomeOf(coin).State.ShouldBe(PaymentState.Underpaid);
    }

    [Theory]
    [InlineData(264_000, PaymentState.Accepted)]
    [InlineData(264_001, PaymentState.Refused)]
    public void A_payment_lasts_at_most_as_long_as_an_app_may_live(long blocks, PaymentState expected) =>
        Registry.OutcomeOf(chain.Mine(Pay(Known(Alice.Register("demo")), blocks))[0]).State.ShouldBe(expected);

    [Fact]
    public void The_memo_asks_for_the_lifetime_of_the_specification()
    {
        var message = Alice.Register("demo");
        var memo = AppPayment.MemoFor(message);
        memo.ToString().ShouldBe($"{message.Hash}.22000");
        var payment = AppPayment.From(memo, default, 7, 1, new(5), monthBlocks: 10);
        (payment.Hash, payment.Blocks, payment.EndHeight).ShouldBe((message.Hash, 22_000, 22_007));
        AppPayment.From(memo with { Blocks = null }, default, 7, 1, new(5), monthBlocks: 10).Blocks.ShouldBe(10);
    }

    [Fact]
    public void A_specification_that_breaks_a_rule_is_refused_whatever_was_paid()
    {
        var broken = Example.Value(Example.Version8).With("owner", JsValue.Of(Alice.Address)).With("instances", JsValue.Of(0));
        var message = Known(Alice.SignText("fluxappregister", broken, broken, 1000));
        var coin = chain.Mine(Pay(message, value: 100_000_000))[0];
        Registry.OutcomeOf(coin).ShouldBe(new(PaymentState.InvalidSpecification, "instances: 0 is outside 1–100"));
    }

    [Fact]
    public void The_first_payment_in_chain_order_owns_the_name()
    {
        var (a, b) = (Known(Alice.Register("demo")), Known(Bob.Register("demo")));
        var coins = chain.Mine(Pay(b), Pay(a));
        Registry.Table.Find("demo")!.Spec.Owner.ShouldBe(Bob.Address);
        Registry.OutcomeOf(coins[1]).State.ShouldBe(PaymentState.Refused);
        Registry.OutcomeOf(coins[1]).Detail.ShouldContain($"registered by {Bob.Address}");
    }

    [Fact]
    public void A_name_is_free_again_in_the_block_in_which_it_ran_out()
    {
        var (a, b) = (Known(Alice.Register("demo")), Known(Bob.Register("demo")));
        chain.Mine(Pay(a, blocks: 10));
        chain.MineTo(8);
        chain.Mine(Pay(b));
        Registry.Table.Find("demo")!.Spec.Owner.ShouldBe(Alice.Address);
        chain.Mine(Pay(b));
        var app = Registry.Table.Find("demo")!;
        app.Spec.Owner.ShouldBe(Bob.Address);
        app.FirstHeight.ShouldBe(10);
    }

    [Fact]
    public void An_update_replaces_the_message_and_lives_on_its_own_coin()
    {
        var (first, second) = (Known(Alice.Register("demo")), Known(Alice.Update("demo", 2000, instances: 5)));
        var old = chain.Mine(Pay(first, blocks: 1000))[0];
        var next = chain.Mine(Pay(second, blocks: 100, spends: old))[0];
        var app = Registry.Table.Find("demo")!;
        app.Hash.ShouldBe(second.Hash);
        app.FirstHeight.ShouldBe(0);
        app.Height.ShouldBe(1);
        app.Coins.Select(coin => coin.Coin).ShouldBe([next]);
        chain.MineTo(101);
        Registry.Table.Find("demo").ShouldBeNull();
    }

    [Fact]
    public void An_update_that_leaves_the_old_coin_unspent_still_lives_on_the_new_one_alone()
    {
        var (first, second) = (Known(Alice.Register("demo")), Known(Alice.Update("demo", 2000)));
        chain.Mine(Pay(first, blocks: 1000));
        var next = chain.Mine(Pay(second))[0];
        chain.Mine(Refund(next));
        Registry.Table.Find("demo").ShouldBeNull();
    }

    [Fact]
    public void Only_the_owner_so_far_updates_also_after_a_change_of_owner()
    {
        chain.Mine(Pay(Known(Alice.Register("demo"))));
        chain.Mine(Pay(Known(Bob.Update("demo", 2000))));
        Registry.Table.Find("demo")!.Spec.Owner.ShouldBe(Alice.Address);
        chain.Mine(Pay(Known(Alice.Update("demo", 3000, newOwner: Bob.Address))));
        Registry.Table.Find("demo")!.Spec.Owner.ShouldBe(Bob.Address);
        chain.Mine(Pay(Known(Alice.Update("demo", 4000))));
        Registry.Table.Find("demo")!.Spec.Owner.ShouldBe(Bob.Address);
    }

    [Fact]
    public void An_update_needs_the_app_to_be_in_force()
    {
        var update = Known(Alice.Update("demo", 2000));
        Registry.OutcomeOf(chain.Mine(Pay(update))[0]).State.ShouldBe(PaymentState.Refused);
        var coin = chain.Mine(Pay(Known(Alice.Register("demo"))))[0];
        chain.Mine(Refund(coin), Pay(update));
        Registry.Table.Find("demo").ShouldBeNull();
    }

    [Fact]
    public void An_old_version_of_the_specification_cannot_be_paid_back_into_force()
    {
        var (first, second, third) = (Known(Alice.Register("demo")), Known(Alice.Update("demo", 2000)), Known(Alice.Update("demo", 1500)));
        chain.Mine(Pay(first));
        chain.Mine(Pay(second));
        Registry.OutcomeOf(chain.Mine(Pay(first))[0]).State.ShouldBe(PaymentState.MessageOver);
        Registry.OutcomeOf(chain.Mine(Pay(third))[0]).State.ShouldBe(PaymentState.Refused);
        Registry.Table.Find("demo")!.Hash.ShouldBe(second.Hash);
    }

    [Fact]
    public void Nobody_revives_an_app_that_its_owner_ended()
    {
        var message = Known(Alice.Register("demo"));
        chain.Mine(Refund(chain.Mine(Pay(message))[0]));
        Registry.OutcomeOf(chain.Mine(Pay(message))[0]).State.ShouldBe(PaymentState.MessageOver);
        chain.Mine(Pay(Known(Alice.Register("demo", timestamp: 5000))));
        Registry.Table.Find("demo").ShouldNotBeNull();
    }

    [Fact]
    public void A_second_payment_for_the_message_in_force_prolongs_it()
    {
        var message = Known(Alice.Register("demo"));
        var first = chain.Mine(Pay(message, blocks: 50))[0];
        chain.Mine(Pay(message, blocks: 100));
        Registry.Table.Find("demo")!.EndHeight.ShouldBe(101);
        chain.Mine(Refund(first));
        Registry.Table.Find("demo")!.Coins.Length.ShouldBe(1);
        chain.MineTo(100);
        Registry.Table.Find("demo").ShouldNotBeNull();
        chain.MineTo(101);
        Registry.Table.Find("demo").ShouldBeNull();
    }

    [Fact]
    public void A_renewal_in_one_transaction_never_interrupts_the_app()
    {
        var message = Known(Alice.Register("demo"));
        var old = chain.Mine(Pay(message))[0];
        chain.Mine(Pay(message, blocks: 500, spends: old));
        var app = Registry.Table.Find("demo")!;
        app.FirstHeight.ShouldBe(0);
        app.EndHeight.ShouldBe(501);
    }

    [Fact]
    public void A_name_can_change_hands_in_one_transaction_that_frees_it()
    {
        var (a, b) = (Known(Alice.Register("demo")), Known(Bob.Register("demo")));
        var coin = chain.Mine(Pay(a))[0];
        chain.Mine(Pay(b, spends: coin));
        Registry.Table.Find("demo")!.Spec.Owner.ShouldBe(Bob.Address);
    }

    [Fact]
    public void Taking_a_block_back_restores_what_was()
    {
        var (first, second) = (Known(Alice.Register("demo")), Known(Alice.Update("demo", 2000)));
        var old = chain.Mine(Pay(first, blocks: 3))[0];
        var before = Registry.Table.Hash();
        chain.Mine(Pay(second, spends: old));
        chain.TakeBack();
        Registry.Table.Hash().ShouldBe(before);
        Registry.Table.Find("demo")!.Hash.ShouldBe(first.Hash);
        chain.MineTo(3);
        Registry.Table.Find("demo").ShouldBeNull();
        chain.TakeBack();
        Registry.Table.Find("demo")!.Hash.ShouldBe(first.Hash);
        chain.TakeBack();
        chain.TakeBack();
        chain.TakeBack();
        Registry.Table.Apps.ShouldBeEmpty();
        Registry.IsPaid(first.Hash).ShouldBeFalse();
    }

    [Fact]
    public void Changes_tell_before_and_after()
    {
        var message = Known(Alice.Register("demo"));
        chain.Mine();
        var block = new RegistryBlock(1, default, [new(new(TxId.Parse(new string('9', 64)), 0), message.Hash, 1, 1, new(100_000_000), 100)], []);
        var change = Registry.Connect(block).ShouldHaveSingleItem();
        (change.Key, change.Before).ShouldBe(("demo", null));
        change.After!.Hash.ShouldBe(message.Hash);
        Registry.Disconnect().ShouldHaveSingleItem().After.ShouldBeNull();
    }

    [Fact]
    public void Blocks_must_follow_one_another()
    {
        chain.Mine();
        Should.Throw<ArgumentException>(() => Registry.Connect(new(2, default, [], [])));
        Should.Throw<InvalidOperationException>(() => new AppRegistry(RegistryRules.Own).Disconnect());
    }

    private AppMessage Known(AppMessage message)
    {
        AppMessageCheck.CheckHashAndSignature(message).IsAccepted.ShouldBeTrue();
        Registry.Learn(message);
        return message;
    }
}
