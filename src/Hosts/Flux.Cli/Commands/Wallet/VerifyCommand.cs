using System.CommandLine;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Primitives.Addresses;
using Flux.Wallets.Messages;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet verify</c>: whether an address signed a text. Needs no wallet.</summary>
internal static class VerifyCommand
{
    public static Command Build()
    {
        var address = new Argument<string>("address") { Description = "FLUX, Bitcoin (ZelID) or Ethereum address" };
        var signature = new Argument<string>("signature") { Description = "Base64, or 0x and hex" };
        var message = new Option<string>("--message") { Description = "The text", HelpName = "TEXT", Required = true };
        var command = new Command("verify", "Check that an address signed a text") { address, signature, message };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(address)!;
            foreach (var prefixes in (AddressPrefixes[])[AddressPrefixes.Main, AddressPrefixes.Test])
            {
                if (WalletMessage.KindOf(name, prefixes) is not { } kind) continue;
                var valid = WalletMessage.Verify(kind, name, parsed.GetValue(message)!, parsed.GetValue(signature)!, prefixes);
                Result.Line(parsed, valid ? $"Right: {name} signed it." : $"Wrong: {name} did not sign this text.", new JsonObject { ["valid"] = valid, ["kind"] = kind.ToString() });
                return valid ? ExitCode.Ok : ExitCode.Rejected;
            }
            throw new CommandException(ExitCode.Usage, $"'{name}' is not an address of FLUX, Bitcoin or Ethereum.");
        });
        return command;
    }
}
