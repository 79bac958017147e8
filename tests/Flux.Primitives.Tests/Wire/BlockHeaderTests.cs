using System.Collections.Concurrent;
using Flux.Primitives.Wire;

namespace Flux.Primitives.Tests.Wire;

public sealed class BlockHeaderTests
{
    private static readonly BlockHeader ProofOfWork = new()
    {
        Version = 4,
        Previous = default,
        MerkleRoot = Hash256.Parse("94c7aed6b2c67f1718006684bfc3b92081a2f19d59075691b189160d6f3aa13a"),
        StateRoot = default,
        Time = 1296688602,
        Bits = 0x200f0f0f,
        Nonce = new Hash256([0x16, .. new byte[31]]),
        Solution = Convert.FromHexString("02853a9dd062e2356909a0d2b9f0e4873dbf092edd3f00eea317e21222d1f2c414b926ee"),
    };

    private static readonly BlockHeader ProofOfNode = ProofOfWork with { Version = 100, Nonce = default, Solution = default, ProducerSignature = new byte[70] };

    /// <summary>The genesis block of regtest (chain reference §1.3).</summary>
    [Fact]
    public void Has_the_hash_of_the_reference() =>
        ProofOfWork.Hash.ToString().ShouldBe("01998760a88dc2b5715f69d2f18c1d90e0b604612242d9099eaff3048dd1e0ce");

    [Fact]
    public void The_solution_is_part_of_the_hash_and_the_producers_signature_is_not()
    {
        (ProofOfWork with { Solution = new byte[36] }).Hash.ShouldNotBe(ProofOfWork.Hash);
        (ProofOfNode with { ProducerSignature = new byte[71] }).Hash.ShouldBe(ProofOfNode.Hash);
        (ProofOfNode with { ProducerCollateral = OutPoint.Null }).Hash.ShouldNotBe(ProofOfNode.Hash);
    }

    [Fact]
    public void Headers_are_equal_when_hash_and_signature_are()
    {
        (ProofOfNode with { }).ShouldBe(ProofOfNode);
        (ProofOfNode with { ProducerSignature = new byte[71] }).ShouldNotBe(ProofOfNode);
    }

    [Theory]
    [InlineData(-1, 36)]
    [InlineData(4, 36)]
    [InlineData(99, 36)]
    [InlineData(100, 70)]
    public void The_version_decides_about_the_tail(int version, int proof)
    {
        var header = (version < 100 ? ProofOfWork : ProofOfNode) with { Version = version };
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        BlockCodec.WriteHeader(bytes, header);
        var reader = new WireReader(bytes.WrittenSpan);

        bytes.WrittenCount.ShouldBe(108 + (version < 100 ? 32 : 36) + 1 + proof);
        BlockCodec.SizeOf(header).ShouldBe(bytes.WrittenCount);
        BlockCodec.TryReadHeader(ref reader, out var read).ShouldBeTrue();
        reader.IsAtEnd.ShouldBeTrue();
        read.ShouldBe(header);
        read!.IsProofOfNode.ShouldBe(version >= 100);
    }

    [Fact]
    public void Proves_the_first_140_bytes() => BlockCodec.EquihashInput(ProofOfWork).Length.ShouldBe(140);

    [Fact]
    public void Many_threads_see_one_hash_and_one_id()
    {
        var seen = new ConcurrentBag<(BlockHash, TxId)>();
        for (var round = 0; round < 200; round++)
        {
            var header = ProofOfWork with { };
            var transaction = new Transaction { Version = 1 };
            Parallel.For(0, 4, _ => seen.Add((header.Hash, transaction.Id)));
        }

        seen.Distinct().Count().ShouldBe(1);
    }
}
