using System.Buffers.Binary;
using System.Text.Json.Nodes;
using Flux.Consensus.Networks;
using Flux.Consensus.Networks.Files;
using Flux.Mining.Miner;
using Flux.Primitives;
using Flux.Primitives.Wire;
using Flux.TestKit;

namespace Flux.Cli.Tests.Networks;

[Collection("console")]
public sealed class NetworkCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flux-network").FullName;

    private string Acme => Path.Combine(_folder, "acme.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_new_network_is_good_and_its_first_block_is_mined()
    {
        (await RunAsync("new", "acme", "-o", Acme, "--set", "work.spacing=5", "subsidy.first=100")).ShouldBe(ExitCode.Ok);
        (await RunAsync("check", Acme)).ShouldBe(ExitCode.Ok);

        var reading = NetworkFile.Read(await File.ReadAllBytesAsync(Acme, TestContext.Current.CancellationToken));
        reading.Problems.ShouldBeEmpty();
        (reading.Network!.Name, reading.Network.Work.Spacing, reading.Network.Subsidy.At(1)).ShouldBe(("acme", 5, Amount.FromFlux(100)));
        Consensus.Work.ProofOfWork.Check(reading.Network, reading.Network.Genesis.Header).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task Two_new_networks_of_one_name_do_not_talk_to_each_other()
    {
        await RunAsync("new", "acme", "-o", Acme);
        var first = NetworkFile.Read(await File.ReadAllBytesAsync(Acme, TestContext.Current.CancellationToken)).Network!;
        await RunAsync("new", "acme", "-o", Acme, "--force");
        var second = NetworkFile.Read(await File.ReadAllBytesAsync(Acme, TestContext.Current.CancellationToken)).Network!;

        second.MessageStart.ShouldNotBe(first.MessageStart);
        second.Genesis.Hash.ShouldNotBe(first.Genesis.Hash);
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_replaced_unasked()
    {
        await RunAsync("new", "acme", "-o", Acme);
        (await FailsAsync("new", "acme", "-o", Acme)).ExitCode.ShouldBe(ExitCode.NeedsConfirmation);
    }

    [Theory]
    [InlineData(ExitCode.Usage, "there is no field work.pace", "--set", "work.pace=1")]
    [InlineData(ExitCode.Usage, "it must be FIELD=VALUE", "--set", "work.spacing")]
    [InlineData(ExitCode.Rejected, "work.spacing is 0; allowed is a whole number from 1 to 3600", "--set", "work.spacing=0")]
    [InlineData(ExitCode.Rejected, "the schedule makes", "--set", "subsidy.first=400")]
    [InlineData(ExitCode.Rejected, "comes with the product", "--set", "name=main")]
    public async Task Says_what_is_wrong_with_a_setting(int code, string expected, params string[] settings)
    {
        var failure = await FailsAsync(["new", "acme", "-o", Acme, .. settings]);
        failure.ExitCode.ShouldBe(code);
        failure.Message.ShouldContain(expected);
        File.Exists(Acme).ShouldBeFalse();
    }

    [Fact]
    public async Task Check_lists_every_problem_and_ends_with_6()
    {
        await RunAsync("new", "acme", "-o", Acme);
        var file = JsonNode.Parse(await File.ReadAllTextAsync(Acme, TestContext.Current.CancellationToken))!;
        file["work"]!["spacing"] = 0;
        file["nodes"]!["releese"] = 1;
        await File.WriteAllTextAsync(Acme, file.ToJsonString(), TestContext.Current.CancellationToken);

        var failure = await FailsAsync("check", Acme);

        failure.ExitCode.ShouldBe(ExitCode.Rejected);
        failure.Message.Split('\n').ShouldBe([$"{Acme}: nodes.releese is not a field of a network file", $"{Acme}: work.spacing is 0; allowed is a whole number from 1 to 3600"]);
        (await FailsAsync("check", Path.Combine(_folder, "none.json"))).ExitCode.ShouldBe(ExitCode.NotFound);
    }

    [Fact]
    public async Task A_first_block_is_mined_again_after_a_change()
    {
        await RunAsync("new", "acme", "-o", Acme);
        var file = JsonNode.Parse(await File.ReadAllTextAsync(Acme, TestContext.Current.CancellationToken))!;
        file["genesis"]!["text"] = "another beginning";
        await File.WriteAllTextAsync(Acme, file.ToJsonString(), TestContext.Current.CancellationToken);
        (await FailsAsync("check", Acme)).Message.ShouldContain("must be mined again");

        (await RunAsync("mine", Acme)).ShouldBe(ExitCode.Ok);
        (await RunAsync("check", Acme)).ShouldBe(ExitCode.Ok);
    }

    [Theory]
    [InlineData("main")]
    [InlineData("test")]
    [InlineData("regtest")]
    [InlineData("classic")]
    [InlineData("local")]
    public async Task Shows_the_networks_that_come_with_the_product(string name)
    {
        (await RunAsync("show", name)).ShouldBe(ExitCode.Ok);
        (await RunAsync("show", name, "-o", "json")).ShouldBe(ExitCode.Ok);
    }

    [Fact]
    public async Task Says_that_there_is_no_such_network() => (await FailsAsync("show", "nonsense")).ExitCode.ShouldBe(ExitCode.NotFound);

    [Fact]
    public async Task Blocks_of_a_founders_network_are_replayed_by_its_file()
    {
        await RunAsync("new", "acme", "-o", Acme);
        var network = NetworkFile.Read(await File.ReadAllBytesAsync(Acme, TestContext.Current.CancellationToken)).Network!;
        using var miner = new BlockMiner(network, new MiningMeter(TimeProvider.System));
        var chain = new ScenarioChain(network, ShadowLimits.Local) { Solve = header => miner.SolveAsync(header, 1, 1, CancellationToken.None).GetAwaiter().GetResult() };
        chain.MineMany(3);
        var blocks = Path.Combine(_folder, "acme.dat");
        await File.WriteAllBytesAsync(blocks, [.. chain.Blocks.Reverse().SelectMany(block => Record(network, block))], TestContext.Current.CancellationToken);

        (await RunAsync(["chain", "replay", "--network", Acme, "--blocks", blocks], group: null)).ShouldBe(ExitCode.Ok);
    }

    private static byte[] Record(Network network, Block block)
    {
        var bytes = block.ToBytes();
        var size = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(size, bytes.Length);
        return [.. network.MessageStart, .. size, .. bytes];
    }

    private static async Task<(int ExitCode, string Message, string Remedy)> FailsAsync(params string[] arguments) =>
        Failures.Explain(await Should.ThrowAsync<Exception>(() => RunAsync(arguments)));

    private static Task<int> RunAsync(params string[] arguments) => RunAsync(arguments, "network");

    private static async Task<int> RunAsync(string[] arguments, string? group)
    {
        var parsed = CommandLine.Build().Parse(group is null ? arguments : [group, .. arguments]);
        parsed.Errors.ShouldBeEmpty();
        return await parsed.InvokeAsync(new System.CommandLine.InvocationConfiguration { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
    }
}
