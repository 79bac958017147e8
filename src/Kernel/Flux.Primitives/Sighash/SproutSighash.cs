using System.Buffers;
using Flux.Crypto.Hashing;
using Flux.Primitives.Scripts;
using Flux.Primitives.Wire;

namespace Flux.Primitives.Sighash;

/// <summary>The digest of versions that are not overwintered: Bitcoin's, and JoinSplits from version 2 on (chain reference §6.7).</summary>
internal static class SproutSighash
{
    private const int JoinSplitSignatureSize = 64;

    public static Hash256? Compute(Transaction tx, int inputIndex, Script scriptCode, uint hashType)
    {
        var anyoneCanPay = SighashType.IsAnyoneCanPay(hashType);
        var baseType = SighashType.BaseOf(hashType);
        if (baseType == SighashType.Single && (uint)inputIndex >= (uint)tx.Outputs.Length) return null;
        if (anyoneCanPay && inputIndex == SignatureHash.NoInput) return null;
        var buffer = new ArrayBufferWriter<byte>(1024);
        var writer = new WireWriter(buffer);
        writer.WriteUInt32(TransactionCodec.HeaderWord(tx));
        WriteInputs(writer, tx, inputIndex, scriptCode, anyoneCanPay, baseType);
        WriteOutputs(writer, tx, inputIndex, baseType);
        writer.WriteUInt32(tx.LockTime);
        WriteJoinSplits(writer, tx);
        writer.WriteUInt32(hashType);
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Hashes.DoubleSha256(buffer.WrittenSpan, digest);
        return new Hash256(digest);
    }

    private static void WriteInputs(WireWriter writer, Transaction tx, int signed, Script scriptCode, bool anyoneCanPay, uint baseType)
    {
        writer.WriteCompactSize(anyoneCanPay ? 1 : tx.Inputs.Length);
        var first = anyoneCanPay ? signed : 0;
        var end = anyoneCanPay ? signed + 1 : tx.Inputs.Length;
        for (var i = first; i < end; i++)
        {
            var input = tx.Inputs[i];
            writer.WriteOutPoint(input.PreviousOutput);
            writer.WriteVarBytes(i == signed ? scriptCode.Bytes : default);
            var othersMayChange = baseType is SighashType.Single or SighashType.None;
            writer.WriteUInt32(i != signed && othersMayChange ? 0 : input.Sequence);
        }
    }

    private static void WriteOutputs(WireWriter writer, Transaction tx, int signed, uint baseType)
    {
        var count = baseType switch
        {
            SighashType.None => 0,
            SighashType.Single => signed + 1,
            _ => tx.Outputs.Length,
        };
        writer.WriteCompactSize(count);
        for (var i = 0; i < count; i++)
        {
            // With SINGLE the outputs before the signed one are blank: value −1, no script.
            var output = baseType == SighashType.Single && i != signed ? new TxOutput(new Amount(-1), Script.Empty) : tx.Outputs[i];
            TransactionCodec.WriteOutput(writer, in output);
        }
    }

    private static void WriteJoinSplits(WireWriter writer, Transaction tx)
    {
        if (tx.Version < 2) return;
        var parts = tx.Shielded;
        writer.WriteCompactSize(parts?.JoinSplits.Length ?? 0);
        if (parts is null || parts.JoinSplits.IsEmpty) return;
        foreach (var joinSplit in parts.JoinSplits) writer.WriteBytes(joinSplit.Bytes);
        writer.WriteBytes(parts.JoinSplitPubKey.Span);
        writer.WriteBytes(stackalloc byte[JoinSplitSignatureSize]);
    }
}
