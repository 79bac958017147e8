using System.Collections.Immutable;
using CsCheck;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Scripts;
using Flux.Primitives.Shielded;

namespace Flux.Primitives.Tests.Wire;

/// <summary>Generators of transactions of every version, valid in form only.</summary>
internal static class AnyTransaction
{
    private static readonly Gen<Script> AnyScript = Gen.Byte.Array[0, 300].Select(bytes => new Script(bytes));

    private static readonly Gen<OutPoint> AnyOutPoint = Gen.Select(Gen.Byte.Array[32], Gen.UInt, (hash, index) => new OutPoint(new TxId(new Hash256(hash)), index));

    private static readonly Gen<ImmutableArray<TxInput>> Inputs =
        Gen.Select(AnyOutPoint, AnyScript, Gen.UInt, (outPoint, script, sequence) => new TxInput(outPoint, script, sequence)).Array[0, 4].Select(inputs => inputs.ToImmutableArray());

    private static readonly Gen<ImmutableArray<TxOutput>> Outputs =
        Gen.Select(Gen.Long, AnyScript, (value, script) => new TxOutput(new Amount(value), script)).Array[0, 4].Select(outputs => outputs.ToImmutableArray());

    private static readonly Gen<ReadOnlyMemory<byte>> Blob = Gen.Byte.Array[0, 80].Select(bytes => (ReadOnlyMemory<byte>)bytes);

    /// <summary>Keys as they are kept: empty, compressed, uncompressed.</summary>
    private static readonly Gen<ReadOnlyMemory<byte>> Key = Gen.OneOf(
        Gen.Const(ReadOnlyMemory<byte>.Empty),
        Gen.Select(Gen.Byte[2, 3], Gen.Byte.Array[32], (first, rest) => (ReadOnlyMemory<byte>)(byte[])[first, .. rest]),
        Gen.Select(Among<byte>(4, 6, 7), Gen.Byte.Array[64], (first, rest) => (ReadOnlyMemory<byte>)(byte[])[first, .. rest]));

    /// <summary>Versions 0 to 4 and odd ones.</summary>
    public static readonly Gen<Transaction> Ordinary = Gen.OneOf(
        Gen.Int[0, int.MaxValue].Where(version => version is not (5 or 6)).SelectMany(version => Transparent(version, overwintered: false, group: 0)),
        Among(0, 1, 2, 3, 4).SelectMany(version => Transparent(version, overwintered: false, group: 0)),
        Transparent(3, overwintered: true, Transaction.OverwinterGroup),
        Transparent(4, overwintered: true, Transaction.SaplingGroup));

    /// <summary>Versions 5 and 6.</summary>
    public static readonly Gen<Transaction> FluxNode = Gen.OneOf(Start(5), Start(6), Confirm(5), Confirm(6), Unknown);

    public static readonly Gen<Transaction> Any = Gen.Frequency((3, Ordinary), (2, FluxNode));

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<Transaction> Unknown =>
        Gen.SByte.Where(type => type is not (2 or 4)).Select(type => new Transaction { Version = 5, FluxNode = new UnknownFluxNodePayload(type) });

    private static Gen<Transaction> Transparent(int version, bool overwintered, uint group) =>
        Gen.Select(Inputs, Outputs, Gen.UInt, Gen.UInt, Shielded(version, overwintered), (inputs, outputs, lockTime, expiry, shielded) => new Transaction
        {
            Version = version,
            Overwintered = overwintered,
            VersionGroup = group,
            Inputs = inputs,
            Outputs = outputs,
            LockTime = lockTime,
            ExpiryHeight = overwintered ? expiry : 0,
            Shielded = shielded,
        });

    private static Gen<ShieldedParts?> Shielded(int version, bool overwintered)
    {
        if (version < 2) return Gen.Const((ShieldedParts?)null);
        var sapling = overwintered && version >= 4;
        var joinSplits = Gen.Byte.Array[sapling ? JoinSplit.SizeGroth16 : JoinSplit.SizePhgr13].Array[0, 2];
        var spends = sapling ? Gen.Byte.Array[SpendDescription.Size].Array[0, 2] : Gen.Const(Array.Empty<byte[]>());
        var outputs = sapling ? Gen.Byte.Array[OutputDescription.Size].Array[0, 2] : Gen.Const(Array.Empty<byte[]>());
        return Gen.Select(joinSplits, spends, outputs, sapling ? Gen.Long : Gen.Const(0L), Gen.Byte.Array[160], Build);
    }

    private static ShieldedParts? Build(byte[][] joinSplits, byte[][] spends, byte[][] outputs, long balance, byte[] keys)
    {
        var hasSapling = spends.Length + outputs.Length > 0;
        if (!hasSapling && joinSplits.Length == 0 && balance == 0) return null;
        return new ShieldedParts
        {
            ValueBalance = new Amount(balance),
            Spends = [.. spends.Select(bytes => new SpendDescription(bytes))],
            Outputs = [.. outputs.Select(bytes => new OutputDescription(bytes))],
            JoinSplits = [.. joinSplits.Select(bytes => new JoinSplit(bytes))],
            JoinSplitPubKey = joinSplits.Length > 0 ? keys.AsMemory(0, 32) : default,
            JoinSplitSignature = joinSplits.Length > 0 ? keys.AsMemory(32, 64) : default,
            BindingSignature = hasSapling ? keys.AsMemory(96, 64) : default,
        };
    }

    private static Gen<Transaction> Start(int version) =>
        Gen.Select(AnyOutPoint, Key, Key, Gen.UInt, Blob, version == 6 ? Gen.Int : Gen.Const(0), Gen.Select(Blob, Delegates)).Select(parts =>
        {
            var (collateral, owner, node, time, signature, features, (redeem, delegates)) = parts;
            var p2sh = (features & 2) != 0;
            var hasBody = version == 5 || (features & 3) != 0;
            return new Transaction
            {
                Version = version,
                FluxNode = new StartTransaction
                {
                    Features = features,
                    Collateral = hasBody ? collateral : OutPoint.Null,
                    CollateralPubKey = hasBody && !p2sh ? owner : default,
                    NodePubKey = hasBody ? node : default,
                    RedeemScript = p2sh ? redeem : default,
                    SigTime = hasBody ? time : 0,
                    Signature = hasBody ? signature : default,
                    Delegates = (features & 0x100) != 0 ? delegates : null,
                },
            };
        });

    private static Gen<DelegateData> Delegates => Gen.Select(Gen.Bool, Among<sbyte>(0, 1, 2), Among<sbyte>(0, 1, 2), Key.Array[0, 6], (used, version, type, keys) =>
        used ? new DelegateData { Used = true, Version = version, Type = type, Keys = version == 1 && type == 1 ? [.. keys] : [] } : new DelegateData());

    private static Gen<Transaction> Confirm(int version) =>
        Gen.Select(AnyOutPoint, Gen.UInt, Gen.SByte, Gen.UInt, Gen.SByte, Blob, Gen.Select(Blob, Blob)).Select(parts =>
        {
            var (collateral, time, tier, benchmarkTime, type, ip, (signature, benchmarkSignature)) = parts;
            return new Transaction
            {
                Version = version,
                FluxNode = new ConfirmTransaction
                {
                    Collateral = collateral,
                    SigTime = time,
                    BenchmarkTier = tier,
                    BenchmarkSigTime = benchmarkTime,
                    UpdateType = type,
                    Ip = ip,
                    Signature = signature,
                    BenchmarkSignature = benchmarkSignature,
                },
            };
        });
}
