using Flux.Cli.Output;
using Flux.Devnet;
using Flux.Devnet.Machines;
using Flux.Devnet.Status;

namespace Flux.Cli.Tests.Output;

public sealed class StatusTableTests
{
    private static MachineStatus Machine { get; } = new()
    {
        Machine = MachinePlan.For(new DevnetOptions())[0],
        State = MachineState.Up,
        PaymentAddress = "t1",
        Height = 7,
        Headers = 7,
        Peers = 4,
        Bans = 0,
    };

    [Fact]
    public void Bans_are_shown_where_there_are_any()
    {
        StatusTable.Peers(Machine).ShouldBe("4");
        StatusTable.Peers(Machine with { Bans = 2 }).ShouldBe("4 [yellow](2 banned)[/]");
        StatusTable.Peers(Machine with { Peers = null, Bans = null }).ShouldBe("–");
    }

    [Fact]
    public void A_machine_that_fetches_blocks_or_lags_behind_is_marked()
    {
        StatusTable.Height(Machine, highest: 7).ShouldBe("7");
        StatusTable.Height(Machine, highest: 9).ShouldBe("[yellow]7[/]");
        StatusTable.Height(Machine with { Headers = 30 }, highest: 7).ShouldBe("[yellow]7 of 30[/]");
        StatusTable.Height(Machine with { Height = null }, highest: 7).ShouldBe("–");
    }
}
