using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Flux.Devnet;
using Flux.Devnet.State;
using Flux.Devnet.Sweeping;

namespace Flux.Functional.Tests.Commands;

/// <summary>`flux up`, `status` and `down` as a person meets them, bad luck included.</summary>
public sealed class LocalNetworkCommandTests : IAsyncDisposable
{
    private const int Interrupt = 2;
    private readonly TemporaryHome temporary = new();
    private readonly HomeFolder home;
    private readonly FluxCommand flux;

    public LocalNetworkCommandTests()
    {
        home = new HomeFolder(temporary.Path);
        flux = new FluxCommand(temporary.Path, "127.18.0.10");
    }

    [Fact]
    public async Task A_network_lives_through_down_and_up()
    {
        (await UpAsync()).ShouldEndWith(0).Output.ShouldContain("CONFIRMED");
        var before = await StatusAsync();

        (await flux.RunAsync("up")).ShouldEndWith(0).Errors.ShouldContain("already runs");
        (await flux.RunAsync("up", "--nodes", "2")).ShouldEndWith(6).Errors.ShouldContain("flux down");
        (await flux.RunAsync("chain", "getblockcount")).ShouldEndWith(0);
        (await flux.RunAsync("chain", "nosuchmethod")).ShouldEndWith(3);
        await ShowsABanAsync();
        (await flux.RunAsync("down")).ShouldEndWith(0);
        Leftovers().ShouldBeEmpty();
        (await flux.RunAsync("status")).ShouldEndWith(5);

        (await UpAsync()).ShouldEndWith(0);
        var after = await StatusAsync();
        after.GetProperty("genesisTime").GetInt64().ShouldBe(before.GetProperty("genesisTime").GetInt64());
        after.GetProperty("height").GetInt32().ShouldBeGreaterThanOrEqualTo(before.GetProperty("height").GetInt32());
    }

