using System.ComponentModel;
using System.Diagnostics;

namespace Flux.Orchestration.Firewall;

/// <summary>Puts the rules of a namespace in place and takes them away, through the system's iptables.</summary>
public sealed class NodeFirewall(OrchestrationOptions options)
{
    private const string Tables = "iptables";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Makes the rules, or renews them; safe to repeat. Without the right to, or without iptables, answers why.</summary>
    public async Task<FirewallReport> ApplyAsync(CancellationToken cancel)
    {
        var filled = await RunAsync("iptables-restore", ["--noflush", "--wait"], FirewallScript.Chains(options, Resolvers.Read()), cancel);
        if (filled is not null) return new FirewallReport(false, filled);
        foreach (var (chain, rule) in FirewallScript.Jumps(options))
        {
            if (await RunAsync(Tables, ["--wait", "-C", chain, .. rule], "", cancel) is null) continue;
            if (await RunAsync(Tables, ["--wait", "-I", chain, .. rule], "", cancel) is { } refused) return new FirewallReport(false, refused);
        }

        return new FirewallReport(true, "");
    }

    /// <summary>Removes every rule of the namespace; what is not there is fine.</summary>
    public async Task RemoveAsync(CancellationToken cancel)
    {
        foreach (var (chain, rule) in FirewallScript.Jumps(options))
        {
            while (await RunAsync(Tables, ["--wait", "-D", chain, .. rule], "", cancel) is null)
            {
                // Once for each copy of the rule.
            }
        }

        foreach (var chain in new[] { FirewallScript.ForwardChain(options.Namespace), FirewallScript.InputChain(options.Namespace) })
        {
            await RunAsync(Tables, ["--wait", "-F", chain], "", cancel);
            await RunAsync(Tables, ["--wait", "-X", chain], "", cancel);
        }
    }

    /// <summary>Runs a program without a shell. Null when it succeeded, else what it said.</summary>
    private static async Task<string?> RunAsync(string program, IReadOnlyList<string> arguments, string input, CancellationToken cancel)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(Patience);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
            await process.StandardInput.WriteAsync(input.AsMemory(), deadline.Token);
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.StandardOutput.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return process.ExitCode == 0 ? null : $"{program}: {(await errors).Trim()}";
        }
        catch (Win32Exception missing)
        {
            return $"{program}: {missing.Message}";
        }
        catch (IOException broken)
        {
            return $"{program}: {broken.Message}";
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return $"{program} did not end within {Patience.TotalSeconds} s";
        }
    }
}
