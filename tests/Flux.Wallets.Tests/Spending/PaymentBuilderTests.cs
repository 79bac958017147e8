using CsCheck;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;
using Flux.Wallets.Containers;
using Flux.Wallets.Keystore;
using Flux.Wallets.Spending;
using Flux.Wallets.Tests.Accounts;
using Flux.Wallets.Tests.Containers;

namespace Flux.Wallets.Tests.Spending;

public class PaymentBuilderTests
{
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void Recipients_change_and_memo_stand_in_this_order()
    {
        using var purse = new Purse();
        purse.Add(100_000_000);
        var plan = purse.Builder.Build(purse.Order((Purse.Other, 10_000_000)) with { Memo = "hello flux" });
        plan.Draft.Outputs.Length.ShouldBe(3);
        plan.Draft.Outputs[1].ScriptPubKey.ShouldBe(purse.Change.ToScript());
        Flux.Primitives.Memos.Memo.TryGetText(plan.Draft.Outputs[2].ScriptPubKey, out var memo).ShouldBeTrue();
        memo.ShouldBe("hello flux");
        plan.Draft.ExpiryHeight.ShouldBe((uint)Purse.Height + 30);
        (plan.Fee + plan.Change).Satoshis.ShouldBe(90_000_000);
    }

    [Theory]
    [InlineData(545, "dust")]
    [InlineData(0, "above zero")]
    [InlineData(-1, "above zero")]
    public void Refuses_amounts_that_nobody_relays(long satoshis, string expected)
    {
        using var purse = new Purse();
        purse.Add(100_000_000);
        Should.Throw<PaymentException>(() => purse.Builder.Build(purse.Order((Purse.Other, satoshis)))).Message.ShouldContain(expected);
    }

    [Fact]
    public void Says_what_is_missing_and_where_the_rest_is()
    {
        using var purse = new Purse();
        purse.Add(1_000);
        purse.Add(5_000_000, height: Purse.Height - 3, coinbase: true);
        purse.Add(Amount.FromFlux(1000).Satoshis);
        var e = Should.Throw<PaymentException>(() => purse.Builder.Build(purse.Order((Purse.Other, 2_000))));
        e.Problem.ShouldBe(PaymentProblem.Funds);
        e.Message.ShouldContain("0.05000000 FLUX of rewards mature soon");
        e.Message.ShouldContain("1000.00000000 FLUX are kept as collateral");
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(12_500)]
    [InlineData(40_000)]
    public void A_collateral_is_never_taken_unless_freed(int flux)
    {
        using var purse = new Purse();
        var coin = purse.Add(Amount.FromFlux(flux).Satoshis);
        coin.State.ShouldBe(CoinState.Collateral);
        Should.Throw<PaymentException>(() => purse.Builder.Build(purse.Order((Purse.Other, 10_000)) with { OnlyCoins = [coin.Coin.OutPoint] })).Message.ShouldContain("collateral");
        using var freed = new Purse(new KeystoreContent { FreedCoins = [coin.Coin.OutPoint.ToString()] });
        freed.Add(Amount.FromFlux(flux).Satoshis).State.ShouldBe(CoinState.Spendable);
    }

    [Fact]
    public void Coin_control_spends_exactly_the_chosen_coins()
    {
        using var purse = new Purse();
        purse.Add(100_000_000);
        var small = new[] { purse.Add(10_000), purse.Add(20_000) };
        var plan = purse.Builder.Build(purse.Order((Purse.Other, 5_000)) with { OnlyCoins = [.. small.Select(coin => coin.Coin.OutPoint)] });
        plan.Coins.ShouldBe(small);
        Should.Throw<PaymentException>(() => purse.Builder.Build(purse.Order((Purse.Other, 50_000)) with { OnlyCoins = [.. small.Select(coin => coin.Coin.OutPoint)] })).Problem.ShouldBe(PaymentProblem.Funds);
        Should.Throw<PaymentException>(() => purse.Builder.Build(purse.Order((Purse.Other, 5_000)) with { OnlyCoins = [OutPoint.Null] })).Message.ShouldContain("no unspent coin");
    }

