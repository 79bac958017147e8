using System.Globalization;
using System.Text.Json;
using Flux.Consensus.FluxNodes;
using Flux.Devnet.State;
using Flux.Primitives.Addresses;
using Flux.Primitives.Wire;

namespace Flux.Functional.Tests.Chain;

/// <summary>What nodes really earn against what the schedule says, to the satoshi.</summary>
public sealed class IncomeTests(ChainNetwork chain) : IClassFixture<ChainNetwork>
{
    private const int Blocks = 100;

    [Fact]
    public async Task Every_node_earns_what_the_schedule_says_over_100_blocks()
    {
        await chain.MineAsync(chain.Network.Gateway, Blocks);
        var last = (await chain.Fluxd(chain.Network.Gateway).CallAsync("getblockcount")).GetInt32();

        var expected = await ExpectedAsync(last);
        var actual = await ActualAsync(last);

        actual.ShouldBe(expected);
        actual.Values.ShouldAllBe(satoshis => satoshis > 0);
    }

    /// <summary>By the model: per block and tier the amount, and the node whose turn it is.</summary>
    private async Task<SortedDictionary<string, long>> ExpectedAsync(int last)
    {
        var nodes = await NodesAsync();
        var heights = Enumerable.Range(1, last).ToList();
        var paid = await SubsidyModel.PaidAsync(heights.Select(height => nodes.Where(node => node.Confirmed < height).Select(node => node.Tier).ToHashSet()));
        var income = new SortedDictionary<string, long>(nodes.ToDictionary(node => node.Address, _ => 0L));
        foreach (var height in heights)
        {
            foreach (var turn in nodes.Where(node => node.Confirmed < height).GroupBy(node => node.Tier))
            {
                // Architecture §4 and chain reference §8.6: longest waiting first; unpaid before paid; then by outpoint, here the index.
                var next = turn.OrderBy(node => node.LastPaid > 0 ? node.LastPaid : node.Confirmed).ThenBy(node => node.LastPaid > 0).ThenBy(node => node.Index).First();
                next.LastPaid = height;
                if (height > last - Blocks) income[next.Address] += paid[height - 1][turn.Key];
            }
        }
        return income;
    }

    /// <summary>By the chain: sums of the coinbase outputs to the nodes' addresses.</summary>
    private async Task<SortedDictionary<string, long>> ActualAsync(int last)
    {
        var income = new SortedDictionary<string, long>(chain.Network.Record.FluxNodes.ToDictionary(node => node.PaymentAddress, _ => 0L));
        for (var height = last - Blocks + 1; height <= last; height++)
        {
            var hex = await chain.Fluxd(chain.Network.Gateway).CallAsync("getblock", CancellationToken.None, height.ToString(CultureInfo.InvariantCulture), 0);
            BlockCodec.TryParse(Convert.FromHexString(hex.GetString()!), out var block, out _).ShouldBeTrue();
            foreach (var output in block!.Transactions[0].Outputs)
            {
                if (Address.TryFromScript(output.ScriptPubKey, out var address) && income.ContainsKey(address.ToText(AddressPrefixes.Main)))
                    income[address.ToText(AddressPrefixes.Main)] += output.Value.Satoshis;
            }
        }
        return income;
    }

    private async Task<List<Turn>> NodesAsync()
    {
        var list = await chain.Fluxd(chain.Network.Gateway).CallAsync("viewdeterministicfluxnodelist");
        var confirmed = list.EnumerateArray().ToDictionary(node => node.GetProperty("payment_address").GetString()!, node => node);
        return [.. chain.Network.Record.FluxNodes.Select(node => ToTurn(node, confirmed[node.PaymentAddress]))];
    }

    private static Turn ToTurn(NodeRecord node, JsonElement entry) => new()
    {
        Address = node.PaymentAddress,
        Index = node.CollateralIndex,
        Tier = Enum.Parse<Tier>(entry.GetProperty("tier").GetString()!, ignoreCase: true),
        Confirmed = entry.GetProperty("confirmed_height").GetInt32(),
    };

    private sealed class Turn
    {
        public required string Address { get; init; }

        public required int Index { get; init; }

        public required Tier Tier { get; init; }

        public required int Confirmed { get; init; }

        public int LastPaid { get; set; }
    }
}
