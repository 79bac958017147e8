using Flux.Daemon.Wallet;
using Flux.Primitives;

namespace Flux.Daemon.Tests.Wallet;

/// <summary>Two payments that exclude each other, of which one counts in the end.</summary>
public sealed class WalletLedgerTests
{
    private static readonly OutPoint Coin = new(new TxId(Hash256.Parse(new string('1', 64))), 0);

    private readonly WalletLedger _ledger = new(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N")));

    [Fact]
    public void A_coin_stays_spent_when_one_of_two_payments_expires()
    {
        _ledger.AddWaiting(Payment(expiry: 10), 1);
        _ledger.AddWaiting(Payment(expiry: 20), 2);
        _ledger.DropDead(tip: 10, _ => false);
        _ledger.Entries.Single().Transaction.ExpiryHeight.ShouldBe(20u);
        _ledger.IsSpent(Coin).ShouldBeTrue();
        _ledger.DropDead(tip: 20, _ => false);
        _ledger.IsSpent(Coin).ShouldBeFalse();
    }

    [Fact]
    public void What_is_still_in_the_pool_stays()
    {
        _ledger.AddWaiting(Payment(expiry: 10), 1);
        _ledger.DropDead(tip: 10, _ => true);
        _ledger.Entries.Count.ShouldBe(1);
    }

    private static Transaction Payment(uint expiry) => new()
    {
        Version = 4,
        Overwintered = true,
        VersionGroup = Transaction.SaplingGroup,
        Inputs = [new TxInput(Coin, default, TxInput.FinalSequence)],
        Outputs = [new TxOutput(new Amount(1000), default)],
        ExpiryHeight = expiry,
    };
}
