using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Functional.Tests.Rpc;

/// <summary>Two branches of equal work on a real fluxd: the operator says which one counts.</summary>
public sealed class PreciousBlockTests
{
    private const string MinerAddress = "t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo";

    private static string Other { get; } = new Address(AddressKind.PubKeyHash, new Hash160(new byte[20])).ToText(AddressPrefixes.Main);

    [Fact]
    public async Task The_tip_moves_to_the_preferred_of_two_equal_branches_and_a_longer_one_wins_all_the_same()
    {
        await using var fluxd = await FluxdProcess.StartAsync([$"-mineraddress={MinerAddress}"]);
        using var client = fluxd.Client();
        await client.CallAsync("generate", default, 5);
        var left = (await client.CallAsync("generate", default, 2))[1].GetString()!;
        var leftFirst = (await client.CallAsync("getblock", default, left)).GetProperty("previousblockhash").GetString()!;
        await client.CallAsync("invalidateblock", default, leftFirst);
        // Another miner, so that the blocks are others.
        var right = (await client.CallAsync("generate", default, 2, Other))[1].GetString()!;
        await client.CallAsync("reconsiderblock", default, leftFirst);
        var states = (await client.CallAsync("getchaintips")).EnumerateArray().ToDictionary(tip => tip.GetProperty("hash").GetString()!, tip => tip.GetProperty("height").GetInt32());
        states.ShouldBe(new Dictionary<string, int> { [left] = 7, [right] = 7 }, ignoreOrder: true);

        foreach (var wanted in (string[])[right, left, right, left])
        {
            await client.CallAsync("preciousblock", default, wanted);
            (await client.CallAsync("getbestblockhash")).GetString().ShouldBe(wanted);
        }

        // Preferring a block with less work than the tip changes nothing.
        await client.CallAsync("preciousblock", default, leftFirst);
        (await client.CallAsync("getbestblockhash")).GetString().ShouldBe(left);
        await client.CallAsync("preciousblock", default, right);
        var longer = (await client.CallAsync("generate", default, 1))[0].GetString();
        await client.CallAsync("preciousblock", default, left);
        (await client.CallAsync("getbestblockhash")).GetString().ShouldBe(longer);
        (await client.CallAsync("gettxoutsetinfo")).GetProperty("height").GetInt32().ShouldBe(8);
    }
}
