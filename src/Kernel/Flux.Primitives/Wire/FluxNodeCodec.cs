using System.Buffers;
using System.Collections.Immutable;
using Flux.Primitives.Addresses;
using Flux.Primitives.FluxNodes;

namespace Flux.Primitives.Wire;

/// <summary>Bytes of version 5 and 6 transactions (chain reference §6.3, §6.4).</summary>
internal static class FluxNodeCodec
{
    public static bool TryRead(ref WireReader reader, int version, out Transaction? transaction)
    {
        transaction = null;
        if (!reader.TryReadByte(out var rawType)) return false;
        FluxNodePayload? payload;
        switch ((sbyte)rawType)
        {
            case StartTransaction.TypeByte:
                if (!TryReadStart(ref reader, version, out payload)) return false;
                break;
            case ConfirmTransaction.TypeByte:
                if (!TryReadConfirm(ref reader, out payload)) return false;
                break;
            default:
                payload = new UnknownFluxNodePayload((sbyte)rawType);
                break;
        }
        transaction = new Transaction { Version = version, FluxNode = payload };
        return true;
    }

    private static bool TryReadStart(ref WireReader reader, int version, out FluxNodePayload? payload)
    {
        payload = null;
        var features = 0;
        if (version == 6 && !reader.TryReadInt32(out features)) return false;
        var start = new StartTransaction { Features = features };
        var p2sh = version == 6 && (features & StartTransaction.FeatureP2sh) != 0;
        var normal = version == 5 || (!p2sh && (features & StartTransaction.FeatureNormal) != 0);
        if (p2sh || normal)
        {
            if (!reader.TryReadOutPoint(out var collateral)) return false;
            byte[] owner = [], node, redeem = [];
            if (normal && !TryReadKey(ref reader, out owner)) return false;
            if (!TryReadKey(ref reader, out node)) return false;
            if (p2sh && !reader.TryReadVarBytes(out redeem)) return false;
            if (!reader.TryReadUInt32(out var sigTime) || !reader.TryReadVarBytes(out var signature)) return false;
            start = start with { Collateral = collateral, CollateralPubKey = owner, NodePubKey = node, RedeemScript = redeem, SigTime = sigTime, Signature = signature };
        }
        if (version == 6 && (features & StartTransaction.FeatureDelegates) != 0)
        {
            if (!TryReadDelegates(ref reader, out var delegates)) return false;
            start = start with { Delegates = delegates };
        }
        payload = start;
        return true;
    }

    private static bool TryReadDelegates(ref WireReader reader, out DelegateData? delegates)
    {
        delegates = null;
        if (!reader.TryReadBool(out var used)) return false;
        if (!used)
        {
            delegates = new DelegateData();
            return true;
        }
        if (!reader.TryReadByte(out var version) || !reader.TryReadByte(out var type)) return false;
        var keys = ImmutableArray<ReadOnlyMemory<byte>>.Empty;
        if (HasKeyList((sbyte)version, (sbyte)type))
        {
            if (!reader.TryReadCount(1, out var count)) return false;
            var builder = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(count);
            for (var i = 0; i < count; i++)
            {
                if (!TryReadKey(ref reader, out var key)) return false;
                builder.Add(key);
            }
            keys = builder.MoveToImmutable();
        }
        delegates = new DelegateData { Used = true, Version = (sbyte)version, Type = (sbyte)type, Keys = keys };
        return true;
    }

    /// <summary>
    /// A key as fluxd keeps it: cut to the length that its first byte demands, empty when that byte starts no key or the field has more than 65 bytes. The id
    /// covers what is kept, not what was sent (chain reference §2, §13.20). A field shorter than its first byte demands has no defined meaning and is refused.
    /// </summary>
    private static bool TryReadKey(ref WireReader reader, out byte[] key)
    {
        key = [];
        if (!reader.TryReadCompactSize(out var length) || !reader.TryReadBytes(length, out var sent)) return false;
        var size = sent.Length is 0 or > PublicKeyFormat.UncompressedSize ? 0 : PublicKeyFormat.SizeOf(sent[0]);
        if (size > sent.Length) return reader.Fail($"public key of {sent.Length} bytes, its first byte demands {size}");
        key = sent[..size].ToArray();
        return true;
    }

