using System.Buffers;
using System.Buffers.Binary;
using Flux.Crypto.Hashing;
using Flux.Primitives.Scripts;
using Flux.Primitives.Wire;

namespace Flux.Primitives.Sighash;

/// <summary>The digest that an input's signature signs, for every version of transaction (chain reference §6.7).</summary>
public static class SignatureHash
{
    /// <summary>In place of an input index: the digest that JoinSplit, spend and binding signatures sign.</summary>
    public const int NoInput = -1;

    /// <summary>
    /// Computes the digest. Null when there is none, so that the signature check fails: an index out of range, or, before version 3, SINGLE
    /// without an output of the same index.
    /// </summary>
    /// <param name="transaction">The transaction being signed.</param>
    /// <param name="inputIndex">Index of the input, or <see cref="NoInput"/>.</param>
    /// <param name="scriptCode">The script being run: the spent output's, or the redeem script.</param>
    /// <param name="value">Value of the spent output; signed from version 3 on.</param>
    /// <param name="hashType">The signature's last byte, zero-extended.</param>
    /// <param name="branchId">Consensus branch of the height; used from version 3 on.</param>
    /// <param name="parts">The transaction's common digests, when several inputs are judged.</param>
    public static Hash256? Compute(Transaction transaction, int inputIndex, Script scriptCode, Amount value, uint hashType, uint branchId, SighashParts? parts = null)
    {
        if (inputIndex != NoInput && (uint)inputIndex >= (uint)transaction.Inputs.Length) return null;
        if (transaction.Overwintered && transaction.Version >= 3)
        {
            return ComputeOverwintered(transaction, inputIndex, scriptCode, value, hashType, branchId, parts ?? SighashParts.Of(transaction));
        }
        return SproutSighash.Compute(transaction, inputIndex, scriptCode, hashType);
    }

    private static Hash256 ComputeOverwintered(
        Transaction tx, int inputIndex, Script scriptCode, Amount value, uint hashType, uint branchId, SighashParts parts)
    {
        Span<byte> personalization = stackalloc byte[16];
        "ZcashSigHash"u8.CopyTo(personalization);
        BinaryPrimitives.WriteUInt32LittleEndian(personalization[12..], branchId);
        var sink = new Blake2bSink();
        // Before the digest begins, since the sink has one at a time.
        var outputs = OutputsDigest(sink, tx, inputIndex, hashType, parts);
        var writer = sink.Begin(personalization);
        writer.WriteUInt32(TransactionCodec.HeaderWord(tx));
        writer.WriteUInt32(tx.VersionGroup);
        WriteParts(writer, tx, hashType, parts, outputs);
        writer.WriteUInt32(tx.LockTime);
        writer.WriteUInt32(tx.ExpiryHeight);
        if (tx.Version >= 4) writer.WriteInt64(tx.Shielded?.ValueBalance.Satoshis ?? 0);
        writer.WriteUInt32(hashType);
        if (inputIndex != NoInput)
        {
            writer.WriteOutPoint(tx.Inputs[inputIndex].PreviousOutput);
            writer.WriteVarBytes(scriptCode.Bytes);
            writer.WriteInt64(value.Satoshis);
            writer.WriteUInt32(tx.Inputs[inputIndex].Sequence);
        }
        return sink.Finish();
    }

    private static Hash256 OutputsDigest(Blake2bSink sink, Transaction tx, int inputIndex, uint hashType, SighashParts parts) => SighashType.BaseOf(hashType) switch
    {
        SighashType.None => default,
        SighashType.Single when (uint)inputIndex < (uint)tx.Outputs.Length => SighashParts.OfOutputs(sink, tx.Outputs.AsSpan().Slice(inputIndex, 1)),
        SighashType.Single => default,
        _ => parts.Outputs,
    };

    private static void WriteParts(WireWriter writer, Transaction tx, uint hashType, SighashParts parts, Hash256 outputs)
    {
        var anyoneCanPay = SighashType.IsAnyoneCanPay(hashType);
        var othersMayChange = SighashType.BaseOf(hashType) is SighashType.Single or SighashType.None;
        writer.WriteHash(anyoneCanPay ? default : parts.Prevouts);
        writer.WriteHash(anyoneCanPay || othersMayChange ? default : parts.Sequences);
        writer.WriteHash(outputs);
        writer.WriteHash(parts.JoinSplits);
        if (tx.Version < 4) return;
        writer.WriteHash(parts.ShieldedSpends);
        writer.WriteHash(parts.ShieldedOutputs);
    }
}
