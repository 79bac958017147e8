using Flux.Primitives;
using Flux.Wallets.CoinSelection;
using Flux.Wallets.Containers;
using Flux.Wallets.Spending;
using Flux.Wallets.Tests.Accounts;

namespace Flux.Wallets.Tests.Spending;

/// <summary>What is left of a payment for an app by hand: value − (value / blocks) · age, at the height at which the refund expires.</summary>
public sealed class RefundTests : IDisposable
{
    private readonly Purse _purse = new();

    public void Dispose() => _purse.Dispose();

    [Fact]
    public void What_is_left_at_the_expiry_height_comes_back_to_the_payer()
    {
        // Paid at 900 for 22,000 blocks, 1 FLUX: 4545 satoshis a block, 120 blocks old at 1020.
        var coin = _purse.Add(100_000_000, height: 900, escrow: 22_000);

        var plan = Refund.Plan([coin], FeeRate.Default, Purse.Height);

        (plan.Draft.ExpiryHeight, plan.Draft.Inputs.ShouldHaveSingleItem().Worth.Satoshis).ShouldBe((1020u, 100_000_000 - (4545 * 120)));
        var back = plan.Draft.Outputs.ShouldHaveSingleItem();
        (back.Value + plan.Fee).Satoshis.ShouldBe(100_000_000 - (4545 * 120));
        back.ScriptPubKey.ShouldBe(_purse.Mine.Address.ToScript());
    }

    [Fact]
    public void A_shared_payer_signs_it_as_any_other_payment()
    {
        var coin = _purse.Add(100_000_000, _purse.Shared, height: 900, escrow: 22_000);
        var container = ContainerBuilder.Of(Refund.Plan([coin], FeeRate.Default, Purse.Height).Draft, [coin], _purse.Ring, "classic", Words.BranchId);

        var (signed, added) = ContainerSigning.Sign(container, _purse.Ring);

        (added, signed.IsComplete, signed.Inputs[0].IsEscrow).ShouldBe((1, false, true));
        using var other = Words.RingOf(Words.B, Words.Ssp);
        _ = other.Addresses(1).Count();
        ContainerSigning.Sign(signed, other).Container.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public void Ordinary_coins_several_payers_and_what_is_less_than_the_fee_are_refused()
    {
        var mine = _purse.Add(100_000_000, height: 900, escrow: 22_000);
        Should.Throw<PaymentException>(() => Refund.Plan([_purse.Add(5_000)], FeeRate.Default, Purse.Height)).Message.ShouldContain("Only coins that pay for apps");
        Should.Throw<PaymentException>(() => Refund.Plan([], FeeRate.Default, Purse.Height)).Problem.ShouldBe(PaymentProblem.Order);
        Should.Throw<PaymentException>(() => Refund.Plan([mine, _purse.Add(100_000_000, _purse.Shared, height: 900, escrow: 22_000)], FeeRate.Default, Purse.Height)).Message.ShouldContain("several addresses");
        Should.Throw<PaymentException>(() => Refund.Plan([_purse.Add(22_000, height: 900, escrow: 121)], FeeRate.Default, Purse.Height)).Message.ShouldContain("less than the fee");
    }
}
