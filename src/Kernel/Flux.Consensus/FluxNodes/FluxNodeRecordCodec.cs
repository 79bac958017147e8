using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.Primitives.Wire;

namespace Flux.Consensus.FluxNodes;

/// <summary>Stored bytes of records and delegate lists, without the outpoint.</summary>
internal static class FluxNodeRecordCodec
{
    private const int MostDelegates = 4;

    public static void Write(WireWriter writer, FluxNodeRecord record)
    {
        writer.WriteByte((byte)record.State);
        writer.WriteByte((byte)record.Tier);
        writer.WriteInt64(record.CollateralValue.Satoshis);
        writer.WriteInt32(record.AddedHeight);
        writer.WriteInt32(record.ConfirmedHeight);
        writer.WriteInt32(record.LastConfirmedHeight);
        writer.WriteInt32(record.LastPaidHeight);
        writer.WriteByte((byte)record.TransactionVersion);
        writer.WriteInt32(record.Features);
        writer.WriteBool(record.PaidWhileUnspentOnly);
        writer.WriteVarBytes(record.CollateralPubKey.Span);
        writer.WriteVarBytes(record.NodePubKey.Span);
        writer.WriteVarBytes(record.RedeemScript.Span);
        writer.WriteVarBytes(record.Ip.Span);
        writer.WriteVarBytes(record.PayeeScript.Bytes);
    }

    public static bool TryRead(ref WireReader reader, OutPoint collateral, [NotNullWhen(true)] out FluxNodeRecord? record)
    {
        record = null;
        if (!reader.TryReadByte(out var state) || !reader.TryReadByte(out var tier) || !reader.TryReadInt64(out var value)) return false;
        if (!reader.TryReadInt32(out var added) || !reader.TryReadInt32(out var confirmed)) return false;
        if (!reader.TryReadInt32(out var lastConfirmed) || !reader.TryReadInt32(out var lastPaid)) return false;
        if (!reader.TryReadByte(out var version) || !reader.TryReadInt32(out var features) || !reader.TryReadBool(out var whileUnspent)) return false;
        if (!reader.TryReadVarBytes(out var owner) || !reader.TryReadVarBytes(out var node) || !reader.TryReadVarBytes(out var redeem)) return false;
        if (!reader.TryReadVarBytes(out var ip) || !reader.TryReadVarBytes(out var payee)) return false;
        if (!Enum.IsDefined((NodeState)state) || !Enum.IsDefined((Tier)tier)) return reader.Fail("unknown node state or tier");
        record = new FluxNodeRecord
        {
            Collateral = collateral,
            State = (NodeState)state,
            Tier = (Tier)tier,
            CollateralValue = new Amount(value),
            AddedHeight = added,
            ConfirmedHeight = confirmed,
            LastConfirmedHeight = lastConfirmed,
            LastPaidHeight = lastPaid,
            TransactionVersion = version,
            Features = features,
            PaidWhileUnspentOnly = whileUnspent,
            CollateralPubKey = owner,
            NodePubKey = node,
            RedeemScript = redeem,
            Ip = ip,
            PayeeScript = new Script(payee),
        };
        return true;
    }

    public static void WriteKeys(WireWriter writer, ImmutableArray<ReadOnlyMemory<byte>> keys)
    {
        writer.WriteCompactSize(keys.Length);
        foreach (var key in keys) writer.WriteVarBytes(key.Span);
    }

    public static bool TryReadKeys(ref WireReader reader, out ImmutableArray<ReadOnlyMemory<byte>> keys)
    {
        keys = [];
        if (!reader.TryReadCount(1, out var count)) return false;
        if (count > MostDelegates) return reader.Fail("too many delegates");
        for (var i = 0; i < count; i++)
        {
            if (!reader.TryReadVarBytes(out var key)) return false;
            keys = keys.Add(key);
        }
        return true;
    }
}
