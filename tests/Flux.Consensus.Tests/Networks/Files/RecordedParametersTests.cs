using System.Text;
using System.Text.Json.Nodes;
using Flux.Consensus.Networks;
using Flux.Consensus.Networks.Files;
using Flux.Crypto.Equihash;

namespace Flux.Consensus.Tests.Networks.Files;

public sealed class RecordedParametersTests
{
    private const string Good = """
        {"parameters":{
          "activation_heights":{"lwma":65,"equihash1445":175,"acadia":160,"kamiooka":250,"kamata":265,"flux":370,"halving":430,"p2shnodes":510,"pon":650},
          "equihash":{"epoch1":"200,9","epoch2":"144,5","epoch3":"125,4","fade_length":7,"note":"any"},
          "benchmark_public_keys":[{"from_time":3,"key":"025ee73f72d6996f94fe6ec9fac3f9ba6dcb947ed46dfbda530fc73ff99c667a4e"}],
          "other":"remarks"},
         "heights":[]}
        """;

    [Fact]
    public void Makes_a_regtest_with_these_heights_sets_and_keys()
    {
        var network = NetworkFile.Read(Encoding.UTF8.GetBytes(Good)).Network!;

        network.Name.ShouldBe("regtest");
        (network.Upgrades.Lwma.Height, network.Upgrades.Acadia.Height, network.Upgrades.Pon.Height, network.Pon!.From).ShouldBe((65, 160, 650, 650));
        network.Work.Equihash.AllowedAt(176).ShouldBe([EquihashParameters.Zel144x5, EquihashParameters.Zcash200x9]);
        network.Work.Equihash.AllowedAt(182).ShouldBe([EquihashParameters.Zel144x5]);
        network.FluxNodes.BenchmarkKeys.Single().From.ShouldBe(3u);
        network.Work.ComparesHash.ShouldBeFalse();
        network.Genesis.Hash.ShouldBe(NetworkCatalog.Regtest.Genesis.Hash);
    }

    [Theory]
    [InlineData("activation_heights", "{}", "parameters.activation_heights.lwma is missing")]
    [InlineData("activation_heights", """{"lwma":"x","pawn":3}""", "parameters.activation_heights.pawn is no upgrade")]
    [InlineData("activation_heights", """{"lwma":-2}""", "parameters.activation_heights.lwma is -2; allowed is a whole number from -1")]
    [InlineData("equihash", """{"epoch1":"100,5"}""", "parameters.equihash.epoch1 is '100,5'; allowed is one of 200,9; 144,5")]
    [InlineData("equihash", "7", "parameters.equihash.epoch1 is missing")]
    [InlineData("benchmark_public_keys", "7", "parameters.benchmark_public_keys must be a list")]
    [InlineData("benchmark_public_keys", """[{"from_time":0,"key":"xx"}]""", "parameters.benchmark_public_keys[0].key must be a public key")]
    public void Names_what_is_wrong(string member, string json, string expected)
    {
        var file = JsonNode.Parse(Good)!;
        file["parameters"]![member] = JsonNode.Parse(json);

        var read = NetworkFile.Read(Encoding.UTF8.GetBytes(file.ToJsonString()));

        read.IsOk.ShouldBeFalse();
        read.Problems.Select(problem => problem.ToString()).ShouldContain(problem => problem.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Parameters_that_are_no_object_are_refused() =>
        NetworkFile.Read("""{"parameters":[]}"""u8.ToArray()).Problems.Single().ToString().ShouldBe("parameters must be an object");
}