    [Fact]
    public void Everything_goes_when_everything_is_asked_for()
    {
        using var purse = new Purse();
        for (var i = 0; i < 10; i++) purse.Add(1_000_000);
        var plan = purse.Builder.Build(purse.Order((Purse.Other, 0)) with { SendAll = true });
        plan.Draft.Inputs.Length.ShouldBe(10);
        plan.Change.ShouldBe(Amount.Zero);
        plan.Draft.Outputs.Single().Value.Satoshis.ShouldBe(10_000_000 - plan.Fee.Satoshis);
    }

    [Fact]
    public void Recipients_can_bear_the_fee()
    {
        using var purse = new Purse();
        purse.Add(1_000_000);
        var plan = purse.Builder.Build(purse.Order((Purse.Other, 300_000), (Purse.Other, 200_001)) with { SubtractFee = true });
        plan.Draft.Outputs.Sum(output => output.Value.Satoshis).ShouldBe(1_000_000 - plan.Fee.Satoshis);
        plan.Change.Satoshis.ShouldBe(499_999);
        plan.Fee.Satoshis.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_fee_above_the_limit_is_refused()
    {
        using var purse = new Purse();
        for (var i = 0; i < 200; i++) purse.Add(10_000);
        var e = Should.Throw<PaymentException>(() => purse.Builder.Build(purse.Order((Purse.Other, 0)) with { SendAll = true, MostFee = new Amount(10_000) }));
        e.Problem.ShouldBe(PaymentProblem.Guard);
        e.Message.ShouldContain("above the limit");
    }

    [Theory]
    [InlineData(null, "needs its message's hash")]
    [InlineData("hello", "needs its message's hash")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "needs its message's hash")]
    public void An_app_is_not_paid_without_its_hash(string? memo, string expected)
    {
        using var purse = new Purse();
        purse.Add(100_000_000);
        var escrow = Address.TryFromScript(Purse.Network.Escrow!.Script, out var address) ? address : default;
        Should.Throw<PaymentException>(() => purse.Builder.Build(purse.Order((escrow, 10_000_000)) with { Memo = memo })).Message.ShouldContain(expected);
        purse.Builder.Build(purse.Order((escrow, 10_000_000)) with { Memo = Hash + ".100" }).Draft.Outputs.Length.ShouldBe(3);
        Should.Throw<PaymentException>(() => purse.Builder.Build(purse.Order((escrow, 10_000)) with { Memo = Hash + ".10001" })).Message.ShouldContain("cost at least");
    }

    [Theory]
    [InlineData("")]
    [InlineData("ü")]
    [InlineData("012345678901234567890123456789012345678901234567890123456789012345678901234567890")]
    public void Refuses_memos_that_nodes_do_not_relay(string memo)
    {
        using var purse = new Purse();
        purse.Add(100_000_000);
        Should.Throw<PaymentException>(() => purse.Builder.Build(purse.Order((Purse.Other, 10_000)) with { Memo = memo })).Problem.ShouldBe(PaymentProblem.Order);
    }

    [Fact]
    public void Coins_of_a_payment_that_may_still_count_are_reserved_until_it_expires()
    {
        using var purse = new Purse();
        var coin = purse.Add(1_000_000);
        var sent = SentBook.Record(purse.Builder.Build(purse.Order((Purse.Other, 10_000))).Draft.ToUnsigned(), DateTimeOffset.UnixEpoch, "rent");
        var content = new KeystoreContent { Sent = [sent] };
        new CoinRules(Purse.Network, content, Purse.Height).Judge(coin.Coin, coin.Owner).State.ShouldBe(CoinState.Reserved);
        new CoinRules(Purse.Network, content, Purse.Height + 30).Judge(coin.Coin, coin.Owner).State.ShouldBe(CoinState.Spendable);
    }

