using System.Text;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Scripts;
using Flux.Primitives.Shielded;

namespace Flux.Fuzz.Targets;

/// <summary>Small well-formed things to begin with.</summary>
internal static class Samples
{
    public static IEnumerable<Transaction> Transactions()
    {
        yield return Ordinary(1, overwintered: false, 0, null);
        yield return Ordinary(2, overwintered: false, 0, new ShieldedParts
        {
            JoinSplits = [new JoinSplit(new byte[JoinSplit.SizePhgr13])],
            JoinSplitPubKey = new byte[32],
            JoinSplitSignature = new byte[64],
        });
        yield return Ordinary(3, overwintered: true, Transaction.OverwinterGroup, null);
        yield return Ordinary(4, overwintered: true, Transaction.SaplingGroup, null);
        yield return Ordinary(4, overwintered: true, Transaction.SaplingGroup, new ShieldedParts
        {
            Spends = [new SpendDescription(new byte[SpendDescription.Size])],
            Outputs = [new OutputDescription(new byte[OutputDescription.Size])],
            BindingSignature = new byte[64],
        });
        yield return Start(5, 0);
        yield return Start(6, StartTransaction.FeatureNormal | StartTransaction.FeatureDelegates);
        yield return Start(6, StartTransaction.FeatureP2sh);
        yield return new Transaction { Version = 5, FluxNode = new ConfirmTransaction { Collateral = OutPointOf(1), BenchmarkTier = 1, Ip = "1.2.3.4"u8.ToArray(), Signature = new byte[65] } };
    }

    public static IEnumerable<byte[]> Texts(params string[] texts) => texts.Select(Encoding.UTF8.GetBytes);

    public static OutPoint OutPointOf(byte seed) => new(new TxId(new Hash256([.. Enumerable.Repeat(seed, 32)])), seed);

    private static Transaction Ordinary(int version, bool overwintered, uint group, ShieldedParts? shielded) => new()
    {
        Version = version,
        Overwintered = overwintered,
        VersionGroup = group,
        Inputs = [new TxInput(OutPointOf(1), new Script([0x51]), TxInput.FinalSequence)],
        Outputs = [new TxOutput(new Amount(Amount.Coin), ScriptBuilder.PayToPubKeyHash(default)), new TxOutput(Amount.Zero, ScriptBuilder.NullData("memo"u8))],
        Shielded = shielded,
    };

    private static Transaction Start(int version, int features) => new()
    {
        Version = version,
        FluxNode = new StartTransaction
        {
            Features = features,
            Collateral = OutPointOf(2),
            CollateralPubKey = features == StartTransaction.FeatureP2sh ? default : Key(),
            NodePubKey = Key(),
            RedeemScript = features == StartTransaction.FeatureP2sh ? ScriptBuilder.Multisig(1, [Key()]).Memory : default,
            Signature = new byte[65],
            Delegates = (features & StartTransaction.FeatureDelegates) == 0 ? null : new DelegateData { Used = true, Version = 1, Type = DelegateData.TypeUpdate, Keys = [Key()] },
        },
    };

    private static ReadOnlyMemory<byte> Key() => (byte[])[2, .. Enumerable.Repeat((byte)7, 32)];
}
