using Flux.Primitives;
using Flux.Wallets.Containers;
using Flux.Wallets.Spending;
using Flux.Wallets.Tests.Accounts;
using Flux.Wallets.Tests.Chain;

namespace Flux.Wallets.Tests.Spending;

public class SentBookTests
{
    private static Transaction Sign(Purse purse, PaymentPlan plan) =>
        ContainerSigning.Finish(ContainerSigning.Sign(ContainerBuilder.Of(plan.Draft, plan.Coins, purse.Ring, "classic", Words.BranchId), purse.Ring).Container);

    [Fact]
    public async Task A_payment_waits_counts_or_expires()
    {
        using var purse = new Purse();
        purse.Add(1_000_000);
        var transaction = Sign(purse, purse.Builder.Build(purse.Order((Purse.Other, 10_000))));
        var sent = SentBook.Record(transaction, DateTimeOffset.UnixEpoch, "");
        var chain = new MemoryChain();
        (await SentBook.StateAsync(sent, chain, Purse.Height, CancellationToken.None)).ShouldBe(SentState.Waiting);
        (await SentBook.StateAsync(sent, chain, Purse.Height + 30, CancellationToken.None)).ShouldBe(SentState.Expired);
        chain.Add(transaction, Purse.Height + 2);
        (await SentBook.StateAsync(sent, chain, Purse.Height + 30, CancellationToken.None)).ShouldBe(SentState.Confirmed);
        SentBook.Tidy([sent], Purse.Height + 30 + 2879).Length.ShouldBe(1);
        SentBook.Tidy([sent], Purse.Height + 30 + 2880).ShouldBeEmpty();
    }

    [Fact]
    public void Sending_again_spends_the_same_coins_to_the_same_people()
    {
        using var purse = new Purse();
        purse.Add(1_000_000);
        var old = Sign(purse, purse.Builder.Build(purse.Order((Purse.Other, 10_000))));
        var again = SentBook.Again(SentBook.Record(old, DateTimeOffset.UnixEpoch, ""), purse.Coins, purse.Ring, "classic", Words.BranchId, 2000);
        again.Transaction.Inputs.Select(input => input.PreviousOutput).ShouldBe(old.Inputs.Select(input => input.PreviousOutput));
        again.Transaction.Outputs.ShouldBe(old.Outputs);
        again.Transaction.ExpiryHeight.ShouldBe(2000u);
        again.Transaction.Id.ShouldNotBe(old.Id);
        Should.Throw<PaymentException>(() => SentBook.Again(SentBook.Record(old, DateTimeOffset.UnixEpoch, ""), [], purse.Ring, "classic", Words.BranchId, 2000)).Message.ShouldContain("is spent");
    }
}