    [Fact]
    public void States_follow_the_chain_and_the_owner()
    {
        using var purse = new Purse(new KeystoreContent { LockedCoins = ["0000000000000000000000000000000000000000000000000000000000000004:0"] });
        purse.Add(10, height: 0).State.ShouldBe(CoinState.Unconfirmed);
        purse.Add(10, height: Purse.Height + 2 - Purse.Network.Coinbase.Maturity, coinbase: true).State.ShouldBe(CoinState.Immature);
        purse.Add(10, height: Purse.Height + 1 - Purse.Network.Coinbase.Maturity, coinbase: true).State.ShouldBe(CoinState.Spendable);
        purse.Add(10).State.ShouldBe(CoinState.Locked);
        var escrow = purse.Add(22_000_000, height: Purse.Height - 99, escrow: 22_000);
        escrow.State.ShouldBe(CoinState.Escrow);
        // A spend would be judged one block on: 100 of 22,000 blocks are used up.
        escrow.Worth.Satoshis.ShouldBe(22_000_000 - (100 * 1000));
        WalletBalance.Of(purse.Coins).Total.Satoshis.ShouldBe(40 + escrow.Worth.Satoshis);
    }

    [Fact]
    public void Consolidation_stays_within_one_address()
    {
        using var purse = new Purse();
        for (var i = 0; i < 30; i++) purse.Add(1000 + i);
        for (var i = 0; i < 40; i++) purse.Add(2000 + i, purse.Shared);
        var plan = Consolidation.Plan(purse.Coins, 25, new Flux.Wallets.CoinSelection.FeeRate(100), 99);
        plan.Coins.Length.ShouldBe(25);
        plan.Coins.ShouldAllBe(coin => coin.Owner == purse.Shared);
        plan.Draft.Outputs.Single().ScriptPubKey.ShouldBe(purse.Shared.Address.ToScript());
        Should.Throw<PaymentException>(() => Consolidation.Plan(purse.Coins, 251, new Flux.Wallets.CoinSelection.FeeRate(100), 99)).Problem.ShouldBe(PaymentProblem.Order);
    }

    /// <summary>Random wallets pay random orders; the kernel's interpreter accepts every input, and the size is never above the one that was paid for.</summary>
    [Fact]
    public void What_is_signed_is_accepted_by_the_interpreter() =>
        Gen.Select(Gen.Long[10_000, 100_000_000].Array[1, 12], Gen.Int[0, 2].Array[12], Gen.Int[1, 3], Gen.String[Gen.Char[' ', '~'], 0, 80]).Sample((values, kinds, recipients, memo) =>
        {
            using var purse = new Purse();
            for (var i = 0; i < values.Length; i++) Add(purse, values[i], kinds[i]);
            var share = Math.Max(546, values.Sum() / 4 / recipients);
            var order = purse.Order([.. Enumerable.Repeat((Purse.Other, share), recipients)]) with { Memo = memo.Length == 0 ? null : memo, MostFee = Amount.FromFlux(1) };
            if (values.Sum() < 50_000) return;
            var plan = purse.Builder.Build(order);
            var container = ContainerBuilder.Of(plan.Draft, plan.Coins, purse.Ring, "classic", Words.BranchId);
            container.Fee.ShouldBe(plan.Fee);
            var signed = ContainerSigning.Sign(container, purse.Ring).Container;
            using var phone = Words.RingOf(Words.B, Words.Ssp);
            phone.AddressAt(phone.Accounts[0], 0, 0);
            signed = ContainerSigning.Sign(signed, phone).Container;
            var final = ContainerSigning.Finish(signed);
            Interpreter.Verify(final, plan.Coins.Select(coin => coin.Coin.Output)).ShouldBeEmpty();
            plan.Fee.Satoshis.ShouldBeGreaterThanOrEqualTo(order.Rate.FeeFor(final.Size).Satoshis);
        }, iter: 60);

    private static void Add(Purse purse, long value, int kind) => _ = kind switch
    {
        0 => purse.Add(value),
        1 => purse.Add(value, purse.Shared),
        _ => purse.Add(value, script: ScriptBuilder.PayToPubKey(purse.Mine.Keys[0].PublicKey)),
    };
}