    [Fact]
    public async Task A_founders_network_runs_on_one_machine_by_its_own_rules()
    {
        var file = Path.Combine(temporary.Path, "..", $"{Path.GetFileName(temporary.Path)}-acme.json");
        try
        {
            (await flux.RunAsync("network", "new", "acme", "-o", file, "--set", "work.spacing=3", "subsidy.first=400", "subsidy.halvingInterval=500000")).ShouldEndWith(0);
            (await flux.RunAsync(["up", "--network", file, .. flux.Apart])).ShouldEndWith(0).Output.ShouldContain("Flux network acme");
            (await flux.RunAsync("chain", "getblockchaininfo")).ShouldEndWith(0).Output.ShouldContain("\"chain\": \"acme\"");
            (await flux.RunAsync("chain", "getblocksubsidy", "1")).ShouldEndWith(0).Output.ShouldContain("200");
            (await flux.RunAsync("down")).ShouldEndWith(0);

            // Its rules are kept: without the file it comes up again, by other rules it does not.
            (await flux.RunAsync(["up", .. flux.Apart])).ShouldEndWith(0).Output.ShouldContain("Flux network acme");
            (await flux.RunAsync("down")).ShouldEndWith(0);
            (await flux.RunAsync("network", "new", "acme", "-o", file, "--force")).ShouldEndWith(0);
            (await flux.RunAsync(["up", "--network", file, .. flux.Apart])).ShouldEndWith(6).Errors.ShouldContain("made with other rules");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Nothing_is_left_after_the_supervisor_was_killed()
    {
        (await UpAsync()).ShouldEndWith(0);
        var height = (await StatusAsync()).GetProperty("height").GetInt32();

        Process.GetProcessById(SupervisorLaunch.Running(home).ShouldNotBeNull()).Kill();
        (await flux.RunAsync("down")).ShouldEndWith(0);
        Leftovers().ShouldBeEmpty();

        (await UpAsync()).ShouldEndWith(0);
        (await StatusAsync()).GetProperty("height").GetInt32().ShouldBeGreaterThanOrEqualTo(height);
    }

    [Fact]
    public async Task A_taken_port_is_named_with_its_owner_and_nothing_is_left_half_started()
    {
        using var taken = new TcpListener(IPAddress.Parse("127.18.0.11"), 18124);
        taken.Start();

        var refused = (await UpAsync()).ShouldEndWith(5);

        refused.Errors.ShouldContain($"Port 18124 at 127.18.0.11 (JSON-RPC of node1) is taken by process {Environment.ProcessId}");
        Leftovers().ShouldBeEmpty();
        SupervisorLaunch.Running(home).ShouldBeNull();
    }

    [Fact]
    public async Task Ctrl_C_during_the_start_stops_everything()
    {
        using var up = flux.Start(["up", .. flux.Apart]);
        await Eventually.HoldsAsync(() => Task.FromResult(Leftovers().Count > 0), () => Task.FromResult("a daemon of the network"));

        Send(up.Id, Interrupt).ShouldBe(0);

        (await FluxCommand.EndAsync(up)).ShouldEndWith(130);
        Leftovers().ShouldBeEmpty();
        (await UpAsync()).ShouldEndWith(0);
    }

    [Fact]
    public async Task Ctrl_C_while_attached_stops_everything()
    {
        using var up = flux.Start(["up", "--attach", .. flux.Apart]);
        await Eventually.HoldsAsync(async () => (await flux.RunAsync("status")).Output.Contains("CONFIRMED", StringComparison.Ordinal), () => Task.FromResult("a confirmed node"));

        Send(up.Id, Interrupt).ShouldBe(0);

        (await FluxCommand.EndAsync(up)).ShouldEndWith(130);
        Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_full_disk_is_named_and_nothing_is_left_half_started()
    {
        var (mounted, _) = await Tool.RunAsync("mount", ["-t", "tmpfs", "-o", "size=64m", "tmpfs", temporary.Path], CancellationToken.None);
        Assert.SkipUnless(mounted == 0, "mounting a small disk needs root");
        try
        {
            (await UpAsync()).ShouldEndWith(5).Errors.ShouldContain($"The disk of {temporary.Path} is full");
            Leftovers().ShouldBeEmpty();
        }
        finally
        {
            await Tool.RunAsync("umount", ["--lazy", temporary.Path], CancellationToken.None);
        }
    }

    [Fact]
    public async Task Damaged_chain_data_of_a_node_is_fetched_anew()
    {
        (await UpAsync()).ShouldEndWith(0);
        (await flux.RunAsync("down")).ShouldEndWith(0);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(temporary.Path, "machines", "node1", "fluxd"), "CURRENT", SearchOption.AllDirectories)) File.WriteAllText(file, "garbage");

        (await UpAsync()).ShouldEndWith(0).Output.ShouldContain("syncs anew");

        (await StatusAsync()).GetProperty("machines").EnumerateArray().Select(machine => machine.GetProperty("state").GetString()).ShouldBe(["Miner", "Confirmed"]);
    }

    [Fact]
    public async Task A_damaged_record_says_what_to_do_and_a_reset_does_it()
    {
        (await UpAsync()).ShouldEndWith(0);
        (await flux.RunAsync("down")).ShouldEndWith(0);
        await File.WriteAllTextAsync(home.StateFile, "garbage");

        (await UpAsync()).ShouldEndWith(6).Errors.ShouldContain("flux up --reset");

        (await flux.RunAsync(["up", "--reset", .. flux.Apart])).ShouldEndWith(0);
    }

    public async ValueTask DisposeAsync()
    {
        await flux.RunAsync("down");
        temporary.Dispose();
    }

    private Task<CommandResult> UpAsync() => flux.RunAsync(["up", .. flux.Apart]);

    /// <summary>Whom the gateway's fluxd has banned is seen where its peers are.</summary>
    private async Task ShowsABanAsync()
    {
        (await flux.RunAsync("chain", "setban", "203.0.113.9", "add")).ShouldEndWith(0);
        (await flux.RunAsync("chain", "peers")).ShouldEndWith(0).Output.ShouldContain("203.0.113.9");
        (await flux.RunAsync("status")).ShouldEndWith(0).Output.ShouldContain("banned");
        (await StatusAsync()).GetProperty("machines")[0].GetProperty("bans").GetInt32().ShouldBe(1, "the gateway is the first");
    }

    private async Task<JsonElement> StatusAsync() => JsonDocument.Parse((await flux.RunAsync("status", "-o", "json")).ShouldEndWith(0).Output).RootElement.Clone();

    private IReadOnlyList<ProcEntry> Leftovers() => new Sweep(home).Leftovers();

    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "kill", ExactSpelling = true)]
    [System.Runtime.InteropServices.DefaultDllImportSearchPaths(System.Runtime.InteropServices.DllImportSearchPath.SafeDirectories)]
    private static extern int Send(int processId, int signal);
}
