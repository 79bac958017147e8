using System.CommandLine;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet password</c>: change it.</summary>
internal static class PasswordCommand
{
    public static Command Build()
    {
        var file = new Option<string?>("--new-password-file") { Description = "File with the new password; without it, it is typed", HelpName = "FILE" };
        var command = new Command("password", "Change the password; earlier copies of the file keep the earlier one") { file };
        command.SetAction(parsed =>
        {
            using var session = WalletSession.Open(parsed);
            if (session.Name == WalletFolder.Developer) throw new CommandException(ExitCode.Usage, "The developer wallet's password lies beside it; changing it protects nothing.");
            session.File.ChangePassword(SecretInput.NewPassword(parsed.GetValue(file), null));
            return Result.Line(parsed, "Changed.", new JsonObject { ["changed"] = true });
        });
        return command;
    }
}
