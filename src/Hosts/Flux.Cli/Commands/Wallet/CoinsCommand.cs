using System.CommandLine;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet coins</c>: every coin and whether it may be spent.</summary>
internal static class CoinsCommand
{
    public static Command Build()
    {
        var command = new Command("coins", "Show every coin and whether it may be spent");
        command.SetAction(async (parsed, cancel) =>
        {
            using var session = WalletSession.Open(parsed);
            var rows = (await session.CoinsAsync(cancel)).Select(coin => (JsonNode)new JsonObject
            {
                ["coin"] = coin.Coin.OutPoint.ToString(),
                ["amount"] = coin.Coin.Output.Value.ToString(),
                ["worth"] = coin.Worth == coin.Coin.Output.Value ? "" : coin.Worth.ToString(),
                ["state"] = coin.State.ToString(),
                ["confirmations"] = coin.Confirmations,
                ["address"] = coin.Owner.Address.ToText(session.Network.Addresses),
                ["label"] = session.Content.Labels.GetValueOrDefault(coin.Owner.Address.ToText(session.Network.Addresses), ""),
            });
            return Result.Show(parsed, new JsonArray([.. rows]), "There are no coins.");
        });
        return command;
    }
}
