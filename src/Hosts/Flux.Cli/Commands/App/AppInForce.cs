using Flux.Apps.Messages;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Cli.Wallets;
using Flux.Contracts.Api;

namespace Flux.Cli.Commands.App;

/// <summary>What the registry holds of an app, and what may follow it.</summary>
internal static class AppInForce
{
    /// <summary>The message in force, believed by its own hash only.</summary>
    /// <exception cref="CommandException">No such app, or no node shows its message.</exception>
    public static async Task<AppMessage> FindAsync(AppSession session, FluxOsClient node, string name, CancellationToken cancel)
    {
        string hash;
        try
        {
            hash = (await node.GetAsync($"apps/appspecifications/{Uri.EscapeDataString(name)}", cancel)).GetProperty("hash").GetString()!;
        }
        catch (FluxOsException e) when (e.Name == "NotFound")
        {
            throw new CommandException(ExitCode.NotFound, $"{name} is not registered; nothing was changed.", "An app keeps its name for life. See: flux app list; a new one is deployed with: flux app deploy PATH");
        }
        var names = new AppNames([.. session.Machines.Where(machine => !machine.IsGateway).Select(machine => machine.Api)]);
        return await names.FindAsync(hash, cancel) is { } message && message.Hash.ToString() == hash && AppMessageCheck.CheckHashAndSignature(message).Reject != AppMessageReject.WrongHash
            ? message
            : throw new CommandException(ExitCode.Unreachable, $"No node shows the message {hash} of {name}.", "See: flux status");
    }

    /// <summary>Refuses a changed specification that would change nothing, another name, or less than it seems to.</summary>
    /// <exception cref="CommandException">Why it is no update of the present one.</exception>
    public static void RequireChange(AppSpec present, AppSpec next)
    {
        if (present.Name != next.Name) throw new CommandException(ExitCode.Rejected, $"name: must stay {present.Name}; {next.Name} is another name.", "An app keeps its name for life, also its capitals.");
        if (present.ToCanonicalJson() == next.ToCanonicalJson()) throw new CommandException(ExitCode.Rejected, $"Nothing has changed: this is the specification of {present.Name} that is in force.", $"For more time: flux app renew {present.Name}");
        if (present.HasSecrets && !next.HasSecrets) throw new CommandException(ExitCode.Rejected, $"{present.Name} has sealed secrets, and the new specification has none.", "Give them again with --secrets FILE; a file with {} takes them away.");
    }

    /// <summary>The same specification for another number of blocks. One that names no lifetime stays as it is: its payment says how long it lasts.</summary>
    /// <exception cref="CommandException">The rules of that height do not allow it; every problem, one a line.</exception>
    public static AppSpec WithLifetime(AppSpec present, long blocks, AppRules rules, long height)
    {
        var lifetimes = rules.Expire.At(height);
        if (!lifetimes.Contains(blocks)) throw new CommandException(ExitCode.Rejected, $"--blocks is {blocks}; {lifetimes} are allowed.");
        if (present.Expire is null) return present;
        var reading = AppSpec.TryParse(present.Canonical.With("expire", Flux.Apps.Canonical.JsValue.Of(blocks)), rules, height);
        return reading.IsValid ? reading.Spec! : throw new CommandException(ExitCode.Rejected, string.Join('\n', reading.Problems), "The rules have changed since; change the specification with: flux app update PATH");
    }

    /// <summary>The nodes' own rules for an update, before anything is sent.</summary>
    /// <exception cref="CommandException">It is not the owner's, or breaks a rule; every problem, one a line.</exception>
    /// <param name="update">The update.</param>
    /// <param name="present">What it changes.</param>
    /// <param name="signed">Who signed it, in words.</param>
    /// <param name="rules">Of the network.</param>
    /// <param name="height">Of the chain.</param>
    public static void RequireAllowed(AppMessage update, AppMessage present, string signed, AppRules rules, long height)
    {
        var verdict = AppMessageCheck.CheckUnpaid(update, rules, height, new RegisteredApp(present, 0, 0, []));
        if (verdict.IsAccepted) return;
        throw verdict.Reject == AppMessageReject.WrongSignature
            ? new CommandException(ExitCode.Rejected, $"{present.Spec.Name} belongs to {present.Spec.Owner}, and {signed}; nothing was changed.", "Let its owner sign: flux app update PATH --unsigned FILE")
            : new CommandException(ExitCode.Rejected, verdict.Detail, "Nothing was sent.");
    }
}
