using Flux.Consensus.Blocks;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Work;
using Flux.Primitives;

namespace Flux.Consensus.Tests.Eras;

/// <summary>
/// Whole headers with real solutions of 200,9, 144,5, 125,4 and 48,5: hash ≤ target, the solution, and which set which height takes (chain reference §3.2, §4.1 to §4.4).
/// </summary>
public sealed class EquihashEraTests
{
    public static TheoryData<int> Sizes => [1344, 100, 52, 36];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_header_is_good_when_its_solution_is_and_its_hash_is_under_the_target(int size)
    {
        var easy = EasyHeaders.On(NetworkCatalog.Main);
        var (low, high) = (EasyHeaders.Mined(size), EasyHeaders.Mined(size, low: false));

        BlockRules.CheckHeader(easy, low).ShouldBe(Verdict.Ok);
        BlockRules.CheckHeader(easy, high).Reject.ShouldBe(RejectTable.HighHash);
        // The rule is hash ≤ target ≤ limit: both bounds, told here with the numbers themselves.
        (UInt256.FromHash(low.Hash.Value) <= CompactTarget.Decode(EasyHeaders.Bits)).ShouldBeTrue();
        (UInt256.FromHash(high.Hash.Value) > CompactTarget.Decode(EasyHeaders.Bits)).ShouldBeTrue();
        BlockRules.CheckHeader(EasyHeaders.On(NetworkCatalog.Main, 0x207ffffe), low).Reject.ShouldBe(RejectTable.HighHash);
        // Without the comparison (regtest) both pass.
        BlockRules.CheckHeader(easy with { Work = easy.Work with { ComparesHash = false } }, high).ShouldBe(Verdict.Ok);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Any_change_under_the_solution_or_in_it_makes_it_invalid(int size)
    {
        var easy = EasyHeaders.On(NetworkCatalog.Main);
        var good = EasyHeaders.Mined(size);
        BlockHeader[] bent =
        [
            good with { Version = 5 },
            good with { Previous = new BlockHash(Flip(good.Previous.Value)) },
            good with { MerkleRoot = Flip(good.MerkleRoot) },
            good with { StateRoot = Flip(good.StateRoot) },
            good with { Time = good.Time + 1 },
            good with { Bits = good.Bits - 1 },
            good with { Nonce = Flip(good.Nonce) },
            good with { Solution = Bent(good.Solution, bytes => bytes[0] ^= 0x80) },
            good with { Solution = Bent(good.Solution, bytes => bytes[^1] ^= 1) },
            good with { Solution = Bent(good.Solution, bytes => bytes[bytes.Length / 2] ^= 4) },
            good with { Solution = Bent(good.Solution, Array.Clear) },
            good with { Solution = good.Solution[..^1] },
            good with { Solution = new byte[size + 1] },
            good with { Solution = default },
        ];

        foreach (var header in bent) BlockRules.CheckHeader(easy, header).Reject.ShouldBe(RejectTable.InvalidSolution);
    }

    [Fact]
    public void A_solution_of_one_set_is_none_of_another()
    {
        var easy = EasyHeaders.On(NetworkCatalog.Main);
        foreach (var size in (int[])[1344, 100, 52, 36])
        {
            foreach (var other in (int[])[1344, 100, 52, 68, 36])
            {
                if (other == size) continue;
                var solution = new byte[other];
                EasyHeaders.Mined(size).Solution.Span[..Math.Min(size, other)].CopyTo(solution);
                BlockRules.CheckHeader(easy, EasyHeaders.Mined(size) with { Solution = solution }).Reject.ShouldBe(RejectTable.InvalidSolution);
            }
        }
    }

    [Theory]
    // Typed from chain reference §4.3: the old set stays for eleven blocks.
    [InlineData(1, "1344")]
    [InlineData(125_098, "1344")]
    [InlineData(125_099, "1344")]
    [InlineData(125_100, "1344 100")]
    [InlineData(125_101, "1344 100")]
    [InlineData(125_109, "1344 100")]
    [InlineData(125_110, "1344 100")]
    [InlineData(125_111, "100")]
    [InlineData(125_112, "100")]
    [InlineData(372_498, "100")]
    [InlineData(372_499, "100")]
    [InlineData(372_500, "100 52")]
    [InlineData(372_501, "100 52")]
    [InlineData(372_509, "100 52")]
    [InlineData(372_510, "100 52")]
    [InlineData(372_511, "52")]
    [InlineData(372_512, "52")]
    [InlineData(2_019_998, "52")]
    [InlineData(2_019_999, "52")]
    public void Main_takes_a_good_header_of_these_sets_and_of_no_other(int height, string sizes)
    {
        var easy = EasyHeaders.On(NetworkCatalog.Main);
        foreach (var size in (int[])[1344, 100, 52, 36])
        {
            var allowed = sizes.Split(' ').Contains($"{size}");
            Judge(easy, EasyHeaders.Mined(size), height).ShouldBe(allowed ? null : RejectTable.BadSolutionSize, $"{size} at {height}");
        }
        // A good set does not help a hash above the target, nor a target that is not the required one.
        var set = int.Parse(sizes.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);
        Judge(easy, EasyHeaders.Mined(set, low: false), height).ShouldBe(RejectTable.HighHash);
        Judge(EasyHeaders.On(NetworkCatalog.Main, 0x2100ffff), EasyHeaders.Mined(set), height).ShouldBe(RejectTable.BadTarget);
    }

    [Theory]
    // Testnet takes any known size up to 320, then 48,5 alone (chain reference §4.3, §13.30).
    [InlineData(319, "1344 100 52 36")]
    [InlineData(320, "1344 100 52 36")]
    [InlineData(321, "36")]
    [InlineData(799, "36")]
    public void Test_takes_any_set_for_a_while(int height, string sizes)
    {
        var easy = EasyHeaders.On(NetworkCatalog.Test);
        foreach (var size in (int[])[1344, 100, 52, 36])
            Judge(easy, EasyHeaders.Mined(size), height).ShouldBe(sizes.Split(' ').Contains($"{size}") ? null : RejectTable.BadSolutionSize, $"{size} at {height}");
    }

    [Theory]
    [InlineData("main")]
    [InlineData("test")]
    public void The_genesis_blocks_prove_200_9_under_the_real_limits(string name)
    {
        var network = name == "main" ? NetworkCatalog.Main : NetworkCatalog.Test;
        var header = network.Genesis.Header;

        header.Solution.Length.ShouldBe(1344);
        BlockRules.CheckHeader(network, header).ShouldBe(Verdict.Ok);
        BlockRules.CheckHeader(network, header with { Nonce = Flip(header.Nonce) }).Reject.ShouldBe(RejectTable.InvalidSolution);
        // A network whose easiest target is harder than these bits refuses the same header.
        BlockRules.CheckHeader(network with { Work = network.Work with { PowLimit = CompactTarget.Decode(0x1e7fffff) } }, header).Reject.ShouldBe(RejectTable.HighHash);
    }

    private static Reject? Judge(Network network, BlockHeader header, int height)
    {
        var verdict = BlockRules.CheckHeader(network, header);
        if (!verdict.IsOk) return verdict.Reject;
        return BlockRules.CheckHeaderContext(network, header, new FlatAncestry(height - 1, header.Time - 600), header.Time, height - 1).Reject;
    }

    private static Hash256 Flip(Hash256 hash)
    {
        var bytes = hash.ToArray();
        bytes[7] ^= 1;
        return new Hash256(bytes);
    }

    private static ReadOnlyMemory<byte> Bent(ReadOnlyMemory<byte> solution, Action<byte[]> bend)
    {
        var bytes = solution.ToArray();
        bend(bytes);
        return bytes;
    }
}
