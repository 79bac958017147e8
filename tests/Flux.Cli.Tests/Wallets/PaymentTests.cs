using Flux.Apps.Messages;
using Flux.Cli.Commands.App;
using Flux.Cli.Wallets;
using Flux.Primitives;
using Flux.TestKit;
using Flux.Wallets.CoinSelection;

namespace Flux.Cli.Tests.Wallets;

/// <summary>Fees by hand at one satoshi a byte: 29 + 149 an input + 34 for the escrow coin + 80 for the memo (71 bytes of script) + 34 for the change.</summary>
public sealed class PaymentTests
{
    private static readonly SpendableCoin Old = Coin('a', 100_000_000) with { Worth = new Amount(70_000_001) };
    private static readonly SpendableCoin Ordinary = Coin('b', 90_000_000);

    [Fact]
    public void What_an_old_payment_has_left_pays_the_new_one_and_the_rest_comes_back_to_the_satoshi()
    {
        var choice = Payment.Choose([Ordinary], Outputs(60_000_000), [Old]);

        choice.Coins.ShouldBe([Old]);
        (choice.Fee.Satoshis, choice.Change.Satoshis).ShouldBe((326, 70_000_001 - 60_000_000 - 326));
    }

    [Fact]
    public void A_dearer_one_takes_only_what_is_missing_from_ordinary_coins()
    {
        var choice = Payment.Choose([Ordinary], Outputs(150_000_000), [Old]);

        // Its payer must stand first: whose script input 0 has gets the refund.
        choice.Coins.ShouldBe([Old, Ordinary]);
        (choice.Fee.Satoshis, choice.Change.Satoshis).ShouldBe((475, 70_000_001 + 90_000_000 - 150_000_000 - 475));
    }

    [Fact]
    public void Too_little_is_named_to_the_satoshi() =>
        Payment.Choose([Ordinary], Outputs(160_000_000), [Old]).Missing.Satoshis.ShouldBe(160_000_000 + 441 - 160_000_001);

    [Fact]
    public void The_change_stands_before_the_memo()
    {
        var change = Flux.Primitives.Addresses.Address.TryFromScript(TestKey.Of("me").Script, out var me) ? me.ToText(Flux.Primitives.Addresses.AddressPrefixes.Main) : "";
        var outputs = Payment.WithChange(Outputs(1000), new Amount(700), change).ToList();

        outputs.Select(output => output.Value.Satoshis).ShouldBe([1000, 700, 0]);
        outputs[1].ScriptPubKey.ShouldBe(TestKey.Of("me").Script);
    }

    private static List<TxOutput> Outputs(long price) => Deployment.Outputs(default(MessageHash), new Amount(price), 1000);

    private static SpendableCoin Coin(char id, long satoshis) => new(new OutPoint(TxId.Parse(new string(id, 64)), 0), new TxOutput(new Amount(satoshis), TestKey.Of("me").Script));
}
