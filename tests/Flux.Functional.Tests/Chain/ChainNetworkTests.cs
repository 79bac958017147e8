using Flux.Devnet.Supervision;

namespace Flux.Functional.Tests.Chain;

/// <summary>Five real fluxd on one machine: agreement, recovery and reorganisation (issue: `./flux up`).</summary>
public sealed class ChainNetworkTests(ChainNetwork chain) : IClassFixture<ChainNetwork>
{
    [Fact]
    public async Task All_machines_agree_on_tip_coins_and_node_list()
    {
        await chain.MineAsync(chain.Network.Gateway, 3);

        await AllAgreeAsync();

        var list = await chain.Fluxd(chain.Network.Gateway).CallAsync("viewdeterministicfluxnodelist");
        list.EnumerateArray().Select(node => node.GetProperty("ip").GetString()!.Split(':')[0])
            .ShouldBe(chain.Network.Nodes.Select(machine => machine.Address.ToString()), ignoreOrder: true);
    }

    [Fact]
    public async Task A_killed_node_comes_back_and_catches_up()
    {
        var victim = chain.Network.Nodes[1];
        var restarts = chain.Network.Supervisor.Report(victim.DaemonName)!.Restarts;

        chain.Network.Supervisor.Kill(victim.DaemonName);
        await chain.MineAsync(chain.Network.Gateway, 5);

        await AllAgreeAsync();
        var report = chain.Network.Supervisor.Report(victim.DaemonName)!;
        report.State.ShouldBe(ProgramState.Running);
        report.Restarts.ShouldBe(restarts + 1);
    }

    [Fact]
    public async Task Two_halves_that_part_and_meet_again_follow_the_chain_with_more_work()
    {
        var (left, right) = ((IReadOnlyList<Devnet.Machines.Machine>)[.. chain.Network.Machines.Take(3)], (IReadOnlyList<Devnet.Machines.Machine>)[.. chain.Network.Machines.Skip(3)]);
        await AllAgreeAsync();
        await PartAsync(left, right);

        var shorter = await chain.MineAsync(left[0], 3);
        var longer = await chain.MineAsync(right[0], 6);
        await chain.AgreeAsync(left);
        await chain.AgreeAsync(right);
        (await chain.TipAsync(left[1])).ShouldBe(shorter[^1]);
        (await chain.TipAsync(right[1])).ShouldBe(longer[^1]);

        await MeetAsync();
        await AllAgreeAsync();
        (await chain.TipAsync(left[1])).ShouldBe(longer[^1]);
        var left0 = await chain.Fluxd(left[0]).CallAsync("getblock", CancellationToken.None, shorter[0]);
        left0.GetProperty("confirmations").GetInt32().ShouldBe(-1);
    }

    private async Task AllAgreeAsync()
    {
        await chain.AgreeAsync(chain.Network.Machines);
        var states = new List<string>();
        foreach (var machine in chain.Network.Machines) states.Add(await chain.StateAsync(machine));
        states.Distinct().Count().ShouldBe(1, string.Join("\n---\n", states.Distinct()));
    }

    private async Task PartAsync(params IReadOnlyList<Devnet.Machines.Machine>[] groups)
    {
        foreach (var group in groups)
        {
            foreach (var machine in group) await chain.Network.ReconnectAsync(machine, group, isolated: true, CancellationToken.None);
        }
    }

    private async Task MeetAsync()
    {
        foreach (var machine in chain.Network.Machines) await chain.Network.ReconnectAsync(machine, chain.Network.Machines, isolated: false, CancellationToken.None);
    }
}
