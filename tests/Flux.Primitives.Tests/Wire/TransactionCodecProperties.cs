using CsCheck;
using Flux.Crypto.Hashing;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Wire;

namespace Flux.Primitives.Tests.Wire;

public sealed class TransactionCodecProperties
{
    [Fact]
    public void Every_transaction_survives_its_bytes() => AnyTransaction.Any.Sample(written =>
    {
        var bytes = written.ToBytes();
        return TransactionCodec.TryParse(bytes, out var read, out _)
            && read.ToBytes().AsSpan().SequenceEqual(bytes)
            && read.Id == written.Id
            && read.Version == written.Version && read.Overwintered == written.Overwintered && read.VersionGroup == written.VersionGroup
            && read.Inputs.SequenceEqual(written.Inputs) && read.Outputs.SequenceEqual(written.Outputs)
            && read.LockTime == written.LockTime && read.ExpiryHeight == written.ExpiryHeight
            && (read.Shielded is null) == (written.Shielded is null) && read.FluxNode?.Collateral == written.FluxNode?.Collateral;
    });

    [Fact]
    public void The_id_of_an_ordinary_transaction_is_the_hash_of_all_its_bytes() => AnyTransaction.Ordinary.Sample(transaction =>
    {
        var digest = new byte[32];
        Hashes.DoubleSha256(transaction.ToBytes(), digest);
        return transaction.Id.Value == new Hash256(digest);
    });

    [Fact]
    public void Signatures_of_node_transactions_are_not_part_of_the_id() => AnyTransaction.FluxNode.Sample(transaction =>
    {
        FluxNodePayload changed = transaction.FluxNode switch
        {
            StartTransaction start => start with { Signature = new byte[3] },
            ConfirmTransaction confirm => confirm with { Signature = new byte[3], BenchmarkSignature = new byte[4] },
            var other => other!,
        };
        return new Transaction { Version = transaction.Version, FluxNode = changed }.Id == transaction.Id;
    });

    [Fact]
    public void Nothing_that_is_cut_short_is_read() => Gen.Select(AnyTransaction.Any, Gen.Int[0, 10_000]).Sample((transaction, cut) =>
    {
        var bytes = transaction.ToBytes();
        return !TransactionCodec.TryParse(bytes.AsSpan(0, cut % bytes.Length), out _, out var error) && error is not null;
    });

    [Fact]
    public void Changed_bytes_are_refused_or_read_as_what_they_are() =>
        Gen.Select(AnyTransaction.Any, Gen.Int[0, 10_000], Gen.Byte).Sample((transaction, position, value) =>
        {
            var bytes = transaction.ToBytes();
            bytes[position % bytes.Length] = value;
            var reader = new WireReader(bytes);
            if (!TransactionCodec.TryRead(ref reader, out var read)) return reader.Error is not null;
            // Keys and the delegates flag of node transactions are kept in another form than they were sent.
            return read.IsFluxNode || read.Bytes.Span.SequenceEqual(bytes.AsSpan(0, reader.Position));
        });

    [Fact]
    public void What_was_read_from_any_bytes_survives_its_own_bytes() => Gen.Byte.Array[0, 400].Sample(bytes =>
    {
        if (bytes.Length > 3) (bytes[1], bytes[2], bytes[3]) = (0, 0, (byte)(bytes[3] & 0x80));
        var reader = new WireReader(bytes);
        if (!TransactionCodec.TryRead(ref reader, out var read)) return true;
        return TransactionCodec.TryParse(read.ToBytes(), out var again, out _) && again.Id == read.Id && again.ToBytes().AsSpan().SequenceEqual(read.ToBytes());
    });

    [Fact]
    public void Blocks_survive_their_bytes() =>
        Gen.Select(AnyTransaction.Any.Array[0, 5], Gen.Byte.Array[0, 100], Gen.Int, Gen.Bool).Sample((transactions, proof, version, isPon) =>
        {
            var header = new BlockHeader
            {
                Version = isPon ? (version & 0xffff) + 100 : version % 100,
                Previous = default,
                MerkleRoot = default,
                StateRoot = default,
                Time = 1,
                Bits = 2,
                Solution = isPon ? default : proof,
                ProducerSignature = isPon ? proof : default,
            };
            var block = new Block(header, [.. transactions]);
            var bytes = block.ToBytes();
            return BlockCodec.TryParse(bytes, out var read, out _) && read.ToBytes().AsSpan().SequenceEqual(bytes)
                && read.Hash == block.Hash && read.Size == bytes.Length && block.Size == bytes.Length;
        });
}
