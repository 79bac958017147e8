using System.Net;
using System.Net.Sockets;
using Docker.DotNet.Models;
using Flux.Orchestration.Firewall;

namespace Flux.Orchestration.Tests.Firewall;

public sealed class NodeFirewallTests(EngineFixture fixture) : EngineTest(fixture)
{
    [Fact]
    public async Task A_container_cannot_reach_the_node_but_the_node_reaches_the_container()
    {
        var slice = 64 + (8 * Random.Shared.Next(20));
        var shielded = Options with { Firewall = true, FirstSubnet = slice, LastSubnet = slice + 7 };
        var firewall = new NodeFirewall(shielded);
        var applied = await firewall.ApplyAsync(Cancel);
        Assert.SkipUnless(applied.Active, "no right to use iptables: " + applied.Reason);
        try
        {
            var keeper = NewKeeper(shielded);
            await keeper.StartAsync([], Cancel);
            var port = FreePort();
            var outcome = await keeper.InstallAsync(App("caged", Web("web", port), Web("db")), null, Cancel);
            outcome.Failure.ShouldBeNull();
            (await GetAsync(port)).ShouldBe("tester");

            var network = (await keeper.Engine.Networks.ListAsync("caged", Cancel)).Value!.Single();
            using var listener = new TcpListener(IPAddress.Parse($"172.29.{network.Subnet}.1"), 0);
            listener.Start();
            var node = $"{((IPEndPoint)listener.LocalEndpoint).Address} {((IPEndPoint)listener.LocalEndpoint).Port}";
            (await CanConnectAsync(outcome, node)).ShouldBeFalse();
            await EventuallyAsync(() => CanConnectAsync(outcome, "fluxdb_caged 8080"), "the app's own component is reached");
            (await CanConnectAsync(outcome, node)).ShouldBeFalse();

            await firewall.RemoveAsync(Cancel);
            await EventuallyAsync(() => CanConnectAsync(outcome, node), "without the rules the node is reached");
        }
        finally
        {
            await firewall.RemoveAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task Applying_twice_is_applying_once()
    {
        var firewall = new NodeFirewall(Options with { FirstSubnet = 250, LastSubnet = 250 });
        var applied = await firewall.ApplyAsync(Cancel);
        Assert.SkipUnless(applied.Active, "no right to use iptables: " + applied.Reason);
        await firewall.ApplyAsync(Cancel);
        (await SavedRulesAsync()).Count(line => line.Contains("-j FLUX-F-" + Options.Namespace, StringComparison.Ordinal)).ShouldBe(1);
        await firewall.RemoveAsync(Cancel);
        (await SavedRulesAsync()).ShouldNotContain(line => line.Contains(Options.Namespace, StringComparison.Ordinal));
    }

    private async Task<bool> CanConnectAsync(Orchestration.Installs.InstallOutcome outcome, string target)
    {
        var exec = await Raw.Exec.CreateContainerExecAsync(outcome.Status!.Components[0].ContainerId!,
            new ContainerExecCreateParameters { Cmd = ["/bin/sh", "-c", $"nc -w 1 {target} -e /bin/true && echo yes || echo no"], AttachStdout = true }, Cancel);
        using var stream = await Raw.Exec.StartContainerExecAsync(exec.ID, new ContainerExecStartParameters(), Cancel);
        return (await stream.ReadOutputToEndAsync(Cancel)).Item1.Trim() == "yes";
    }

    private static async Task<string[]> SavedRulesAsync()
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("iptables-save") { RedirectStandardOutput = true })!;
        return (await process.StandardOutput.ReadToEndAsync(Cancel)).Split('\n');
    }
}
