using Flux.Orchestration.Tools;

namespace Flux.Orchestration.Firewall;

/// <summary>Puts the rules of a namespace in place and takes them away, through the system's iptables.</summary>
public sealed class NodeFirewall(OrchestrationOptions options)
{
    private const string Tables = "iptables";

    /// <summary>Makes the rules, or renews them; safe to repeat. Without the right to, or without iptables, answers why.</summary>
    public async Task<FirewallReport> ApplyAsync(CancellationToken cancel)
    {
        var filled = await SystemTool.RunAsync("iptables-restore", ["--noflush", "--wait"], FirewallScript.Chains(options, Resolvers.Read()), cancel);
        if (filled is not null) return new FirewallReport(false, filled);
        foreach (var (chain, rule) in FirewallScript.Jumps(options))
        {
            if (await SystemTool.RunAsync(Tables, ["--wait", "-C", chain, .. rule], cancel) is null) continue;
            if (await SystemTool.RunAsync(Tables, ["--wait", "-I", chain, .. rule], cancel) is { } refused) return new FirewallReport(false, refused);
        }

        return new FirewallReport(true, "");
    }

    /// <summary>Removes every rule of the namespace; what is not there is fine.</summary>
    public async Task RemoveAsync(CancellationToken cancel)
    {
        foreach (var (chain, rule) in FirewallScript.Jumps(options))
        {
            while (await SystemTool.RunAsync(Tables, ["--wait", "-D", chain, .. rule], cancel) is null)
            {
                // Once for each copy of the rule.
            }
        }

        foreach (var chain in new[] { FirewallScript.ForwardChain(options.Namespace), FirewallScript.InputChain(options.Namespace) })
        {
            await SystemTool.RunAsync(Tables, ["--wait", "-F", chain], cancel);
            await SystemTool.RunAsync(Tables, ["--wait", "-X", chain], cancel);
        }
    }
}