    private static bool HasKeyList(sbyte version, sbyte type) => version == 1 && type == DelegateData.TypeUpdate;

    private static bool TryReadConfirm(ref WireReader reader, out FluxNodePayload? payload)
    {
        payload = null;
        if (!reader.TryReadOutPoint(out var collateral) || !reader.TryReadUInt32(out var sigTime)
            || !reader.TryReadByte(out var tier) || !reader.TryReadUInt32(out var benchmarkTime)
            || !reader.TryReadByte(out var updateType) || !reader.TryReadVarBytes(out var ip)
            || !reader.TryReadVarBytes(out var signature) || !reader.TryReadVarBytes(out var benchmarkSignature)) return false;
        payload = new ConfirmTransaction
        {
            Collateral = collateral,
            SigTime = sigTime,
            BenchmarkTier = (sbyte)tier,
            BenchmarkSigTime = benchmarkTime,
            UpdateType = (sbyte)updateType,
            Ip = ip,
            Signature = signature,
            BenchmarkSignature = benchmarkSignature,
        };
        return true;
    }

    public static void Write(IBufferWriter<byte> output, Transaction transaction, bool withSignatures)
    {
        var writer = new WireWriter(output);
        writer.WriteInt32(transaction.Version);
        writer.WriteByte((byte)transaction.FluxNode!.Type);
        switch (transaction.FluxNode)
        {
            case StartTransaction start: WriteStart(writer, transaction.Version, start, withSignatures); break;
            case ConfirmTransaction confirm: WriteConfirm(writer, confirm, withSignatures); break;
        }
    }

    private static void WriteStart(WireWriter writer, int version, StartTransaction start, bool withSignatures)
    {
        if (version == 6) writer.WriteInt32(start.Features);
        var p2sh = version == 6 && start.HasP2shLayout;
        if (p2sh || version == 5 || (start.Features & StartTransaction.FeatureNormal) != 0)
        {
            writer.WriteOutPoint(start.Collateral);
            if (!p2sh) writer.WriteVarBytes(start.CollateralPubKey.Span);
            writer.WriteVarBytes(start.NodePubKey.Span);
            if (p2sh) writer.WriteVarBytes(start.RedeemScript.Span);
            writer.WriteUInt32(start.SigTime);
            if (withSignatures) writer.WriteVarBytes(start.Signature.Span);
        }
        if (version != 6 || (start.Features & StartTransaction.FeatureDelegates) == 0) return;
        var delegates = start.Delegates ?? new DelegateData();
        writer.WriteBool(delegates.Used);
        if (!delegates.Used) return;
        writer.WriteByte((byte)delegates.Version);
        writer.WriteByte((byte)delegates.Type);
        if (!HasKeyList(delegates.Version, delegates.Type)) return;
        writer.WriteCompactSize(delegates.Keys.Length);
        foreach (var key in delegates.Keys) writer.WriteVarBytes(key.Span);
    }

    private static void WriteConfirm(WireWriter writer, ConfirmTransaction confirm, bool withSignatures)
    {
        writer.WriteOutPoint(confirm.Collateral);
        writer.WriteUInt32(confirm.SigTime);
        writer.WriteByte((byte)confirm.BenchmarkTier);
        writer.WriteUInt32(confirm.BenchmarkSigTime);
        writer.WriteByte((byte)confirm.UpdateType);
        writer.WriteVarBytes(confirm.Ip.Span);
        if (!withSignatures) return;
        writer.WriteVarBytes(confirm.Signature.Span);
        writer.WriteVarBytes(confirm.BenchmarkSignature.Span);
    }
}
