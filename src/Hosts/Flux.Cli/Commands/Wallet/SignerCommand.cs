using System.CommandLine;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Wallets.Accounts;
using Flux.Wallets.Signers;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet signer</c>: be the external signer of another wallet, over standard input and output.</summary>
internal static class SignerCommand
{
    public static Command Build()
    {
        var minutes = new Option<int>("--lock-after") { Description = "Minutes without use after which it locks itself, 1 to 1440", HelpName = "MINUTES", DefaultValueFactory = _ => 10 };
        var command = new Command("signer", "Sign for another program: one JSON request a line in, one answer a line out") { minutes };
        command.SetAction((parsed, cancel) =>
        {
            var life = parsed.GetValue(minutes) is >= 1 and <= 1440 and var n ? TimeSpan.FromMinutes(n) : throw new CommandException(ExitCode.Usage, "--lock-after is 1 to 1440 minutes.");
            using var session = WalletSession.Open(parsed, readOnly: true);
            using var keys = new AutoLock(TimeProvider.System);
            var ring = KeyRing.Open(session.Content, session.Network.Addresses, session.Network.CoinType);
            _ = ring.Addresses(session.Settings.GapLimit).Count();
            keys.Unlock(ring, life);
            var desk = new SignerDesk(keys, session.Facts, session.Network.Name, text => Ask(text, parsed.GetValue(WalletOptions.Yes)));
            while (!cancel.IsCancellationRequested && Console.In.ReadLine() is { } line)
            {
                if (line.Length > 0) Console.Out.WriteLine(desk.Answer(line));
            }
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    /// <summary>Standard input belongs to the protocol, so the question goes to the terminal itself.</summary>
    private static bool Ask(string text, bool yes)
    {
        Terminal.Say(text);
        if (yes) return true;
        try
        {
            using var terminal = new StreamReader("/dev/tty");
            Console.Error.Write("Sign this? [y/n] ");
            return terminal.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Terminal.Problem("There is no terminal to ask at; start the signer with --yes to sign without asking.");
            return false;
        }
    }
}
