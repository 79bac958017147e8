using Flux.Crypto.Hashing;
using Flux.Primitives.Wire;

namespace Flux.Primitives.Tests.Wire;

/// <summary>Blocks recorded from the reference daemon: parsed, written back to the same bytes, with the hashes it reported.</summary>
public sealed class RecordedChainVectors
{
    [Fact]
    public void Every_block_of_every_era_survives_a_round_trip_with_its_recorded_hash()
    {
        var facts = SharedData.ReadJson("recorded/chains/eras.json").GetProperty("heights");
        var height = 0;
        foreach (var bytes in RecordedChain.RawBlocks("recorded/chains/eras.dat"))
        {
            var block = CheckRoundTrip(bytes);
            var fact = facts[height++];
            block.Hash.ToString().ShouldBe(fact.GetProperty("hash").GetString());
            block.Header.Version.ShouldBe(fact.GetProperty("version").GetInt32());
            block.Size.ShouldBe(fact.GetProperty("size").GetInt32());
        }
        height.ShouldBe(facts.GetArrayLength());
    }

    [Fact]
    public void Every_block_of_the_long_chain_survives_a_round_trip()
    {
        var blocks = 0;
        BlockHash? previous = null;
        foreach (var bytes in RecordedChain.RawBlocks("recorded/chains/perf-100k.dat"))
        {
            var block = CheckRoundTrip(bytes);
            if (previous is not null) block.Header.Previous.ShouldBe(previous.Value);
            previous = block.Hash;
            blocks++;
        }
        blocks.ShouldBe(2112, "2111 and genesis");
    }

    private static Block CheckRoundTrip(byte[] bytes)
    {
        BlockCodec.TryParse(bytes, out var block, out var error).ShouldBeTrue(error);
        block.ToBytes().AsSpan().SequenceEqual(bytes).ShouldBeTrue();
        var leaves = new byte[block.Transactions.Length * Hash256.Size];
        for (var i = 0; i < block.Transactions.Length; i++)
        {
            var transaction = block.Transactions[i];
            transaction.Id.Value.Bytes.CopyTo(leaves.AsSpan(i * Hash256.Size));
            Rebuild(transaction).ToBytes().AsSpan().SequenceEqual(transaction.Bytes.Span).ShouldBeTrue();
        }
        var root = new byte[Hash256.Size];
        MerkleTree.Root(leaves, root, out var mutated);
        new Hash256(root).ShouldBe(block.Header.MerkleRoot);
        mutated.ShouldBeFalse();
        return block;
    }

    /// <summary>The same transaction without the bytes it was read from, so that it is really written.</summary>
    private static Transaction Rebuild(Transaction read) => new()
    {
        Version = read.Version,
        Overwintered = read.Overwintered,
        VersionGroup = read.VersionGroup,
        Inputs = read.Inputs,
        Outputs = read.Outputs,
        LockTime = read.LockTime,
        ExpiryHeight = read.ExpiryHeight,
        Shielded = read.Shielded,
        FluxNode = read.FluxNode,
    };
}
