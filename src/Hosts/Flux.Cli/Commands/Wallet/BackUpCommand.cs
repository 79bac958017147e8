using System.CommandLine;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Wallets.Keystore;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet backup</c>: a copy that is opened again before it is called one, and a drill for old copies.</summary>
internal static class BackUpCommand
{
    public static Command Build()
    {
        var file = new Argument<string>("file") { Description = "Where to; with --check, an existing copy" };
        var check = new Option<bool>("--check") { Description = "Do not write: open that copy and say whether it would bring everything back" };
        var command = new Command("backup", "Copy the wallet file and prove that the copy opens") { file, check };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            using var session = WalletSession.Open(parsed);
            if (session.Name == WalletFolder.Developer) throw new CommandException(ExitCode.Usage, "The developer wallet ends with its network.");
            var password = SecretInput.Password(parsed.GetValue(WalletOptions.PasswordFile), parsed.GetValue(WalletOptions.PasswordFd), "the copy");
            if (!parsed.GetValue(check))
            {
                session.File.BackUp(path, password);
                return Result.Line(parsed, $"{path} holds everything and opens.", new JsonObject { ["file"] = path });
            }
            using var copy = KeystoreFile.Open(path, password);
            var missing = Missing(session.Content, copy.Content);
            if (missing.Count > 0) throw new CommandException(ExitCode.Rejected, $"{path} opens, but lacks {string.Join(", ", missing)}.", $"Make a new copy with: flux wallet backup NEW-FILE");
            return Result.Line(parsed, $"{path} opens and holds every key of wallet {session.Name}.", new JsonObject { ["file"] = path, ["complete"] = true });
        });
        return command;
    }

    private static List<string> Missing(KeystoreContent now, KeystoreContent copy)
    {
        var missing = new List<string>();
        if (now.Words != copy.Words || now.Passphrase != copy.Passphrase) missing.Add("the recovery words");
        var keys = now.ImportedKeys.Except(copy.ImportedKeys).Count();
        if (keys > 0) missing.Add($"{keys} imported keys");
        var accounts = now.Accounts.Count(account => !copy.Accounts.Any(other => other.ExtendedKeys.SequenceEqual(account.ExtendedKeys) && other.Required == account.Required));
        if (accounts > 0) missing.Add($"{accounts} accounts");
        var scripts = now.RedeemScripts.Except(copy.RedeemScripts).Count();
        if (scripts > 0) missing.Add($"{scripts} shared scripts");
        return missing;
    }
}
