using System.CommandLine;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Wallets.Keystore;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet list</c>: which wallets there are.</summary>
internal static class ListCommand
{
    public static Command Build()
    {
        var command = new Command("list", "Show which wallets there are");
        command.SetAction(parsed => Result.Show(
            parsed,
            new JsonArray([.. WalletFolder.Names().Select(name => (JsonNode)new JsonObject
            {
                ["name"] = name,
                ["network"] = KeystoreFile.TryReadNetwork(WalletFolder.FileOf(name)) ?? "(not readable)",
                ["file"] = WalletFolder.FileOf(name),
                ["default"] = name == WalletFolder.DefaultName(),
            })]),
            $"There is no wallet in {WalletFolder.Path}. Create one with: flux wallet create"));
        return command;
    }
}
