using Flux.Consensus.Rejects;
using Flux.Consensus.Transactions;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Scripts;
using static Flux.Consensus.Tests.Transactions.SampleTransactions;

namespace Flux.Consensus.Tests.Transactions;

public sealed class FluxNodeFormRulesTests
{
    private const int P2sh = StartTransaction.FeatureP2sh;
    private const int WithDelegates = StartTransaction.FeatureNormal | StartTransaction.FeatureDelegates;

    private static readonly Script OneOfTwo = ScriptBuilder.Multisig(1, [Key(2), Key(3)]);

    [Fact]
    public void Accepts_START_and_CONFIRM_of_both_versions()
    {
        Judge(Start(5)).ShouldBeNull();
        Judge(Start(6)).ShouldBeNull();
        Judge(Start(features: P2sh, redeemScript: OneOfTwo)).ShouldBeNull();
        Judge(Confirm(5)).ShouldBeNull();
        Judge(Confirm(6)).ShouldBeNull();
    }

    [Fact]
    public void Rejects_inputs_and_outputs()
    {
        Judge(new Transaction { Version = 5, FluxNode = Start(5).FluxNode, Inputs = [InputOf(1)] }).ShouldBe(RejectTable.NodeTxNotEmpty);
        Judge(new Transaction { Version = 5, FluxNode = Start(5).FluxNode, Outputs = [OutputOf(1)] }).ShouldBe(RejectTable.NodeTxNotEmpty);
    }

    [Fact]
    public void Rejects_a_type_that_is_neither_START_nor_CONFIRM() =>
        Judge(new Transaction { Version = 5, FluxNode = new UnknownFluxNodePayload(3) }).ShouldBe(RejectTable.NodeTxType);

    [Fact]
    public void Rejects_a_null_collateral_and_a_START_without_a_body()
    {
        Judge(Start(collateral: OutPoint.Null)).ShouldBe(RejectTable.NodeTxNoCollateral);
        Judge(new Transaction { Version = 6, FluxNode = new StartTransaction() }).ShouldBe(RejectTable.NodeTxNoCollateral);
    }

    [Fact]
    public void Rejects_a_redeem_script_above_the_limit() =>
        Judge(Start(features: P2sh, redeemScript: new Script(new byte[10_001]))).ShouldBe(RejectTable.NodeTxRedeemScriptTooLarge);

    [Fact]
    public void Rejects_a_redeem_script_that_is_no_multisig()
    {
        Judge(Start(features: P2sh, redeemScript: new Script(new byte[10_000]))).ShouldBe(RejectTable.NodeTxRedeemScriptNotMultisig);
        Judge(Start(features: P2sh, redeemScript: PayTo(1))).ShouldBe(RejectTable.NodeTxRedeemScriptNotMultisig);
        Judge(Start(features: P2sh)).ShouldBe(RejectTable.NodeTxRedeemScriptNotMultisig);
    }

    [Fact]
    public void Names_the_redeem_script_before_the_delegates() =>
        Judge(Start(features: P2sh | StartTransaction.FeatureDelegates)).ShouldBe(RejectTable.NodeTxRedeemScriptNotMultisig);

    [Fact]
    public void With_both_kind_bits_the_redeem_script_is_not_looked_at() => Judge(Start(features: 3)).ShouldBeNull();

    [Fact]
    public void Accepts_up_to_four_compressed_delegates_and_any_version_of_the_data()
    {
        Judge(Start(features: WithDelegates, delegates: Delegates(0))).ShouldBeNull();
        Judge(Start(features: WithDelegates, delegates: Delegates(4))).ShouldBeNull();
        Judge(Start(features: WithDelegates, delegates: Delegates(0, type: DelegateData.TypeSigning))).ShouldBeNull();
        Judge(Start(features: WithDelegates, delegates: Delegates(0) with { Version = 2 })).ShouldBeNull();
    }

    [Fact]
    public void Rejects_delegate_data_that_is_missing_or_of_unknown_type()
    {
        Judge(Start(features: WithDelegates)).ShouldBe(RejectTable.NodeTxDelegateData);
        Judge(Start(features: WithDelegates, delegates: new DelegateData())).ShouldBe(RejectTable.NodeTxDelegateData);
        Judge(Start(features: WithDelegates, delegates: Delegates(0, type: 3))).ShouldBe(RejectTable.NodeTxDelegateData);
        Judge(Start(features: WithDelegates, delegates: Delegates(0, type: 0))).ShouldBe(RejectTable.NodeTxDelegateData);
    }

    [Fact]
    public void Rejects_five_delegates_and_keys_that_are_not_compressed()
    {
        Judge(Start(features: WithDelegates, delegates: Delegates(5))).ShouldBe(RejectTable.NodeTxDelegateData);
        Judge(Start(features: WithDelegates, delegates: Delegates(1, 4, 65))).ShouldBe(RejectTable.NodeTxDelegateData);
        Judge(Start(features: WithDelegates, delegates: Delegates(1, 5, 33))).ShouldBe(RejectTable.NodeTxDelegateData);
    }

    [Fact]
    public void Delegate_data_without_its_bit_is_not_looked_at() => Judge(Start(delegates: Delegates(5))).ShouldBeNull();

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(4)]
    public void Rejects_a_benchmark_tier_outside_1_to_3(sbyte tier) => Judge(Confirm(tier: tier)).ShouldBe(RejectTable.NodeTxBenchmarkTier);

    [Fact]
    public void Rejects_an_address_above_40_bytes_and_above_60_from_the_halving_benchmark_on()
    {
        Judge(Confirm(addressLength: 40, benchmarkTime: 1_647_262_799)).ShouldBeNull();
        Judge(Confirm(addressLength: 41, benchmarkTime: 1_647_262_799)).ShouldBe(RejectTable.NodeTxAddressTooLarge);
        Judge(Confirm(addressLength: 60, benchmarkTime: 1_647_262_800)).ShouldBeNull();
        Judge(Confirm(addressLength: 61, benchmarkTime: 1_647_262_800)).ShouldBe(RejectTable.NodeTxAddressTooLarge);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Rejects_an_unknown_update_type(sbyte type) => Judge(Confirm(updateType: type)).ShouldBe(RejectTable.NodeTxUpdateType);

    private static ReadOnlyMemory<byte> Key(byte seed) => (byte[])[2, .. Enumerable.Repeat(seed, 32)];

    private static Reject? Judge(Transaction transaction) => TransactionRules.Check(TestNetworks.Plain, transaction).Reject;
}
