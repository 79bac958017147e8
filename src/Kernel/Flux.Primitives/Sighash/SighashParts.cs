using Flux.Crypto.Hashing;
using Flux.Primitives.Shielded;
using Flux.Primitives.Wire;

namespace Flux.Primitives.Sighash;

/// <summary>
/// The digests of a version 3 or 4 transaction that do not depend on the input being signed (ZIP-143, ZIP-243). Compute once per transaction
/// and share among its inputs: without it signing n inputs hashes n² bytes. Immutable.
/// </summary>
public sealed class SighashParts
{
    private SighashParts()
    {
    }

    internal Hash256 Prevouts { get; private init; }

    internal Hash256 Sequences { get; private init; }

    internal Hash256 Outputs { get; private init; }

    internal Hash256 JoinSplits { get; private init; }

    internal Hash256 ShieldedSpends { get; private init; }

    internal Hash256 ShieldedOutputs { get; private init; }

    /// <summary>Computes all six.</summary>
    public static SighashParts Of(Transaction transaction) => new()
    {
        Prevouts = OfPrevouts(transaction),
        Sequences = OfSequences(transaction),
        Outputs = OfOutputs(transaction.Outputs.AsSpan()),
        JoinSplits = OfJoinSplits(transaction.Shielded),
        ShieldedSpends = OfSpends(transaction.Shielded),
        ShieldedOutputs = OfShieldedOutputs(transaction.Shielded),
    };

    internal static Hash256 OfOutputs(ReadOnlySpan<TxOutput> outputs)
    {
        var sink = new Blake2bSink("ZcashOutputsHash"u8);
        var writer = new WireWriter(sink);
        foreach (ref readonly var output in outputs) TransactionCodec.WriteOutput(writer, in output);
        return sink.Finish();
    }

    private static Hash256 OfPrevouts(Transaction transaction)
    {
        var sink = new Blake2bSink("ZcashPrevoutHash"u8);
        var writer = new WireWriter(sink);
        foreach (ref readonly var input in transaction.Inputs.AsSpan()) writer.WriteOutPoint(input.PreviousOutput);
        return sink.Finish();
    }

    private static Hash256 OfSequences(Transaction transaction)
    {
        var sink = new Blake2bSink("ZcashSequencHash"u8);
        var writer = new WireWriter(sink);
        foreach (ref readonly var input in transaction.Inputs.AsSpan()) writer.WriteUInt32(input.Sequence);
        return sink.Finish();
    }

    private static Hash256 OfJoinSplits(ShieldedParts? parts)
    {
        if (parts is null || parts.JoinSplits.IsEmpty) return default;
        var sink = new Blake2bSink("ZcashJSplitsHash"u8);
        var writer = new WireWriter(sink);
        foreach (var joinSplit in parts.JoinSplits) writer.WriteBytes(joinSplit.Bytes);
        writer.WriteBytes(parts.JoinSplitPubKey.Span);
        return sink.Finish();
    }

    private static Hash256 OfSpends(ShieldedParts? parts)
    {
        if (parts is null || parts.Spends.IsEmpty) return default;
        var sink = new Blake2bSink("ZcashSSpendsHash"u8);
        var writer = new WireWriter(sink);
        foreach (var spend in parts.Spends) writer.WriteBytes(spend.SignedPart);
        return sink.Finish();
    }

    private static Hash256 OfShieldedOutputs(ShieldedParts? parts)
    {
        if (parts is null || parts.Outputs.IsEmpty) return default;
        var sink = new Blake2bSink("ZcashSOutputHash"u8);
        var writer = new WireWriter(sink);
        foreach (var output in parts.Outputs) writer.WriteBytes(output.Bytes);
        return sink.Finish();
    }
}
