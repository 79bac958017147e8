using System.Buffers;
using CsCheck;
using Flux.Consensus.Shielded;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Consensus.Tests.Shielded;

public sealed class NoteTreeTests
{
    [Fact]
    public void Sapling_roots_are_the_published_ones() => CheckRoots(NoteTree.EmptySapling, NoteTreeVectors.SaplingNotes, NoteTreeVectors.SaplingRoots);

    [Fact]
    public void Sprout_roots_are_the_published_ones() => CheckRoots(NoteTree.EmptySprout, NoteTreeVectors.SproutNotes, NoteTreeVectors.SproutRoots);

    /// <summary>fluxd, src/gtest/test_merkletree.cpp; Sapling's also in chain reference §3.4.</summary>
    [Fact]
    public void Roots_of_empty_trees_are_the_published_ones()
    {
        NoteHash.Sprout.Empty(NoteHash.Sprout.Depth).ToString().ShouldBe("59d2cde5e65c1414c32ba54f0fe4bdb3d67618125286e6a191317917c812c6d7");
        NoteHash.Sapling.Empty(NoteHash.Sapling.Depth).ToString().ShouldBe("3e49b5f954aa9d3545bc6c37744661eea48d7c34e3000d82b7f0010c30f4c2fb");
        NoteTree.EmptySprout.Root.ShouldBe(NoteHash.Sprout.Empty(NoteHash.Sprout.Depth));
        NoteTree.EmptySapling.Root.ShouldBe(NoteHash.Sapling.Empty(NoteHash.Sapling.Depth));
    }

    [Fact]
    public void The_frontier_has_the_root_of_the_whole_tree() => Gen.Int[0, 40].SelectMany(count => Gen.Byte.Array[32].Array[count]).Sample(
        notes =>
        {
            var leaves = notes.Select(note => new Hash256(note)).ToList();
            leaves.Aggregate(NoteTree.EmptySprout, (tree, leaf) => tree.Append(leaf)).Root.ShouldBe(WholeTree(NoteHash.Sprout, leaves));
        }, iter: 40);

    [Fact]
    public void Stored_and_read_again_it_is_the_same_and_grows_the_same_way() => Gen.Int[0, 20].Sample(
        count =>
        {
            var tree = Enumerable.Range(0, count).Aggregate(NoteTree.EmptySprout, (grown, i) => grown.Append(new Hash256([.. Enumerable.Repeat((byte)i, 32)])));
            var buffer = new ArrayBufferWriter<byte>();
            NoteTreeCodec.Write(new WireWriter(buffer), tree);
            var reader = new WireReader(buffer.WrittenSpan);
            NoteTreeCodec.TryRead(ref reader, NoteTree.EmptySprout, out var read).ShouldBeTrue();
            reader.IsAtEnd.ShouldBeTrue();
            read.ShouldBe(tree);
            read!.Append(Hash256.Zero).Root.ShouldBe(tree.Append(Hash256.Zero).Root);
        }, iter: 20);

    [Theory]
    [InlineData("0300000000000000" + "00")] // two peaks are missing
    [InlineData("ffffffffffffffff" + "00")] // less than nothing
    [InlineData("0000004000000000" + "00")] // more than a tree can hold
    [InlineData("0100000000000000" + "01" + "00")] // torn
    [InlineData("0000000000000000" + "ffffffff7f")] // a count that no memory has room for
    public void Refuses_damaged_bytes(string hex)
    {
        var reader = new WireReader(Convert.FromHexString(hex));
        NoteTreeCodec.TryRead(ref reader, NoteTree.EmptySprout, out _).ShouldBeFalse();
        reader.Error.ShouldNotBeNull();
    }

    private static void CheckRoots(NoteTree tree, string[] notes, string[] roots)
    {
        for (var i = 0; i < notes.Length; i++)
        {
            tree = tree.Append(Hash256.Parse(notes[i]));
            Convert.ToHexStringLower(tree.RootOfDepth(NoteTreeVectors.Depth).Bytes).ShouldBe(roots[i], $"after {i + 1} notes");
        }
    }

    /// <summary>Level by level over all leaves, as the definition says.</summary>
    private static Hash256 WholeTree(NoteHash hash, List<Hash256> nodes)
    {
        for (var level = 0; level < hash.Depth; level++)
        {
            if (nodes.Count % 2 == 1 || nodes.Count == 0) nodes.Add(hash.Empty(level));
            if (nodes.Count == 1) nodes.Add(hash.Empty(level));
            nodes = [.. nodes.Chunk(2).Select(pair => hash.Combine(level, pair[0], pair[1]))];
        }
        return nodes[0];
    }
}
