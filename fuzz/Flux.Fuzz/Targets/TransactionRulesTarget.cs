using Flux.Consensus.Networks;
using Flux.Consensus.Scripts;
using Flux.Consensus.Shielded;
using Flux.Consensus.Transactions;
using Flux.Consensus.Transactions.Policy;
using Flux.Fuzz.Engine;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Fuzz.Targets;

/// <summary>A transaction from anywhere through every rule that needs no coins: no exception, and amounts that passed can be added.</summary>
internal sealed class TransactionRulesTarget : IFuzzTarget
{
    private static readonly Network Shielded = NetworkCatalog.Classic with { Upgrades = NetworkCatalog.Classic.Upgrades with { RefusesShielded = false } };

    public string Name => "transaction-rules";

    public long AllocationLimit(int length) => 262_144 + (256L * length);

    public IEnumerable<byte[]> Seeds() => Samples.Transactions().Select(transaction => transaction.ToBytes());

    public int Run(ReadOnlySpan<byte> input)
    {
        var reader = new WireReader(input);
        if (!TransactionCodec.TryRead(ref reader, out var transaction)) return 0;
        var form = TransactionRules.Check(Shielded, transaction);
        var era = TransactionRules.CheckContext(Shielded, transaction, 100);
        var loose = StandardPolicy.CheckLoose(Shielded, transaction, 100, 1_700_000_000, new StandardOptions());
        OracleException.Require(SigOps.Legacy(transaction) >= 0, "a negative number of signature operations");
        if (form.IsOk)
        {
            OracleException.Require(TransactionValue.Out(transaction).IsInRange && TransactionValue.ShieldedIn(transaction).IsInRange, "a sum out of range");
            var signatures = new ShieldedSignatureCheck(transaction, UpgradeSchedule.SharedBranchId).Run();
            OracleException.Require(signatures == new ShieldedSignatureCheck(transaction, UpgradeSchedule.SharedBranchId).Run(), "another verdict the second time");
            InputRules.Check(Shielded, transaction, 100, [.. transaction.Inputs.Select(_ => new Coin(new TxOutput(Amount.MaxMoney, default), 1, false))], out _);
        }
        return Shape.Of(form.Reject?.Code, era.Reject?.Code, loose.Reject?.Code);
    }
}
