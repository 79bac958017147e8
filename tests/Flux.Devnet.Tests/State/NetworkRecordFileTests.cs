using Flux.Devnet.State;

namespace Flux.Devnet.Tests.State;

public sealed class NetworkRecordFileTests : IDisposable
{
    private readonly TemporaryHome temporary = new();

    [Fact]
    public void Is_null_before_the_first_write() => NetworkRecordFile.Read(temporary.Home).ShouldBeNull();

    [Fact]
    public void Reads_what_was_written()
    {
        var record = Sample();

        NetworkRecordFile.Write(temporary.Home, record);

        var read = NetworkRecordFile.Read(temporary.Home)!;
        read.ShouldBe(record with { FluxNodes = read.FluxNodes });
        read.FluxNodes.ShouldBe(record.FluxNodes);
    }

    [Fact]
    public void Is_readable_by_its_owner_only()
    {
        NetworkRecordFile.Write(temporary.Home, Sample());

        File.GetUnixFileMode(temporary.Home.StateFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"version\":99,\"genesisTime\":1,\"nodes\":0,\"blockTimeSeconds\":2,\"developerAddress\":\"\",\"fluxNodes\":[]}")]
    [InlineData("{\"genesisTime\":1,\"nodes\":4,\"blockTimeSeconds\":2,\"developerAddress\":\"\",\"fluxNodes\":[]}")]
    [InlineData("{\"nodes\":4}")]
    public void Says_what_to_do_about_a_damaged_file(string text)
    {
        File.WriteAllText(temporary.Home.StateFile, text);

        var damaged = Should.Throw<DevnetException>(() => NetworkRecordFile.Read(temporary.Home));

        damaged.Message.ShouldContain(temporary.Home.StateFile);
        damaged.Remedy.ShouldContain("--reset");
    }

    public void Dispose() => temporary.Dispose();

    private static NetworkRecord Sample() => new()
    {
        GenesisTime = 1_700_000_000,
        Nodes = 1,
        BlockTimeSeconds = 2,
        FirstAddress = "127.16.0.10",
        Gateway = "127.0.0.1:8080",
        SubnetPrefix = "172.23",
        DeveloperAddress = "t1developer",
        FluxNodes = [new NodeRecord { Name = "node1", NodeKey = "K…", PaymentAddress = "t1node", Account = 1, CollateralTxId = "ab", CollateralIndex = 2 }],
        Funded = true,
    };
}
