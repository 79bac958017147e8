using System.Text.Json;
using Flux.Cli.Commands.Mine;

namespace Flux.Cli.Tests.Commands.Mine;

public class MiningLineTests
{
    private static readonly MiningState State = new() { Height = 1234, Generates = true, Rate = 0.512, Threads = 2, Found = 3, Equihash = "125,4", MemoryBytes = 2_414_000_000, SolutionsPerBlock = 64 };

    [Fact]
    public void Tells_rate_blocks_and_expectation() => MiningLine.Of(State).ShouldBe("0.51 Sol/s · 3 blocks found · a block every 2 min or so · height 1234");

    [Fact]
    public void Before_the_first_solution_it_says_what_a_block_takes() =>
        MiningLine.Of(State with { Rate = 0, Found = 0 }).ShouldBe("measuring … · 0 blocks found · a block takes 64.0 solutions · height 1234");

    [Fact]
    public void Where_the_network_has_a_pace_that_is_the_expectation() =>
        MiningLine.Of(State with { Rate = 400, Found = 1, PaceSeconds = 2 }).ShouldBe("400 Sol/s · 1 block found · a block every 2 s, the pace of this network · height 1234");

    [Fact]
    public void Says_why_it_waits() => MiningLine.Of(State with { Obstacle = "no peer is connected" }).ShouldBe("Waiting: no peer is connected");

    [Fact]
    public void Opens_with_the_memory_it_takes() => MiningLine.Opening(State).ShouldBe("Mining Equihash 125,4 with 2 threads, 2.4 GB of memory.");

    [Theory]
    [InlineData(0.1, "1 s")]
    [InlineData(45, "45 s")]
    [InlineData(600, "10 min")]
    [InlineData(86400, "24.0 h")]
    [InlineData(1e7, "116 days")]
    [InlineData(1e9, "32 years")]
    [InlineData(double.PositiveInfinity, "ages")]
    public void Spans_are_for_people(double seconds, string text) => MiningLine.Span(seconds).ShouldBe(text);

    [Fact]
    public void Reads_the_answer_of_another_fluxd_too()
    {
        const string Recorded = """{"blocks":1400,"currentblocksize":0,"currentblocktx":0,"difficulty":1,"errors":"","genproclimit":-1,"localsolps":0,"networksolps":23344195918,"networkhashps":23344195918,"pooledtx":0,"testnet":false,"chain":"regtest","generate":false,"ponminter":false}""";
        var state = MiningState.Read(JsonDocument.Parse(Recorded).RootElement);
        (state.Height, state.Generates, state.Found).ShouldBe((1400, false, null));
        MiningLine.Of(state).ShouldBe("measuring … · height 1400");
    }
}
