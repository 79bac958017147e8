using System.Buffers.Binary;
using System.Security.Cryptography;
using Flux.Consensus.Blocks;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Work;
using Flux.Primitives;

namespace Flux.Consensus.Tests.Eras;

/// <summary>Versions, proof of node, times, fork limit and checkpoints of main and test at each change −1, 0, +1. All numbers are typed from the page.</summary>
public sealed class HeaderEraTests
{
    private const uint Time = 1_800_000_000;

    public static TheoryData<string> Names => ["main", "test"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Proof_of_work_ends_and_proof_of_node_begins_at_one_height(string name)
    {
        var limits = EraLimits.Of(name);
        foreach (var height in (int[])[limits.Pon - 1, limits.Pon, limits.Pon + 1])
        {
            foreach (var version in (int[])[4, 5, 99]) Context(name, Work(name, version), height).ShouldBe(height < limits.Pon ? null : RejectTable.NotPonBlock, $"version {version} at {height}");
            foreach (var version in (int[])[100, 101, int.MaxValue]) Context(name, Node(name, height) with { Version = version }, height).ShouldBe(height < limits.Pon ? RejectTable.PrematurePonBlock : null, $"version {version} at {height}");
        }
        foreach (var version in (int[])[3, 0, -1, int.MinValue]) BlockRules.CheckHeader(NetworkOf(name), Work(name, version)).Reject.ShouldBe(RejectTable.HeaderVersionTooLow);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_producer_is_eligible_by_the_hash_of_collateral_parent_and_slot(string name)
    {
        // Told here from chain reference §9.1: dSHA256(outpoint ‖ previous ‖ LE32 slot) as a little-endian number, slot = (time − genesis time) / 30.
        var limits = EraLimits.Of(name);
        var network = NetworkOf(name);
        var seen = new HashSet<bool>();
        for (uint index = 0; seen.Count < 2 || index < 50; index++)
        {
            var header = Draft(limits, index, limits.PonStartBits);
            var eligible = EligibilityOf(limits, header) <= CompactTarget.Decode(limits.PonStartBits);
            seen.Add(eligible);
            Context(name, header, limits.Pon).ShouldBe(eligible ? null : RejectTable.BadPonHeader, $"index {index}");
            BlockRules.CheckHeader(network, header).Reject.ShouldBe(eligible ? null : RejectTable.PonHighHash, $"index {index}");
        }
        var chosen = Node(name, limits.Pon);
        var slot = (chosen.Time - limits.GenesisTime) / 30;
        Consensus.ProofOfNode.PonRules.SlotOf(network, limits.GenesisTime + (slot * 30)).ShouldBe(slot);
        Consensus.ProofOfNode.PonRules.SlotOf(network, limits.GenesisTime + (slot * 30) + 29).ShouldBe(slot);
        Consensus.ProofOfNode.PonRules.SlotOf(network, limits.GenesisTime + (slot * 30) + 30).ShouldBe(slot + 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Targets_of_proof_of_node_are_exact_but_for_the_tolerant_heights_of_test(string name)
    {
        var limits = EraLimits.Of(name);
        foreach (var height in (int[])[limits.Pon, limits.Pon + 1, 1_799, 1_800, 1_801, 3_000_000])
        {
            if (height < limits.Pon) continue;
            var bits = (height < limits.Pon + limits.PonWindow ? limits.PonStartBits : limits.PonLimitBits) - 1;
            var wrong = Draft(limits, 0, bits);
            for (uint index = 0; EligibilityOf(limits, wrong) > CompactTarget.Decode(bits); index++) wrong = Draft(limits, index, bits);
            // 800 to 1,800 on test tolerate another target (chain reference §9.3).
            Context(name, wrong, height).ShouldBe(name == "test" && height is >= 800 and <= 1_800 ? null : RejectTable.BadPonTarget, $"{height}");
        }
    }

    [Theory]
    // The limit looks at the node's own tip, not at the block (chain reference §4.7, §13.5).
    [InlineData("main", 124_998, 7_200, 7_200)]
    [InlineData("main", 124_999, 7_200, 7_200)]
    [InlineData("main", 125_000, 360, 300)]
    [InlineData("main", 125_001, 360, 300)]
    [InlineData("main", 2_020_000, 360, 300)]
    [InlineData("test", 69, 7_200, 7_200)]
    [InlineData("test", 70, 360, 300)]
    [InlineData("test", 71, 360, 300)]
    public void A_block_may_be_this_far_ahead_of_the_clock(string name, int tip, uint work, uint node)
    {
        var limits = EraLimits.Of(name);
        var (before, after) = (Work(name, 4), Node(name, limits.Pon));
        var wide = NetworkOf(name) with { ReorgLimit = null };

        Reject? Ahead(BlockHeader header, int height, uint seconds) =>
            BlockRules.CheckHeaderContext(wide, header, new FlatAncestry(height - 1, Time - 600, bits: limits.LimitBits), header.Time - seconds, tip).Reject;
        Ahead(before, limits.Pon - 1, work).ShouldNotBe(RejectTable.TimeTooNew);
        Ahead(before, limits.Pon - 1, work + 1).ShouldBe(RejectTable.TimeTooNew);
        Ahead(after, limits.Pon, node).ShouldBeNull();
        Ahead(after, limits.Pon, node + 1).ShouldBe(RejectTable.TimeTooNew);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Work_must_be_after_the_median_of_eleven_and_nodes_after_their_parent(string name)
    {
        var limits = EraLimits.Of(name);
        var parent = Time - 600;
        // Blocks lie 30 s apart: the median of eleven is 150 s before the parent.
        Context(name, Work(name, 4) with { Time = parent - 150 }, limits.Pon - 1).ShouldBe(RejectTable.TimeTooOld);
        Context(name, Work(name, 4) with { Time = parent - 149 }, limits.Pon - 1).ShouldBeNull();
        foreach (var (time, expected) in ((uint, Reject?)[])[(parent, RejectTable.TimeTooOld), (parent + 1, null)])
        {
            var header = Draft(limits, 0, limits.PonStartBits) with { Time = time };
            for (uint index = 0; EligibilityOf(limits, header) > CompactTarget.Decode(limits.PonStartBits); index++) header = Draft(limits, index, limits.PonStartBits) with { Time = time };
            Context(name, header, limits.Pon).ShouldBe(expected);
        }
    }

    [Theory]
    // 40, and 5,000 while the tip is in 2,020,000 to 2,025,000 (chain reference §10.2).
    [InlineData("main", 1_000_000, 40)]
    [InlineData("main", 2_019_999, 40)]
    [InlineData("main", 2_020_000, 5_000)]
    [InlineData("main", 2_020_001, 5_000)]
    [InlineData("main", 2_024_999, 5_000)]
    [InlineData("main", 2_025_000, 5_000)]
    [InlineData("main", 2_025_001, 40)]
    [InlineData("test", 700, 40)]
    public void A_branch_may_begin_less_deep_than_this(string name, int tip, int limit)
    {
        Reject? At(int depth) => BlockRules.CheckHeaderContext(
            NetworkOf(name), Work(name, 4), new FlatAncestry(tip - depth, Time - 600, bits: EraLimits.Of(name).LimitBits), Time, tip).Reject;

        At(limit - 1).ShouldNotBe(RejectTable.ForkTooDeep);
        At(limit).ShouldBe(RejectTable.ForkTooDeep);
        At(limit + 1).ShouldBe(RejectTable.ForkTooDeep);
    }

    [Theory]
    // Some rows of chain reference §1.9.
    [InlineData("main", 5_500, "0000000e7724f8bace09dd762657169c10622af4a6a8e959152cd00b9119848e")]
    [InlineData("main", 277_649, "00000004a53f9271d05071a052b3738b46663f3335d14b6aea965a3cb70c0cc8")]
    [InlineData("main", 2_029_000, "4856dc788a973db4cc537465c9ef80288e1eb065898993d72371b1ee48c248b4")]
    [InlineData("test", 320, "0237bf16aba912b0c68933809a7e7fe9553ddff1bc0782d2463fc5d161af1c46")]
    public void Another_block_at_a_checkpoint_is_refused_and_its_neighbours_are_not(string name, int height, string hash)
    {
        var limits = EraLimits.Of(name);
        BlockHeader At(int at) => at >= limits.Pon ? Node(name, at) : Work(name, 4, SizeAt(limits, at));
        var loose = NetworkOf(name) with { Work = NetworkOf(name).Work with { Difficulty = DifficultyAlgorithm.Constant } };
        loose = loose with { Pon = loose.Pon! with { TolerantTargets = (0, int.MaxValue) } };
        Reject? Judge(int at) => BlockRules.CheckHeaderContext(loose, At(at), new FlatAncestry(at - 1, Time - 600, bits: limits.LimitBits), Time, at - 1).Reject;

        NetworkOf(name).Checkpoints.Single(checkpoint => checkpoint.Height == height).Hash.ToString().ShouldBe(hash);
        Judge(height).ShouldBe(RejectTable.CheckpointMismatch);
        Judge(height - 1).ShouldBeNull();
        Judge(height + 1).ShouldBeNull();
    }

    private static int SizeAt(EraLimits limits, int height) => height < limits.Equihash144 ? limits.First : height < limits.Kamiooka ? limits.Second : limits.Third;

    /// <summary>A proof-of-work header by the last rules before proof of node; its solution has the size, not more.</summary>
    private static BlockHeader Work(string name, int version, int? size = null) => new()
    {
        Version = version,
        Previous = BlockHash.Zero,
        MerkleRoot = Hash256.Zero,
        StateRoot = Hash256.Zero,
        Time = Time,
        Bits = EraLimits.Of(name).LimitBits,
        Solution = new byte[size ?? EraLimits.Of(name).Third],
    };

    /// <summary>An eligible header with the first target of proof of node.</summary>
    private static BlockHeader Node(string name, int height)
    {
        var limits = EraLimits.Of(name);
        var bits = height < limits.Pon + limits.PonWindow ? limits.PonStartBits : limits.PonLimitBits;
        for (uint index = 0; ; index++)
        {
            var header = Draft(limits, index, bits);
            if (EligibilityOf(limits, header) <= CompactTarget.Decode(Math.Min(bits, limits.PonStartBits))) return header;
        }
    }

    private static BlockHeader Draft(EraLimits limits, uint index, uint bits) => new()
    {
        Version = 100,
        Previous = BlockHash.Zero,
        MerkleRoot = Hash256.Zero,
        StateRoot = Hash256.Zero,
        Time = Time,
        Bits = bits,
        ProducerCollateral = new OutPoint(TxId.Parse(new string(limits.Name == "main" ? '7' : '8', 64)), index),
    };

    private static UInt256 EligibilityOf(EraLimits limits, BlockHeader header)
    {
        var slot = (header.Time - limits.GenesisTime) / 30;
        byte[] input = [.. header.ProducerCollateral.Transaction.Value.Bytes, .. Little(header.ProducerCollateral.Index), .. header.Previous.Value.Bytes, .. Little(slot)];
        return UInt256.FromLittleEndian(SHA256.HashData(SHA256.HashData(input)));
    }

    private static byte[] Little(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    /// <summary>In context on a branch on which LWMA-3 asks for the easiest target: blocks far apart do.</summary>
    private static Reject? Context(string name, BlockHeader header, int height)
    {
        var network = NetworkOf(name);
        var eased = network with { Checkpoints = [], Work = network.Work with { Difficulty = DifficultyAlgorithm.Constant } };
        return BlockRules.CheckHeaderContext(eased, header, new FlatAncestry(height - 1, Time - 600, bits: EraLimits.Of(name).LimitBits), Time, height - 1).Reject;
    }

    private static Network NetworkOf(string name) => name == "main" ? NetworkCatalog.Main : NetworkCatalog.Test;
}
