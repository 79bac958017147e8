using Flux.Consensus.Networks;
using Flux.Consensus.Networks.Files;
using Flux.Daemon.Node;
using Flux.Daemon.Options;

namespace Flux.Daemon.Tests.Node;

public sealed class KeptRulesTests : IDisposable
{
    private static readonly OwnParameters Acme = OwnCatalog.Local(1_700_000_000, 7) with { Name = "acme", MessageStart = [0xac, 0x3e, 0, 1], P2PPort = 19_125, RpcPort = 19_124 };
    private readonly string _directory = Directory.CreateTempSubdirectory("fluxd-rules").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void The_rules_that_made_the_data_are_kept_and_others_refused_by_name()
    {
        Start(Acme).ShouldBeNull();
        Start(Acme).ShouldBeNull();
        Start(Acme with { DnsSeeds = ["seed.acme.example"], P2PPort = 20_000, SettledDepth = 8 }).ShouldBeNull();

        var problem = Start(Acme with { FirstSubsidy = Primitives.Amount.FromFlux(100) }).ShouldNotBeNull();

        problem.ShouldContain("subsidy.first is 100 here and 335 there");
        problem.ShouldContain(Path.Combine(_directory, "acme", "network.json"));
    }

    [Fact]
    public void A_damaged_copy_is_told()
    {
        Start(Acme).ShouldBeNull();
        File.WriteAllText(Path.Combine(_directory, "acme", "network.json"), "{}");
        Start(Acme).ShouldNotBeNull().ShouldContain("is damaged");
    }

    [Fact]
    public void Networks_of_the_product_keep_none()
    {
        var options = OptionReader.Read([$"-datadir={_directory}", "-network=classic"]).Options.ShouldNotBeNull();
        Directory.CreateDirectory(options.DataDirectory);
        KeptRules.Problem(options).ShouldBeNull();
        Directory.EnumerateFiles(options.DataDirectory).ShouldBeEmpty();
    }

    private string? Start(OwnParameters rules)
    {
        var file = Path.Combine(_directory, "acme.json");
        File.WriteAllText(file, NetworkFile.Write(rules));
        var options = OptionReader.Read([$"-datadir={_directory}", $"-network={file}"]).Options.ShouldNotBeNull();
        Directory.CreateDirectory(options.DataDirectory);
        return KeptRules.Problem(options);
    }
}
