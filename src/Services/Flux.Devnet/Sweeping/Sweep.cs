using Flux.Devnet.Machines;
using Flux.Devnet.State;
using Flux.Devnet.Supervision;

namespace Flux.Devnet.Sweeping;

/// <summary>
/// Removes everything a network can leave behind: processes (found by a mark in their environment), containers and networks (by
/// label), mounts below the home folder, firewall rules (by the tag in their comment). Safe to run at any time, any number of times.
/// </summary>
public sealed class Sweep(HomeFolder home)
{
    /// <summary>Environment variable that every process of a network carries; its value is the home folder.</summary>
    public const string HomeMark = "FLUX_LOCAL_HOME";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private readonly string tag = MachinePlan.EngineTag(home.Path);

    public async Task<SweepReport> RunAsync(CancellationToken cancel)
    {
        var processes = await EndProcessesAsync(cancel);
        var (containers, networks) = await CleanEngineAsync(cancel);
        var rules = await RemoveFirewallRulesAsync(cancel);
        var mounts = await UnmountAsync(cancel);
        return new SweepReport(processes, containers, networks, mounts, rules);
    }

    /// <summary>Ends processes of this network that nobody supervises: politely first, then for good.</summary>
    public async Task<int> EndProcessesAsync(CancellationToken cancel)
    {
        var found = Leftovers();
        foreach (var process in found) Signals.AskToEnd(process.Id);
        using var patience = new CancellationTokenSource(Patience);
        while (Leftovers().Count > 0 && !patience.IsCancellationRequested) await Task.Delay(Look, cancel);
        foreach (var process in Leftovers()) Signals.Kill(process.Id);
        while (Leftovers().Count > 0) await Task.Delay(Look, cancel);
        return found.Count;
    }

    /// <summary>Removes the volumes of this network's apps too; for a reset.</summary>
    public async Task<int> RemoveVolumesAsync(CancellationToken cancel)
    {
        using var engine = new EngineSweep(tag);
        return await engine.IsThereAsync(cancel) ? await engine.RemoveVolumesAsync(cancel) : 0;
    }

    /// <summary>Processes of this network other than the caller.</summary>
    public IReadOnlyList<ProcEntry> Leftovers() => ProcTable.WithEnvironment(HomeMark, home.Path);

    private async Task<(int Containers, int Networks)> CleanEngineAsync(CancellationToken cancel)
    {
        using var engine = new EngineSweep(tag);
        if (!await engine.IsThereAsync(cancel)) return (0, 0);
        return (await engine.RemoveContainersAsync(cancel), await engine.RemoveNetworksAsync(cancel));
    }

    private async Task<int> RemoveFirewallRulesAsync(CancellationToken cancel)
    {
        var removed = 0;
        var (_, saved) = await Tool.RunAsync("iptables-save", [], cancel);
        foreach (var (table, removal) in FirewallRules.WithTag(saved, tag))
        {
            var (exitCode, _) = await Tool.RunAsync("iptables", ["--wait", "-t", table, .. removal], cancel);
            if (exitCode == 0) removed++;
        }
        return removed;
    }

    private async Task<int> UnmountAsync(CancellationToken cancel)
    {
        var points = MountTable.Below(home.Path, await File.ReadAllLinesAsync("/proc/self/mounts", cancel));
        foreach (var point in points) await Tool.RunAsync("umount", ["--lazy", point], cancel);
        return points.Count;
    }
}
