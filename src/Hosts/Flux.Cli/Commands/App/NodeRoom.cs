using Flux.Apps.Specs;
using Flux.Contracts.Rpc;

namespace Flux.Cli.Commands.App;

/// <summary>Nothing is paid for an app that no confirmed node is large enough for.</summary>
internal static class NodeRoom
{
    /// <exception cref="CommandException">No node is.</exception>
    public static async Task RequireAsync(FluxdClient fluxd, AppSpec spec, AppRules rules, CancellationToken cancel)
    {
        var list = await fluxd.CallAsync("viewdeterministicfluxnodelist", cancellation: cancel);
        var tiers = list.EnumerateArray().Select(node => Enum.TryParse<NodeTier>(node.GetProperty("tier").GetString(), ignoreCase: true, out var tier) ? tier : (NodeTier?)null).OfType<NodeTier>().Distinct();
        if (tiers.Any(tier => spec.InstanceOn(tier).FitsIn(rules.CapacityOf(tier)))) return;
        throw new CommandException(ExitCode.Rejected, "No confirmed node is large enough for one instance; nothing was registered or paid.", "Ask for less cpu, ram or hdd, or wait for larger nodes.");
    }
}
