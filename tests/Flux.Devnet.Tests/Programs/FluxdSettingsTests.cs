using Flux.Devnet.Machines;
using Flux.Devnet.Programs;
using Flux.Devnet.State;

namespace Flux.Devnet.Tests.Programs;

public sealed class FluxdSettingsTests : IDisposable
{
    private readonly TemporaryHome temporary = new();

    [Fact]
    public void The_gateway_mines_and_is_dialled_by_the_nodes()
    {
        var lines = Write("gateway", isolated: false);

        lines.ShouldContain("gen=1");
        lines.ShouldContain("mineraddress=t1developer");
        lines.ShouldNotContain(line => line.StartsWith("addnode") || line.StartsWith("fluxnode"));
        Write("node1", isolated: false).ShouldContain("addnode=127.16.0.10:18125");
    }

    [Fact]
    public void A_node_has_its_key_and_collateral_and_does_not_mine()
    {
        var lines = Write("node1", isolated: false);

        lines.ShouldContain("fluxnode=1");
        lines.ShouldContain("fluxnodeprivkey=Lkey");
        lines.ShouldContain("fluxnodeoutpoint=abcd");
        lines.ShouldContain("fluxnodeindex=2");
        lines.ShouldContain("gen=0");
        lines.ShouldNotContain("addnode=127.16.0.11:18125");
    }

    [Fact]
    public void An_isolated_machine_connects_to_the_given_ones_only()
    {
        var lines = Write("node1", isolated: true);

        lines.ShouldContain("connect=127.16.0.10:18125");
        lines.ShouldContain("listen=1");
        lines.ShouldNotContain(line => line.StartsWith("addnode"));
    }

    [Fact]
    public void Only_its_owner_may_read_the_key()
    {
        Write("node1", isolated: false);

        File.GetUnixFileMode(FluxdSettings.FileFor(Machines()[1])).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void Dispose() => temporary.Dispose();

    private IReadOnlyList<Machine> Machines() => MachinePlan.For(new DevnetOptions { Home = temporary.Path, Nodes = 1 });

    private string[] Write(string name, bool isolated)
    {
        var machines = Machines();
        var machine = machines.Single(candidate => candidate.Name == name);
        FluxdSettings.Write(machine, new HomeFolder("/home/of/tests"), Record(), machines, isolated, mine: true);
        return File.ReadAllLines(FluxdSettings.FileFor(machine));
    }

    private static NetworkRecord Record() => new()
    {
        GenesisTime = 1_700_000_000,
        Nodes = 1,
        BlockTimeSeconds = 2,
        FirstAddress = "127.16.0.10",
        Gateway = "127.0.0.1:8080",
        SubnetPrefix = "172.23",
        DeveloperAddress = "t1developer",
        FluxNodes = [new NodeRecord { Name = "node1", NodeKey = "Lkey", PaymentAddress = "t1node", Account = 1, CollateralTxId = "abcd", CollateralIndex = 2 }],
    };
}
