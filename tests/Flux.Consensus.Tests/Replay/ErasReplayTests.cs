using System.Text;
using System.Text.Json;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Headers;
using Flux.Consensus.Subsidy;
using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Consensus.Tests.Replay;

/// <summary>The recorded chain that crosses every upgrade: every block accepted, every column equal.</summary>
public sealed class ErasReplayTests
{
    private static readonly JsonElement Eras = SharedData.ReadJson("recorded/chains/eras.json");

    [Fact]
    public void Connects_every_block_and_agrees_with_every_column()
    {
        var chain = new ReplayChain(RecordedNetwork.Of(Eras.GetProperty("parameters")));
        chain.Network.Genesis.Hash.ToString().ShouldBe(Eras.GetProperty("genesis").GetString());
        var heights = Eras.GetProperty("heights").EnumerateArray().ToList();
        foreach (var block in RecordedChain.Blocks("recorded/chains/eras.dat"))
        {
            chain.Connect(block);
            ShouldAgree(chain, block, heights[chain.State.Height - 1]);
        }
        chain.State.Height.ShouldBe(1400);

        while (chain.State.Height > 0)
        {
            chain.Disconnect();
            if (chain.State.Height > 0 && chain.State.Height % 10 == 0) ShouldAgreeOnNodes(chain, heights[chain.State.Height - 1]);
        }
        chain.Coins.All.ShouldBeEmpty();
        chain.State.Nodes.Count.ShouldBe(0);
        chain.State.Totals.ShouldBe(default);
    }

    private static void ShouldAgree(ReplayChain chain, Block block, JsonElement row)
    {
        var height = chain.State.Height;
        var tip = chain.Ancestry.Tip();
        tip.Hash.ToString().ShouldBe(row.GetProperty("hash").GetString());
        tip.Bits.ToString("x8").ShouldBe(row.GetProperty("bits").GetString(), $"height {height}");
        tip.ChainWork.ToString().ShouldBe(row.GetProperty("chainwork").GetString(), $"height {height}");
        block.Transactions.Length.ShouldBe(row.GetProperty("txs").GetInt32());
        if (row.TryGetProperty("subsidy", out var subsidy))
        {
            Amount.TryParse(subsidy.GetRawText(), out var recorded).ShouldBeTrue();
            SubsidyRules.At(chain.Network, height).ShouldBe(recorded, $"height {height}");
        }
        ShouldAgreeOnNodes(chain, row);
        if (Eras.GetProperty("telling").TryGetProperty($"{height}", out var telling)) ShouldAgreeOnCoins(chain, telling.GetProperty("gettxoutsetinfo"));
    }

    private static void ShouldAgreeOnCoins(ReplayChain chain, JsonElement info)
    {
        Amount.TryParse(info.GetProperty("total_amount").GetRawText(), out var total).ShouldBeTrue();
        chain.State.Totals.Coins.ShouldBe(total, $"height {chain.State.Height}");
        chain.Coins.All.Count.ShouldBe(info.GetProperty("txouts").GetInt32(), $"height {chain.State.Height}");
    }

    private static void ShouldAgreeOnNodes(ReplayChain chain, JsonElement row)
    {
        var nodes = chain.State.Nodes;
        var at = $"height {chain.State.Height}";
        if (row.TryGetProperty("nodes", out var counts))
        {
            new[] { nodes.CountOf(NodeState.Confirmed), nodes.CountOf(Tier.Cumulus), nodes.CountOf(Tier.Nimbus), nodes.CountOf(Tier.Stratus) }
                .ShouldBe(counts.EnumerateArray().Select(count => count.GetInt32()), at);
            nodes.CountOf(NodeState.Started).ShouldBe(row.GetProperty("started").GetInt32(), at);
            nodes.CountOf(NodeState.Dos).ShouldBe(row.GetProperty("dos").GetInt32(), at);
            Winners(nodes).ShouldBe(row.GetProperty("winners").EnumerateArray().Select(Text), at);
        }
        if (!row.TryGetProperty("state", out var state)) return;
        Listed(nodes, NodeState.Started).ShouldBe(state.GetProperty("started").EnumerateArray().Select(entry => $"{entry[0].GetString()} {entry[1].GetInt32()}").Order(), at);
        Listed(nodes, NodeState.Dos).ShouldBe(state.GetProperty("dos").EnumerateArray().Select(entry => $"{entry[0].GetString()} {entry[1].GetInt32()}").Order(), at);
        Confirmed(chain).ShouldBe(state.GetProperty("confirmed").EnumerateArray().Select(Text), at);
    }

    private static IEnumerable<string> Winners(FluxNodeList nodes) => TierAmounts.Tiers.ToArray()
        .Select(nodes.NextPayee).OfType<FluxNodeRecord>()
        .Select(node => $"{node.Tier.ToString().ToUpperInvariant()} {Name(node)} {node.LastPaidHeight} {node.ConfirmedHeight}");

    private static IEnumerable<string> Listed(FluxNodeList nodes, NodeState state) =>
        nodes.Records.Where(node => node.State == state).Select(node => $"{Name(node)} {node.AddedHeight}").Order();

    private static IEnumerable<string> Confirmed(ReplayChain chain)
    {
        foreach (var tier in TierAmounts.Tiers.ToArray())
        {
            var rank = 0;
            foreach (var node in chain.State.Nodes.Queue(tier))
            {
                Address.TryFromScript(node.PayeeScript, out var address).ShouldBeTrue();
                yield return $"{Name(node)} {tier.ToString().ToUpperInvariant()} {rank++} {node.AddedHeight} {node.ConfirmedHeight} {node.LastConfirmedHeight} {node.LastPaidHeight} "
                    + $"{Encoding.UTF8.GetString(node.Ip.Span)} {address.ToText(chain.Network.Addresses)}";
            }
        }
    }

    private static string Name(FluxNodeRecord node) => $"COutPoint({node.Collateral.Transaction}, {node.Collateral.Index})";

    private static string Text(JsonElement row) => string.Join(' ', row.EnumerateArray().Select(cell => cell.ToString()));
}
