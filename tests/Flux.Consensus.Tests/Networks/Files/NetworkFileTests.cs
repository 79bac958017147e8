using System.Text;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Networks;
using Flux.Consensus.Networks.Files;
using Flux.Consensus.Subsidy;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Consensus.Tests.Networks.Files;

public sealed class NetworkFileTests
{
    private const string Hex64 = "0000000000000000000000000000000000000000000000000000000000000007";

    public static TheoryData<string> Paths => [.. NetworkFields.All.Select(known => known.Path)];

    [Fact]
    public void What_is_written_is_read_again()
    {
        var text = NetworkFile.Write(FoundersNetwork.Parameters);
        var read = NetworkFile.Read(Encoding.UTF8.GetBytes(text));

        read.Problems.ShouldBeEmpty();
        NetworkFile.Write(read.Own!).ShouldBe(text);
        read.Network!.Genesis.Hash.ShouldBe(OwnNetwork.Build(FoundersNetwork.Parameters).Genesis.Hash);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Names_the_field_that_is_of_another_kind_and_says_what_is_allowed(string path)
    {
        var problem = FoundersNetwork.Json().With(path, """{"a":-1}""").Read().Problems.ShouldHaveSingleItem();

        problem.Path.ShouldBe(path);
        problem.Message.ShouldStartWith("is {\"a\":-1}; allowed is ");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Names_the_field_that_is_missing(string path)
    {
        var problems = FoundersNetwork.Json().With(path, null).Read().Problems;

        if (NetworkFields.All.Single(field => field.Path == path).IsOptional) problems.ShouldBeEmpty();
        else
        {
            problems.ShouldHaveSingleItem().Path.ShouldBe(path);
            problems[0].Message.ShouldStartWith("is missing: ");
        }
    }

    [Theory]
    [InlineData("work.spacing", "0")]
    [InlineData("work.spacing", "3601")]
    [InlineData("work.spacing", "1.5")]
    [InlineData("work.spacing", "1e99")]
    [InlineData("name", "\"Acme\"")]
    [InlineData("name", "\"a\"")]
    [InlineData("name", "\"../acme\"")]
    [InlineData("messageStart", "\"f71ca5\"")]
    [InlineData("messageStart", "\"f71ca5zz\"")]
    [InlineData("ports.p2p", "65536")]
    [InlineData("genesis.text", "\"caf\\u00e9\"")]
    [InlineData("genesis.nonce", "\"12\"")]
    [InlineData("work.equihash", "\"100,5\"")]
    [InlineData("work.easiestTarget", "\"0x01fedcba\"")]
    [InlineData("work.difficulty", "\"LWMA\"")]
    [InlineData("subsidy.first", "\"-1\"")]
    [InlineData("subsidy.first", "\"440000000.00000001\"")]
    [InlineData("subsidy.first", "\"0.000000001\"")]
    [InlineData("nodes.benchmarkKeys", """[{"from":0,"key":"02ff"}]""")]
    [InlineData("nodes.benchmarkKeys", """[{"from":0,"key":"025ee73f72d6996f94fe6ec9fac3f9ba6dcb947ed46dfbda530fc73ff99c667a4e","more":1}]""")]
    [InlineData("blocks.checkpoints", """[{"height":0,"hash":"0000000000000000000000000000000000000000000000000000000000000007"}]""")]
    [InlineData("peers.dnsSeeds", "[\"a b\"]")]
    [InlineData("blocks.reorgLimit", "1")]
    public void Refuses_what_is_out_of_range(string path, string json) =>
        FoundersNetwork.Json().With(path, json).Read().Problems.ShouldHaveSingleItem().Path.ShouldBe(path);

    [Theory]
    [InlineData("extra", "extra is not a field of a network file")]
    [InlineData("spacing", "spacing is not a field of a network file; work.spacing is one")]
    [InlineData("work.Spacing", "work.Spacing is not a field of a network file; work.spacing is one")]
    public void Refuses_fields_that_there_are_not(string path, string expected) =>
        FoundersNetwork.Json().With(path, "1").Read().Problems.ShouldHaveSingleItem().ToString().ShouldBe(expected);

    [Theory]
    [InlineData("", "is not JSON")]
    [InlineData("[]", "is JSON, but no object")]
    [InlineData("{}", "format must be \"flux-network-1\"")]
    [InlineData("""{"format":"flux-network-2"}""", "format must be \"flux-network-1\"")]
    [InlineData("""{"format":"flux-network-1","format":"flux-network-1"}""", "Duplicate property")]
    [InlineData("""{"format":"flux-network-1","name":"\ud800"}""", "")]
    [InlineData("""{"format":"flux-network-1","\ud800":1}""", "")]
    public void Refuses_files_that_are_none(string text, string expected)
    {
        var read = NetworkFile.Read(Encoding.UTF8.GetBytes(text));

        read.IsOk.ShouldBeFalse();
        read.Problems[0].ToString().ShouldContain(expected);
    }

    [Fact]
    public void Collects_every_problem()
    {
        var file = FoundersNetwork.Json().With("work.spacing", "0").With("ports.rpc", "\"x\"").With("subsidy.first", null).With("typo", "1");

        file.Read().Problems.Select(problem => problem.Path).ShouldBe(["typo", "ports.rpc", "work.spacing", "subsidy.first"]);
    }

    [Theory]
    [InlineData("name", "\"classic\"", "name", "comes with the product")]
    [InlineData("messageStart", "\"24e92764\"", "messageStart", "that of main")]
    [InlineData("messageStart", "\"f710ca15\"", "messageStart", "that of local")]
    [InlineData("ports.rpc", "19125", "ports.rpc", "as ports.p2p is")]
    [InlineData("addresses.scriptHash", "\"1cb8\"", "addresses.scriptHash", "same as addresses.pubKeyHash")]
    [InlineData("addresses.extendedPrivateKey", "\"0488b21e\"", "addresses.extendedPrivateKey", "same as addresses.extendedPublicKey")]
    [InlineData("work.easiestTarget", "\"2000000000000000000000000000000000000000000000000000000000000000\"", "work.easiestTarget", "may be at most 1fff")]
    [InlineData("work.easiestTarget", "\"" + Hex64 + "\"", "work.easiestTarget", "no block would ever be found")]
    [InlineData("work.difficulty", "\"digishield\"", "work.easiestTarget", "may be at most 07ff")]
    [InlineData("genesis.nonce", "\"" + Hex64 + "\"", "genesis.nonce", "without genesis.solution")]
    [InlineData("subsidy.first", "\"336\"", "subsidy.maximumSupply", "makes 440395199.90169750")]
    [InlineData("subsidy.halvingInterval", "100000000", "subsidy.maximumSupply", "but the schedule makes")]
    [InlineData("subsidy.stratusPercent", "61", "subsidy.stratusPercent", "makes 101")]
    [InlineData("nodes.nimbusCollateral", "\"1000\"", "nodes.nimbusCollateral", "more than nodes.cumulusCollateral")]
    [InlineData("nodes.stratusCollateral", "\"12500\"", "nodes.stratusCollateral", "more than nodes.nimbusCollateral")]
    [InlineData("nodes.release", "240", "nodes.release", "more than nodes.startExpiry")]
    [InlineData("nodes.confirmExpiry", "100", "nodes.confirmExpiry", "every node expires")]
    [InlineData("nodes.addressChangeInterval", "101", "nodes.addressChangeInterval", "at most nodes.confirmInterval")]
    [InlineData("nodes.voucher", "\"keys\"", "nodes.benchmarkKeys", "is empty")]
    [InlineData("nodes.benchmarkKeys", """[{"from":0,"key":"025ee73f72d6996f94fe6ec9fac3f9ba6dcb947ed46dfbda530fc73ff99c667a4e"}]""", "nodes.benchmarkKeys", "nodes.voucher is \"self\"")]
    [InlineData("blocks.checkpoints", """[{"height":5,"hash":"0000000000000000000000000000000000000000000000000000000000000007"},{"height":5,"hash":"0000000000000000000000000000000000000000000000000000000000000008"}]""", "blocks.checkpoints[1].height", "not above")]
    [InlineData("genesis.solution", "\"00\"", "genesis.solution", "has 1 bytes; Equihash 48,5 has 36")]
    [InlineData("genesis.solution", "\"02853a9dd062e2356909a0d2b9f0e4873dbf092edd3f00eea317e21222d1f2c414b926ee\"", "genesis.solution", "must be mined again")]
    public void Refuses_numbers_that_do_not_fit_together(string path, string json, string wrong, string expected)
    {
        var problem = FoundersNetwork.Json().With(path, json).Read().Problems.ShouldHaveSingleItem();

        problem.Path.ShouldBe(wrong);
        problem.Message.ShouldContain(expected);
    }

    [Fact]
    public void Keys_that_vouch_begin_at_zero_and_rise()
    {
        const string Key = "025ee73f72d6996f94fe6ec9fac3f9ba6dcb947ed46dfbda530fc73ff99c667a4e";
        string KeysFrom(params int[] times) => FoundersNetwork.Json().With("nodes.voucher", "\"keys\"")
            .With("nodes.benchmarkKeys", $"[{string.Join(',', times.Select(time => $$"""{"from":{{time}},"key":"{{Key}}"}"""))}]").Read().Problems.FirstOrDefault()?.Path ?? "ok";

        KeysFrom(0, 5).ShouldBe("ok");
        KeysFrom(1).ShouldBe("nodes.benchmarkKeys[0].from");
        KeysFrom(0, 5, 5).ShouldBe("nodes.benchmarkKeys[2].from");
    }

    [Fact]
    public void Header_bits_will_do_as_a_target() =>
        FoundersNetwork.Json().With("work.easiestTarget", "\"0x200f0f0f\"").Read().Network!.Work.PowLimitBits.ShouldBe(0x200f0f0fu);

    [Fact]
    public void Says_in_which_rules_two_files_differ_and_leaves_out_what_may()
    {
        var other = FoundersNetwork.Parameters with { Spacing = 6, FirstSubsidy = Amount.FromFlux(1), P2PPort = 1, DnsSeeds = ["a.b"], SettledDepth = 9, Prices = OwnCatalog.Prices with { HddGb = 1 } };

        NetworkFile.Differences(other, FoundersNetwork.Parameters).Select(difference => difference.ToString())
            .ShouldBe(["work.spacing is 6 here and 5 there", "subsidy.first is 1 here and 335 there"]);
        NetworkFields.All.Where(known => known.MayDiffer).Select(known => known.Path).ShouldBe(
        [
            "label", "coinType", "ports.p2p", "ports.rpc", "blocks.settledDepth", "blocks.checkpoints", "apps.cpuTenth", "apps.ram100Mb", "apps.hddGb", "apps.enterprisePort", "apps.staticIp",
            "apps.scope", "apps.minimum", "peers.dnsSeeds", "peers.allowLocal", "peers.requireStandard", "mining.onDemand", "mining.waitsForPeers",
        ]);
    }

    [Fact]
    public void The_money_of_a_founder_is_split_as_the_file_says()
    {
        var file = FoundersNetwork.Json().With("subsidy.first", "\"100\"").With("subsidy.nodePercent", "40").With("subsidy.halvingInterval", "10")
            .With("subsidy.cumulusPercent", "33").With("subsidy.nimbusPercent", "33").With("subsidy.stratusPercent", "34").With("subsidy.maximumSupply", "\"100000\"");
        var network = ScenarioNetworks.WithoutWork(file.Read().Network!);
        var limits = ShadowLimits.Local with { Subsidy = 100_00000000, Halving = 10, NodePercent = 40, Percent = [33, 33] };

        network.Subsidy.At(11).ShouldBe(Amount.FromFlux(50));
        network.Subsidy.NodeShares(1, Amount.Zero).ShouldBe(new TierAmounts(new Amount(13_20000000), new Amount(13_20000000), new Amount(13_60000000)));
        // The test kit's own telling makes the coinbases; the rules judge them.
        new ScenarioChain(network, limits).MineMany(25);
    }

    [Fact]
    public void The_other_numbers_arrive_where_the_rules_read_them()
    {
        var network = FoundersNetwork.Json()
            .With("blocks.coinbaseMaturity", "7").With("blocks.reorgLimit", "30").With("blocks.maxBytes", "50000").With("blocks.maxSigOps", "500").With("blocks.settledDepth", "9")
            .With("nodes.collateralDepth", "8").With("nodes.startExpiry", "11").With("nodes.release", "12").With("nodes.confirmInterval", "13").With("nodes.confirmExpiry", "14")
            .With("nodes.addressChangeInterval", "3").With("work.averagingWindow", "30").With("work.difficulty", "\"lwma3\"").With("work.mostAhead", "99")
            .With("apps.month", "1234").With("apps.hddGb", "77").With("peers.dnsSeeds", "[\"seed.acme.example\"]").With("addresses.pubKeyHash", "\"1d25\"").Read().Network!;

        network.Coinbase.Maturity.ShouldBe(7);
        network.ReorgLimit!.At(5).ShouldBe(30);
        (network.MaxBlockBytes, network.MaxBlockSigOps, network.SettledDepth).ShouldBe((50_000, 500, 9));
        var nodes = network.FluxNodes;
        (nodes.CollateralDepth, nodes.StartExpiry.At(1), nodes.Release.At(1).Blocks, nodes.ConfirmInterval.At(1), nodes.ConfirmExpiry.At(1), nodes.AddressChangeInterval).ShouldBe((8, 11, 12, 13, 14, 3));
        (network.Work.LwmaWindow, network.Work.Difficulty.At(1), network.Time.MostAhead).ShouldBe((30, DifficultyAlgorithm.Lwma3, 99));
        (network.Escrow!.MonthBlocks, network.Prices!.HddGb, network.DnsSeeds.Single()).ShouldBe((1_234, 77, "seed.acme.example"));
        Convert.ToHexString([.. network.Addresses.PubKeyHash]).ShouldBe("1D25");
        network.DataSubdirectory.ShouldBe("acme");
        network.MaximumSupply.ShouldBe(Amount.MaxMoney);
    }
}
