using System.Text.Json;
using Flux.Consensus.Blocks;
using Flux.Consensus.Ledger;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Crypto.Equihash;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Consensus.Tests.Replay;

/// <summary>The recorded chain of 100,000 payments: accepted, with the recorded totals. Scripts are run by the transaction tests.</summary>
public sealed class PerformanceChainReplayTests
{
    [Fact]
    public void Connects_every_block_and_ends_with_the_recorded_coins()
    {
        var recording = SharedData.ReadJson("recorded/chains/perf-100k.json");
        var network = NetworkOf(recording.GetProperty("parameters").GetProperty("activation_heights"));
        var state = LedgerState.AtGenesis(network);
        var coins = new MemoryCoins();
        var ancestry = new MemoryAncestry(network.Genesis.Header);
        foreach (var block in RecordedChain.Blocks("recorded/chains/perf-100k.dat").Skip(1))
        {
            BlockRules.Check(network, block).ShouldBe(Verdict.Ok);
            BlockRules.CheckHeaderContext(network, block.Header, ancestry, block.Header.Time, ancestry.Height).ShouldBe(Verdict.Ok);
            BlockRules.CheckContext(network, block, ancestry).ShouldBe(Verdict.Ok);
            var result = BlockRules.Connect(network, block, ancestry, state, coins, new ConnectOptions { RunsScripts = false });
            result.Verdict.ShouldBe(Verdict.Ok, $"height {state.Height + 1}");
            coins.Apply(result.Coins);
            state = result.Next!;
            ancestry.Add(block.Header);
        }

        var expected = recording.GetProperty("txoutset");
        state.Tip.ToString().ShouldBe(expected.GetProperty("bestblock").GetString());
        coins.All.Count.ShouldBe(expected.GetProperty("txouts").GetInt32());
        Amount.TryParse(expected.GetProperty("total_amount").GetRawText(), out var total).ShouldBeTrue();
        state.Totals.Coins.ShouldBe(total);
    }

    private static Network NetworkOf(JsonElement heights)
    {
        int At(string name) => heights.GetProperty(name).GetInt32();
        var only = EquihashParameters.Zcash48x5;
        return EraNetwork.Build(EraCatalog.Regtest with
        {
            Heights = new EraHeights(
                At("lwma"), At("equihash1445"), At("acadia"), At("kamiooka"), At("kamata"), At("flux"), At("halving"), At("p2shnodes"), At("pon")),
            PonFrom = At("pon"),
            Equihash = (only, only, only),
        });
    }
}
