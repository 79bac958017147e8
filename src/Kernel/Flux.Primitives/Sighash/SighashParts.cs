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
    public static SighashParts Of(Transaction transaction)
    {
        var sink = new Blake2bSink();
        return new SighashParts
        {
            Prevouts = OfPrevouts(sink, transaction),
            Sequences = OfSequences(sink, transaction),
            Outputs = OfOutputs(sink, transaction.Outputs.AsSpan()),
            JoinSplits = OfJoinSplits(sink, transaction.Shielded),
            ShieldedSpends = OfSpends(sink, transaction.Shielded),
            ShieldedOutputs = OfShieldedOutputs(sink, transaction.Shielded),
        };
    }

    internal static Hash256 OfOutputs(Blake2bSink sink, ReadOnlySpan<TxOutput> outputs)
    {
        var writer = sink.Begin("ZcashOutputsHash"u8);
        foreach (ref readonly var output in outputs) TransactionCodec.WriteOutput(writer, in output);
        return sink.Finish();
    }

    private static Hash256 OfPrevouts(Blake2bSink sink, Transaction transaction)
    {
        var writer = sink.Begin("ZcashPrevoutHash"u8);
        foreach (ref readonly var input in transaction.Inputs.AsSpan()) writer.WriteOutPoint(input.PreviousOutput);
        return sink.Finish();
    }

    private static Hash256 OfSequences(Blake2bSink sink, Transaction transaction)
    {
        var writer = sink.Begin("ZcashSequencHash"u8);
        foreach (ref readonly var input in transaction.Inputs.AsSpan()) writer.WriteUInt32(input.Sequence);
        return sink.Finish();
    }

    private static Hash256 OfJoinSplits(Blake2bSink sink, ShieldedParts? parts)
    {
        if (parts is null || parts.JoinSplits.IsEmpty) return default;
        var writer = sink.Begin("ZcashJSplitsHash"u8);
        foreach (var joinSplit in parts.JoinSplits) writer.WriteBytes(joinSplit.Bytes);
        writer.WriteBytes(parts.JoinSplitPubKey.Span);
        return sink.Finish();
    }

    private static Hash256 OfSpends(Blake2bSink sink, ShieldedParts? parts)
    {
        if (parts is null || parts.Spends.IsEmpty) return default;
        var writer = sink.Begin("ZcashSSpendsHash"u8);
        foreach (var spend in parts.Spends) writer.WriteBytes(spend.SignedPart);
        return sink.Finish();
    }

    private static Hash256 OfShieldedOutputs(Blake2bSink sink, ShieldedParts? parts)
    {
        if (parts is null || parts.Outputs.IsEmpty) return default;
        var writer = sink.Begin("ZcashSOutputHash"u8);
        foreach (var output in parts.Outputs) writer.WriteBytes(output.Bytes);
        return sink.Finish();
    }
}
