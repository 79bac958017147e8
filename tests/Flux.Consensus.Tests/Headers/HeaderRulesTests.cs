using Flux.Consensus.Blocks;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Consensus.Work;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Consensus.Tests.Headers;

public sealed class HeaderRulesTests
{
    private const uint MostAhead = 360;

    private readonly ScenarioChain _chain = new(ScenarioNetworks.Quick, ScenarioNetworks.QuickLimits);

    [Fact]
    public void Accepts_a_header_as_drafted() => Judge(Draft()).ShouldBe(Verdict.Ok);

    [Theory]
    [InlineData(3)]
    [InlineData(0)]
    [InlineData(-1)]
    public void Rejects_a_version_below_4(int version) => Judge(Draft() with { Version = version }).Reject.ShouldBe(RejectTable.HeaderVersionTooLow);

    [Fact]
    public void Rejects_a_solution_that_solves_nothing() =>
        BlockRules.CheckHeader(NetworkCatalog.Local(1), Draft() with { Solution = new byte[36] }).Reject.ShouldBe(RejectTable.InvalidSolution);

    [Fact]
    public void Rejects_a_solution_of_no_known_size() =>
        BlockRules.CheckHeader(NetworkCatalog.Local(1), Draft() with { Solution = new byte[35] }).Reject.ShouldBe(RejectTable.InvalidSolution);

    [Fact]
    public void Compares_the_hash_with_the_target()
    {
        var network = ScenarioNetworks.Quick with { Work = ScenarioNetworks.Quick.Work with { ComparesHash = true } };
        var headers = Enumerable.Range(0, 200).Select(i => Draft() with { Time = Draft().Time + (uint)i }).ToList();
        var target = CompactTarget.Decode(headers[0].Bits);

        foreach (var header in headers)
        {
            var low = UInt256.FromHash(header.Hash.Value) <= target;
            BlockRules.CheckHeader(network, header).Reject.ShouldBe(low ? null : RejectTable.HighHash);
        }
        headers.ShouldContain(header => UInt256.FromHash(header.Hash.Value) <= target);
    }

    [Theory]
    [InlineData(0x200f0f10u)] // easier than the limit
    [InlineData(0x20800001u)] // negative
    [InlineData(0x00000000u)] // zero
    [InlineData(0xff00ffffu)] // more than 256 bits
    public void Rejects_a_senseless_target(uint bits)
    {
        var network = ScenarioNetworks.Quick with { Work = ScenarioNetworks.Quick.Work with { ComparesHash = true } };

        BlockRules.CheckHeader(network, Draft() with { Bits = bits }).Reject.ShouldBe(RejectTable.HighHash);
    }

    [Fact]
    public void Rejects_another_target_than_the_required_one() => Judge(Draft() with { Bits = 0x200f0f0e }).Reject.ShouldBe(RejectTable.BadTarget);

    [Fact]
    public void Accepts_360_seconds_ahead_of_the_clock_and_rejects_361()
    {
        var header = Draft();

        Judge(header, now: header.Time - MostAhead).ShouldBe(Verdict.Ok);
        var verdict = Judge(header, now: header.Time - MostAhead - 1);
        verdict.Reject.ShouldBe(RejectTable.TimeTooNew);
        verdict.Reject!.MarksInvalid.ShouldBeFalse();
    }

    [Fact]
    public void Rejects_a_time_not_after_the_median_of_eleven()
    {
        _chain.MineMany(15);
        var median = _chain.Ancestry.At(_chain.Height - 5).Time;

        Judge(Draft() with { Time = median }).Reject.ShouldBe(RejectTable.TimeTooOld);
        Judge(Draft() with { Time = median + 1 }).ShouldBe(Verdict.Ok);
    }

    [Fact]
    public void Near_genesis_the_median_is_of_what_there_is()
    {
        var genesis = _chain.Network.Genesis.Header.Time;

        Judge(Draft() with { Time = genesis }).Reject.ShouldBe(RejectTable.TimeTooOld);
        Judge(Draft() with { Time = genesis + 1 }).ShouldBe(Verdict.Ok);
    }

    [Fact]
    public void Rejects_a_solution_size_that_the_network_does_not_use() =>
        Judge(Draft() with { Solution = new byte[52] }).Reject.ShouldBe(RejectTable.BadSolutionSize);

    [Fact]
    public void Own_networks_have_no_reorganisation_limit_and_others_have_theirs()
    {
        var limited = ScenarioNetworks.Quick with { ReorgLimit = new ReorgLimit(40, 5_000, 2_020_000, 2_025_000) };
        var parent = _chain.Ancestry;

        BlockRules.CheckHeaderContext(ScenarioNetworks.Quick, Draft(), parent, Draft().Time, tipHeight: 1_000_000).ShouldBe(Verdict.Ok);
        BlockRules.CheckHeaderContext(limited, Draft(), parent, Draft().Time, tipHeight: 39).ShouldBe(Verdict.Ok);
        BlockRules.CheckHeaderContext(limited, Draft(), parent, Draft().Time, tipHeight: 40).Reject.ShouldBe(RejectTable.ForkTooDeep);
    }

    [Fact]
    public void Rejects_a_proof_of_node_block_where_there_is_none()
    {
        var header = Draft() with { Version = 100 };

        Judge(header).Reject.ShouldBe(RejectTable.PrematurePonBlock);
    }

    [Fact]
    public void Rejects_another_block_at_a_checkpoint()
    {
        var header = Draft();
        var right = ScenarioNetworks.Quick with { Checkpoints = [new Checkpoint(1, header.Hash)] };
        var wrong = ScenarioNetworks.Quick with { Checkpoints = [new Checkpoint(1, BlockHash.Zero)] };

        BlockRules.CheckHeaderContext(right, header, _chain.Ancestry, header.Time, 0).ShouldBe(Verdict.Ok);
        BlockRules.CheckHeaderContext(wrong, header, _chain.Ancestry, header.Time, 0).Reject.ShouldBe(RejectTable.CheckpointMismatch);
    }

    private BlockHeader Draft() => _chain.Draft().Seal().Header;

    private Verdict Judge(BlockHeader header, uint? now = null)
    {
        var verdict = BlockRules.CheckHeader(_chain.Network, header);
        return verdict.IsOk ? BlockRules.CheckHeaderContext(_chain.Network, header, _chain.Ancestry, now ?? header.Time, _chain.Height) : verdict;
    }
}
