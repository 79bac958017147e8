using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Flux.Primitives.Scripts;
using Flux.Primitives.Shielded;

namespace Flux.Primitives.Wire;

/// <summary>
/// Bytes of all transactions but the node transactions (chain reference §6.2). Reading walks over the bytes once to find where they end, copies them
/// once, and lets every script point into that copy; it is also what the id is computed from.
/// </summary>
internal static class OrdinaryCodec
{
    private const int SmallestInput = OutPoint.Size + 5;
    private const int SmallestOutput = 9;

    public static bool TryRead(ref WireReader reader, int start, bool overwintered, int version, out Transaction? transaction)
    {
        transaction = null;
        if (!TrySkip(ref reader, overwintered, version)) return false;
        transaction = Build(reader.Since(start).ToArray(), overwintered, version);
        return true;
    }

    private static bool TrySkip(ref WireReader reader, bool overwintered, int version)
    {
        if (overwintered)
        {
            if (!reader.TryReadUInt32(out var group)) return false;
            if (!IsKnownFormat(version, group)) return reader.Fail(WireReader.UnknownFormat);
        }
        return TrySkipInputs(ref reader) && TrySkipOutputs(ref reader) && reader.TrySkip(overwintered ? 8 : 4)
            && ShieldedCodec.TrySkip(ref reader, overwintered, version);
    }

    private static bool IsKnownFormat(int version, uint group) =>
        (version, group) is (3, Transaction.OverwinterGroup) or (4, Transaction.SaplingGroup);

    private static bool TrySkipInputs(ref WireReader reader)
    {
        if (!reader.TryReadCount(SmallestInput, out var count)) return false;
        for (; count > 0; count--)
        {
            if (!reader.TrySkip(OutPoint.Size) || !reader.TrySkipVarBytes() || !reader.TrySkip(4)) return false;
        }
        return true;
    }

    private static bool TrySkipOutputs(ref WireReader reader)
    {
        if (!reader.TryReadCount(SmallestOutput, out var count)) return false;
        for (; count > 0; count--)
        {
            if (!reader.TrySkip(8) || !reader.TrySkipVarBytes()) return false;
        }
        return true;
    }

    /// <summary>Never fails: the bytes were walked over before.</summary>
    private static Transaction Build(byte[] bytes, bool overwintered, int version)
    {
        var reader = new WireReader(bytes);
        reader.TrySkip(4);
        uint group = 0;
        uint expiry = 0;
        if (overwintered) reader.TryReadUInt32(out group);
        var inputs = BuildInputs(ref reader, bytes);
        var outputs = BuildOutputs(ref reader, bytes);
        reader.TryReadUInt32(out var lockTime);
        if (overwintered) reader.TryReadUInt32(out expiry);
        return new Transaction(bytes)
        {
            Version = version,
            Overwintered = overwintered,
            VersionGroup = group,
            Inputs = inputs,
            Outputs = outputs,
            LockTime = lockTime,
            ExpiryHeight = expiry,
            Shielded = ShieldedCodec.Build(ref reader, bytes, overwintered, version),
        };
    }

    private static ImmutableArray<TxInput> BuildInputs(ref WireReader reader, byte[] bytes)
    {
        reader.TryReadCount(SmallestInput, out var count);
        if (count == 0) return [];
        var inputs = new TxInput[count];
        for (var i = 0; i < inputs.Length; i++)
        {
            reader.TryReadOutPoint(out var previous);
            var script = BuildScript(ref reader, bytes);
            reader.TryReadUInt32(out var sequence);
            inputs[i] = new TxInput(previous, script, sequence);
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(inputs);
    }

    private static ImmutableArray<TxOutput> BuildOutputs(ref WireReader reader, byte[] bytes)
    {
        reader.TryReadCount(SmallestOutput, out var count);
        if (count == 0) return [];
        var outputs = new TxOutput[count];
        for (var i = 0; i < outputs.Length; i++)
        {
            reader.TryReadInt64(out var value);
            outputs[i] = new TxOutput(new Amount(value), BuildScript(ref reader, bytes));
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(outputs);
    }

    private static Script BuildScript(ref WireReader reader, byte[] bytes)
    {
        reader.TryReadCompactSize(out var length);
        var offset = reader.Position;
        reader.TrySkip(length);
        return length == 0 ? Script.Empty : new Script(bytes, offset, length);
    }

    public static void Write(IBufferWriter<byte> output, Transaction tx)
    {
        var writer = new WireWriter(output);
        writer.WriteUInt32(TransactionCodec.HeaderWord(tx));
        if (tx.Overwintered) writer.WriteUInt32(tx.VersionGroup);
        writer.WriteCompactSize(tx.Inputs.Length);
        foreach (ref readonly var input in tx.Inputs.AsSpan())
        {
            writer.WriteOutPoint(input.PreviousOutput);
            writer.WriteVarBytes(input.ScriptSig.Bytes);
            writer.WriteUInt32(input.Sequence);
        }
        writer.WriteCompactSize(tx.Outputs.Length);
        foreach (ref readonly var txOutput in tx.Outputs.AsSpan()) TransactionCodec.WriteOutput(writer, in txOutput);
        writer.WriteUInt32(tx.LockTime);
        if (tx.Overwintered) writer.WriteUInt32(tx.ExpiryHeight);
        ShieldedCodec.Write(writer, tx);
    }
}
