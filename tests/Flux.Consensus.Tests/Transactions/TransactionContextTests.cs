using Flux.Consensus.Rejects;
using Flux.Consensus.Transactions;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;
using static Flux.Consensus.Tests.Transactions.SampleTransactions;

namespace Flux.Consensus.Tests.Transactions;

/// <summary>The eras of the recorded chain: Acadia 160, Kamata 265, Flux 370, P2SH nodes 510, PON and delegates 650.</summary>
public sealed class TransactionContextTests
{
    [Fact]
    public void Before_Acadia_any_version_without_the_overwintered_bit_is_fine()
    {
        Judge(Ordinary(1, overwintered: false), 159).ShouldBeNull();
        Judge(Ordinary(77, overwintered: false), 159).ShouldBeNull();
    }

    [Fact]
    public void Rejects_overwintered_before_Acadia()
    {
        Judge(Ordinary(), 159).ShouldBe(RejectTable.TxOverwinterNotActive);
        Judge(Ordinary(), 160).ShouldBeNull();
    }

    [Fact]
    public void Rejects_old_versions_from_Acadia_on()
    {
        Judge(Ordinary(1, overwintered: false), 160).ShouldBe(RejectTable.TxSaplingActive);
        Judge(Ordinary(3, overwintered: false), 160).ShouldBe(RejectTable.TxSaplingActive);
        Judge(Ordinary(4, overwintered: false), 160).ShouldBe(RejectTable.TxOverwinteredFlagNotSet);
        Judge(Ordinary(7, overwintered: false), 160).ShouldBe(RejectTable.TxOverwinteredFlagNotSet);
    }

    [Fact]
    public void Rejects_the_group_of_Overwinter_from_Acadia_on() =>
        Judge(Ordinary(3, group: Transaction.OverwinterGroup), 160).ShouldBe(RejectTable.TxSaplingGroup);

    [Fact]
    public void Rejects_other_versions_of_the_Sapling_group()
    {
        Judge(Ordinary(3), 160).ShouldBe(RejectTable.TxSaplingVersionTooLow);
        Judge(Ordinary(5), 160).ShouldBe(RejectTable.TxSaplingVersionTooHigh);
    }

    [Fact]
    public void Rejects_an_expired_transaction_gently_in_the_first_block_after()
    {
        Judge(Ordinary(expiry: 200), 200).ShouldBeNull();
        Judge(Ordinary(expiry: 200), 201).ShouldBe(RejectTable.TxJustExpired);
        Judge(Ordinary(expiry: 200), 202).ShouldBe(RejectTable.TxExpired);
        RejectTable.TxJustExpired.Score.ShouldBe(0);
        RejectTable.TxExpired.Score.ShouldBe(100);
        RejectTable.TxExpired.LooseScore.ShouldBe(10);
        Judge(Ordinary(3, expiry: 200), 202).ShouldBe(RejectTable.TxSaplingVersionTooLow);
    }

    [Fact]
    public void Nothing_without_an_expiry_and_no_coinbase_expires()
    {
        TransactionRules.IsExpired(Ordinary(), int.MaxValue).ShouldBeFalse();
        var coinbase = Ordinary(inputs: [new TxInput(OutPoint.Null, default, 0)], expiry: 1);
        TransactionRules.IsExpired(coinbase, 100).ShouldBeFalse();
    }

    [Fact]
    public void Rejects_more_than_100_000_bytes_before_Acadia_only()
    {
        var room = 100_000 - Ordinary(1, overwintered: false, outputs: []).Size;
        TxOutput OfSize(int script) => new(Amount.Zero, new(new byte[script]));

        Judge(Ordinary(1, overwintered: false, outputs: [OfSize(room - 13)]), 159).ShouldBeNull();
        Judge(Ordinary(1, overwintered: false, outputs: [OfSize(room - 12)]), 159).ShouldBe(RejectTable.TxOversizeBeforeAcadia);
        Judge(Ordinary(outputs: [OfSize(200_000)]), 160).ShouldBeNull();
    }

    [Fact]
    public void Rejects_transparent_inputs_into_a_pool_from_the_Flux_upgrade_on()
    {
        var entering = Ordinary(shielded: new() { Outputs = [ShieldedOutput()] });

        Judge(entering, 369).ShouldBeNull();
        Judge(entering, 370).ShouldBe(RejectTable.TxEntersShieldedPool);
        Judge(Ordinary(shielded: new() { JoinSplits = [JoinSplitOf()] }), 370).ShouldBe(RejectTable.TxEntersShieldedPool);
        Judge(Ordinary(inputs: [], shielded: new() { Spends = [Spend()], Outputs = [ShieldedOutput()] }), 370).ShouldBeNull();
        Judge(Ordinary(shielded: new() { Spends = [Spend()] }), 370).ShouldBeNull();
    }

    [Fact]
    public void Rejects_node_transactions_before_Kamata()
    {
        Judge(Start(5), 264).ShouldBe(RejectTable.NodeTxNotActive);
        Judge(Start(5), 265).ShouldBeNull();
        Judge(Confirm(5), 265).ShouldBeNull();
    }

    [Fact]
    public void Rejects_version_6_before_the_P2SH_node_upgrade()
    {
        Judge(Start(), 509).ShouldBe(RejectTable.NodeTxP2shNotActive);
        Judge(Start(), 510).ShouldBeNull();
        Judge(Start(features: StartTransaction.FeatureP2sh), 510).ShouldBeNull();
    }

    [Fact]
    public void Rejects_other_feature_bits_and_a_version_6_CONFIRM_before_PON()
    {
        Judge(Start(features: 0x101), 649).ShouldBe(RejectTable.NodeTxFeaturesNotActive);
        Judge(Start(features: 3), 649).ShouldBe(RejectTable.NodeTxFeaturesNotActive);
        Judge(Confirm(6), 649).ShouldBe(RejectTable.NodeTxFeaturesNotActive);
        Judge(Start(features: 0x201), 650).ShouldBeNull();
        Judge(Confirm(6), 650).ShouldBeNull();
    }

    [Theory]
    [InlineData(0u, 0, true)]
    [InlineData(100u, 100, false)]
    [InlineData(100u, 101, true)]
    [InlineData(1_700_000_000u, 100, false)]
    [InlineData(1_699_999_999u, 100, true)]
    [InlineData(499_999_999u, 500_000_000, true)]
    public void Is_final_after_its_lock_time(uint lockTime, int height, bool expected)
    {
        var transaction = Ordinary(inputs: [InputOf(1) with { Sequence = 0 }], lockTime: lockTime);

        TransactionRules.IsFinal(transaction, height, 1_700_000_000).ShouldBe(expected);
    }

    [Fact]
    public void A_lock_time_of_500_million_is_a_time()
    {
        var transaction = Ordinary(inputs: [InputOf(1) with { Sequence = 0 }], lockTime: 500_000_000);

        TransactionRules.IsFinal(transaction, int.MaxValue, 500_000_000).ShouldBeFalse();
        TransactionRules.IsFinal(transaction, 1, 500_000_001).ShouldBeTrue();
    }

    [Fact]
    public void Is_final_when_all_sequences_are()
    {
        TransactionRules.IsFinal(Ordinary(lockTime: 100), 1, 1).ShouldBeTrue();
        TransactionRules.IsFinal(Ordinary(inputs: [InputOf(1), InputOf(2) with { Sequence = 0xfffffffe }], lockTime: 100), 1, 1).ShouldBeFalse();
    }

    private static Reject? Judge(Transaction transaction, int height) => TransactionRules.CheckContext(TestNetworks.Recorded, transaction, height).Reject;
}
