using CsCheck;
using Flux.Primitives;
using Flux.Wallets.CoinSelection;

namespace Flux.Wallets.Tests.CoinSelection;

public class CoinSelectorTests
{
    private static SpendableCoin Coin(int n, long satoshis) => new(new OutPoint(new TxId(new Hash256(Enumerable.Repeat((byte)n, 32).ToArray())), 0), new TxOutput(new Amount(satoshis), default));

    [Fact]
    public void Takes_the_smallest_coin_that_is_enough()
    {
        var choice = CoinSelector.Select([Coin(1, 5_000_000), Coin(2, 900_000), Coin(3, 100_000)], new Amount(500_000), 34, FeeRate.Default);
        choice.IsEnough.ShouldBeTrue();
        choice.Coins.Single().Worth.Satoshis.ShouldBe(900_000);
    }

    [Fact]
    public void Says_how_much_is_missing()
    {
        var choice = CoinSelector.Select([Coin(1, 1_000)], new Amount(2_000), 34, FeeRate.Default);
        choice.IsEnough.ShouldBeFalse();
        choice.Missing.Satoshis.ShouldBe(2_000 + choice.Fee.Satoshis - 1_000);
    }

    [Fact]
    public void An_empty_wallet_is_not_enough_even_for_nothing() => CoinSelector.Select([], Amount.Zero, 0, FeeRate.Default).IsEnough.ShouldBeFalse();

    [Fact]
    public void Spends_required_coins_first()
    {
        var required = Coin(9, 10_000);
        var choice = CoinSelector.Select([Coin(1, 1_000_000), required], new Amount(5_000), 34, FeeRate.Default, [required]);
        choice.Coins.ShouldBe([required]);
    }

    [Fact]
    public void Inputs_always_equal_outputs_plus_fee_and_no_coin_is_used_twice() =>
        Gen.Select(Gen.Long[1, 1_000_000_000].Array[1, 40], Gen.Long[1, 2_000_000_000], Gen.Long[100, 100_000]).Sample((values, target, rate) =>
        {
            var coins = values.Select((v, i) => Coin(i, v)).ToList();
            var choice = CoinSelector.Select(coins, new Amount(target), 34, new FeeRate(rate));
            choice.Coins.Select(c => c.OutPoint).Distinct().Count().ShouldBe(choice.Coins.Count);
            if (!choice.IsEnough) return;
            choice.Coins.Sum(c => c.Worth.Satoshis).ShouldBe(target + choice.Fee.Satoshis + choice.Change.Satoshis);
            (choice.Change == Amount.Zero || choice.Change >= CoinSelector.DustLimit).ShouldBeTrue();
        });
}
