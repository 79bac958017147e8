using Flux.Consensus.Networks;
using Flux.Crypto.Equihash;
using Flux.Devnet.Rules;

namespace Flux.Devnet.Tests.Rules;

public sealed class LocalRulesTests
{
    private static OwnParameters Founder => OwnCatalog.Local(1_700_000_000, 7) with { Name = "acme", MessageStart = [1, 2, 3, 4], P2PPort = 20_001, RpcPort = 20_000 };

    [Fact]
    public void A_founders_network_brings_its_block_time_and_ports()
    {
        var options = new DevnetOptions().WithRules(Founder) with { GenesisTime = 1_800_000_000 };

        options.Problems().ShouldBeEmpty();
        (options.BlockTime.TotalSeconds, options.P2PPort, options.RpcPort).ShouldBe((7, 20_001, 20_000));
        var rules = options.Rules();
        (rules.Name, rules.Work.Spacing, rules.Genesis.Header.Time).ShouldBe(("acme", 7, 1_800_000_000u));
    }

    [Fact]
    public void Without_one_the_rules_are_those_of_local() => new DevnetOptions { GenesisTime = 5 }.Rules().Name.ShouldBe("local");

    public static TheoryData<string> Fields => ["work.equihash", "work.difficulty", "mining.onDemand", "mining.waitsForPeers", "peers.allowLocal", "nodes.voucher", "addresses", "work.spacing"];

    [Theory]
    [MemberData(nameof(Fields))]
    public void Names_what_does_not_go_on_one_machine(string path)
    {
        var founder = path switch
        {
            "work.equihash" => Founder with { Equihash = EquihashParameters.ZelHash125x4 },
            "work.difficulty" => Founder with { Difficulty = DifficultyAlgorithm.Lwma3 },
            "mining.onDemand" => Founder with { MinesOnDemand = false },
            "mining.waitsForPeers" => Founder with { MiningWaitsForPeers = true },
            "peers.allowLocal" => Founder with { AllowsLocalPeers = false },
            "nodes.voucher" => Founder with { Voucher = ConfirmVoucher.NetworkKeys },
            "addresses" => Founder with { Addresses = Primitives.Addresses.AddressPrefixes.Test },
            _ => Founder with { Spacing = 601 },
        };
        new DevnetOptions().WithRules(founder).Problems().ShouldContain(problem => problem.StartsWith(path, StringComparison.Ordinal));
    }
}
