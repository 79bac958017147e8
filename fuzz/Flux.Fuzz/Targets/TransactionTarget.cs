using Flux.Fuzz.Engine;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.Primitives.Sighash;
using Flux.Primitives.Wire;

namespace Flux.Fuzz.Targets;

/// <summary>Bytes of a transaction: round trip, id, and signature hashes with and without the common digests.</summary>
internal sealed class TransactionTarget : IFuzzTarget
{
    public string Name => "transaction";

    public IEnumerable<byte[]> Seeds() => Samples.Transactions().Select(transaction => transaction.ToBytes());

    public int Run(ReadOnlySpan<byte> input)
    {
        var reader = new WireReader(input);
        if (!TransactionCodec.TryRead(ref reader, out var read))
        {
            OracleException.Require(reader.Error is not null, "refused without a reason");
            return Shape.Of(0, Math.Min(reader.Position / 16, 64));
        }
        OracleException.Require(read.IsFluxNode || read.Bytes.Span.SequenceEqual(input[..reader.Position]), "other bytes than were read");
        OracleException.Require(TransactionCodec.TryParse(read.ToBytes(), out var again, out _), "own bytes are refused");
        OracleException.Require(again!.Id == read.Id && again.Bytes.Span.SequenceEqual(read.Bytes.Span), "own bytes are another transaction");
        CheckDigests(read);
        return Shape.Of(read.Version & 7, read.Overwintered, Math.Min(read.Inputs.Length, 4), Math.Min(read.Outputs.Length, 4), read.Shielded?.JoinSplits.Length, read.FluxNode?.GetType());
    }

    private static void CheckDigests(Transaction transaction)
    {
        if (transaction.Inputs.IsEmpty) return;
        var parts = SighashParts.Of(transaction);
        foreach (var hashType in (uint[])[1, 2, 3, 0x81, 0x83])
        {
            var plain = SignatureHash.Compute(transaction, 0, Script.Empty, Amount.Zero, hashType, 1);
            OracleException.Require(plain == SignatureHash.Compute(transaction, 0, Script.Empty, Amount.Zero, hashType, 1, parts), "the common digests change the signature hash");
        }
    }
}
