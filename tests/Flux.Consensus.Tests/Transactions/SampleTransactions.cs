using System.Collections.Immutable;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Scripts;
using Flux.Primitives.Shielded;

namespace Flux.Consensus.Tests.Transactions;

/// <summary>Transactions that pass every rule, each to be spoilt in one respect by a test.</summary>
internal static class SampleTransactions
{
    public static Script PayTo(byte key) => ScriptBuilder.PayToPubKeyHash(Hash160.Of([key]));

    public static OutPoint OutPointOf(byte seed) => new(new TxId(new Hash256([.. Enumerable.Repeat(seed, 32)])), seed);

    public static TxInput InputOf(byte seed) => new(OutPointOf(seed), new Script([0x51]), TxInput.FinalSequence);

    public static TxOutput OutputOf(long satoshis) => new(new Amount(satoshis), PayTo(1));

    /// <summary>Version 4, one input, one output of 1 FLUX.</summary>
    public static Transaction Ordinary(
        int version = 4, bool overwintered = true, uint group = Transaction.SaplingGroup, ImmutableArray<TxInput>? inputs = null,
        ImmutableArray<TxOutput>? outputs = null, uint expiry = 0, uint lockTime = 0, ShieldedParts? shielded = null) => new()
        {
            Version = version,
            Overwintered = overwintered,
            VersionGroup = group,
            Inputs = inputs ?? [InputOf(1)],
            Outputs = outputs ?? [OutputOf(Amount.Coin)],
            ExpiryHeight = expiry,
            LockTime = lockTime,
            Shielded = shielded,
        };

    /// <summary>A coinbase with a script of the given length.</summary>
    public static Transaction Coinbase(int scriptLength = 4, ShieldedParts? shielded = null) =>
        Ordinary(inputs: [new TxInput(OutPoint.Null, new Script(new byte[scriptLength]), TxInput.FinalSequence)], shielded: shielded);

    public static SpendDescription Spend(byte nullifier = 1)
    {
        var bytes = new byte[SpendDescription.Size];
        bytes[64] = nullifier;
        return new SpendDescription(bytes);
    }

    public static OutputDescription ShieldedOutput() => new(new byte[OutputDescription.Size]);

    public static JoinSplit JoinSplitOf(long publicOld = 0, long publicNew = 0, byte nullifier = 1)
    {
        var bytes = new byte[JoinSplit.SizeGroth16];
        BitConverter.TryWriteBytes(bytes, publicOld);
        BitConverter.TryWriteBytes(bytes.AsSpan(8), publicNew);
        bytes[48] = nullifier;
        bytes[80] = (byte)(nullifier + 100);
        return new JoinSplit(bytes);
    }

    public static Transaction Start(
        int version = 6, int features = StartTransaction.FeatureNormal, OutPoint? collateral = null, Script redeemScript = default, DelegateData? delegates = null) => new()
        {
            Version = version,
            FluxNode = new StartTransaction
            {
                Features = version == 6 ? features : 0,
                Collateral = collateral ?? OutPointOf(3),
                RedeemScript = redeemScript.Memory,
                SigTime = 1_700_000_000,
                Delegates = delegates,
            },
        };

    public static Transaction Confirm(int version = 5, sbyte tier = 1, sbyte updateType = 0, int addressLength = 12, uint benchmarkTime = 1_700_000_000) => new()
    {
        Version = version,
        FluxNode = new ConfirmTransaction
        {
            Collateral = OutPointOf(3),
            BenchmarkTier = tier,
            UpdateType = updateType,
            Ip = new byte[addressLength],
            BenchmarkSigTime = benchmarkTime,
        },
    };

    /// <summary>UPDATE with so many keys of the given first byte and length.</summary>
    public static DelegateData Delegates(int keys, byte first = 2, int length = 33, sbyte type = DelegateData.TypeUpdate) => new()
    {
        Used = true,
        Version = 1,
        Type = type,
        Keys = [.. Enumerable.Range(0, keys).Select(_ => (ReadOnlyMemory<byte>)(byte[])[first, .. new byte[length - 1]])],
    };
}
