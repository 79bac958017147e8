using Flux.Apps.Registry;
using Flux.Consensus.Networks;
using Flux.Consensus.Networks.Files;
using Flux.Os.Options;

namespace Flux.Os.Tests.Options;

/// <summary>The configuration file: every problem at once, each with the path of its setting.</summary>
public sealed class OsOptionsFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_complete_file_is_read()
    {
        var options = Read("""
            { // a comment
              "node": { "name": "n", "network": "local", "dataFolder": "/tmp/x", "address": "127.0.0.9", "apiPort": 16137, "key": "K" },
              "fluxd": { "address": "http://127.0.0.9:1/", "cookieFile": "/tmp/c" },
              "gateway": { "listen": "127.0.0.1:8080" },
            }
            """).Options.ShouldNotBeNull();

        (options.Name, options.ApiPort, options.IsFluxNode, options.GatewayListen!.Port).ShouldBe(("n", 16137, true, 8080));
    }

    [Fact]
    public void Month_and_prices_come_from_a_founders_network()
    {
        var rules = Path.GetTempFileName();
        try
        {
            var own = OwnCatalog.Local(1_700_000_000, 2) with { Name = "acme", MessageStart = [1, 2, 3, 4], MonthBlocks = 500, Prices = OwnCatalog.Prices with { HddGb = 7 } };
            File.WriteAllText(rules, NetworkFile.Write(own));
            OsOptions? Options(string network) => Read($$"""{ "node": { "network": "{{network}}", "dataFolder": "/tmp/x" }, "fluxd": { "cookieFile": "/tmp/c" } }""").Options;
            var named = Path.ChangeExtension(rules, ".json");
            File.Move(rules, rules = named);

            var read = Options(rules).ShouldNotBeNull().Rules;
            (read.Apps.MonthBlocks.At(9), read.Prices.HddGb, read.Prices.CpuTenth).ShouldBe((500, 7, 1_000_000));
            Options("local").ShouldNotBeNull().Rules.ShouldBe(RegistryRules.Own);
            Options("nonsense").ShouldBeNull();
            File.WriteAllText(rules, "{}");
            Options(rules).ShouldBeNull();
        }
        finally
        {
            File.Delete(rules);
        }
    }

    [Fact]
    public void Every_problem_is_told_with_its_path()
    {
        var problems = Read("""{ "node": { "address": "nowhere", "apiPort": 1, "name": 5 }, "fluxd": { "address": "::" }, "gateway": { "listen": "8080" }, "orchestration": [] }""").Problems;

        foreach (var path in (string[])["node.dataFolder", "node.address", "node.apiPort", "node.name", "fluxd.address", "fluxd needs", "gateway.listen", "orchestration must"])
            problems.ShouldContain(problem => problem.Contains(path, StringComparison.Ordinal), path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    public void What_is_no_object_is_refused(string text) => Read(text).Problems.ShouldHaveSingleItem();

    [Fact]
    public void A_missing_file_and_wrong_arguments_are_told()
    {
        OsOptionsFile.Read(["--config", "/nowhere/x.json"]).Problems.Single().ShouldContain("/nowhere/x.json");
        OsOptionsFile.Read(["--help"]).Problems.Single().ShouldContain("usage");
    }

    private OsOptionsResult Read(string text)
    {
        File.WriteAllText(_file, text);
        return OsOptionsFile.Read(["--config", _file]);
    }
}
