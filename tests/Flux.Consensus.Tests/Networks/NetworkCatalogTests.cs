using Flux.Consensus.Blocks;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Consensus.Tests.Networks;

public sealed class NetworkCatalogTests
{
    public static TheoryData<string> Names => ["main", "test", "regtest", "classic", "local"];

    [Theory]
    [InlineData("main", "00052461a5006c2e3b74ce48992a08695607912d5604c3eb8da25749b0900444")]
    [InlineData("test", "0042202a64a929fc25cc10e68615ddbe38007b1b40da08acd3f530f83c79b9d1")]
    [InlineData("regtest", "01998760a88dc2b5715f69d2f18c1d90e0b604612242d9099eaff3048dd1e0ce")]
    public void Genesis_of_the_existing_networks_has_its_hash_and_proves_its_work(string name, string hash)
    {
        var network = Get(name);

        network.Genesis.Hash.ToString().ShouldBe(hash);
        network.Genesis.Header.MerkleRoot.ToString().ShouldBe("94c7aed6b2c67f1718006684bfc3b92081a2f19d59075691b189160d6f3aa13a");
        network.Genesis.Transactions[0].Size.ShouldBe(206);
        BlockRules.CheckHeader(network with { Work = network.Work with { ComparesHash = name != "regtest" } }, network.Genesis.Header).ShouldBe(Verdict.Ok);
    }

    [Fact]
    public void A_solution_of_another_header_is_refused()
    {
        var header = NetworkCatalog.Main.Genesis.Header;

        BlockRules.CheckHeader(NetworkCatalog.Main, header with { Time = header.Time + 1 }).Reject.ShouldBe(RejectTable.InvalidSolution);
    }

    [Fact]
    public void Classic_and_every_local_have_a_genesis_of_their_own()
    {
        var hashes = new[] { NetworkCatalog.Classic, NetworkCatalog.Local(1_700_000_000), NetworkCatalog.Local(1_700_000_001) }.Select(network => network.Genesis.Hash).ToList();

        hashes.Distinct().Count().ShouldBe(3);
        NetworkCatalog.Local(1_700_000_000).Genesis.Hash.ShouldBe(hashes[1]);
        // Hashed by a separate script from the description of OwnGenesis.
        NetworkCatalog.Classic.Genesis.Hash.ToString().ShouldBe("69b7952c85586e9026feba4ce3be8614f73afd6ba8f7a4fbbe851b7e13ff01e3");
        hashes[1].ToString().ShouldBe("309d6ba1313bb5aa65fa3a2ff6c01e59ac8ddb20e7c428ddb76441c560de82c2");
        NetworkCatalog.Local(1_700_000_000).GenesisTag.ToArray().ShouldBe(hashes[1].Value.ToArray()[..8]);
    }

    [Fact]
    public void No_two_networks_share_message_start_or_data_folder()
    {
        var networks = Names.Select(row => Get(row.Data)).ToList();

        networks.Select(network => Convert.ToHexString([.. network.MessageStart])).Distinct().Count().ShouldBe(5);
        networks.Select(network => network.DataSubdirectory).Distinct().Count().ShouldBe(5);
        networks.Select(network => network.P2PPort).Distinct().Count().ShouldBe(5);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Found_by_name(string name) => Get(name).Name.ShouldBe(name);

    [Fact]
    public void Unknown_names_and_local_without_a_time_are_not_found()
    {
        NetworkCatalog.TryGet("mainnet", null, out _).ShouldBeFalse();
        NetworkCatalog.TryGet("local", null, out _).ShouldBeFalse();
    }

    [Fact]
    public void Own_networks_speak_the_addresses_of_main()
    {
        NetworkCatalog.Classic.Addresses.ShouldBe(AddressPrefixes.Main);
        NetworkCatalog.Local(1).CoinType.ShouldBe(NetworkCatalog.Main.CoinType);
        NetworkCatalog.Classic.BranchIdAt(1).ShouldBe(0x76b809bbu);
    }

    [Theory]
    [InlineData(836_274, "a914349284cf14b6d7f800838b7d69b075f8a0371b4c87", 7_500_000)]
    [InlineData(836_994, "a9149079f88d58188f351ce2e299bbbf31ca0ba2bc4187", 2_500_000)]
    [InlineData(837_714, "a914643b474d518eb0f7603a100b503bbf0e32d647aa87", 22_000_000)]
    [InlineData(1_032_114, "a914643b474d518eb0f7603a100b503bbf0e32d647aa87", 22_000_000)]
    public void Funding_outputs_of_main(int height, string script, long flux)
    {
        var due = NetworkCatalog.Main.Funding.Single(funding => funding.Height == height).Output;

        due.ScriptPubKey.ToString().ShouldBe(script);
        due.Value.ShouldBe(Amount.FromFlux(flux));
    }

    [Fact]
    public void Developer_scripts()
    {
        NetworkCatalog.Main.Pon!.DeveloperScript.ToString().ShouldBe("a914fa742817c4a665fccc70ce4cb40bdb71ba345db787");
        NetworkCatalog.Regtest.Pon!.DeveloperScript.ToString().ShouldBe("a914708e8e6c05af3dbe237b8ac759a14c5f56d6d31287");
    }

    [Fact]
    public void Limits_have_the_compact_forms_of_the_page()
    {
        NetworkCatalog.Main.Work.PowLimitBits.ShouldBe(0x1f07ffffu);
        NetworkCatalog.Test.Work.PowLimitBits.ShouldBe(0x200effffu);
        NetworkCatalog.Regtest.Work.PowLimitBits.ShouldBe(0x200f0f0fu);
        NetworkCatalog.Classic.Work.PowLimitBits.ShouldBe(0x2003ffffu);
        NetworkCatalog.Local(1).Work.PowLimitBits.ShouldBe(0x200f0f0fu);
        Consensus.Work.CompactTarget.Encode(NetworkCatalog.Main.Pon!.StartLimit).ShouldBe(0x1f0bffffu);
        Consensus.Work.CompactTarget.Encode(NetworkCatalog.Test.Pon!.StartLimit).ShouldBe(0x207fffffu);
    }

    private static Network Get(string name)
    {
        NetworkCatalog.TryGet(name, 1_700_000_000, out var network).ShouldBeTrue();
        return network!;
    }
}
