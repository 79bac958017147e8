using System.CommandLine;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Primitives;
using Flux.Wallets.Spending;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet balance</c>: money by what can be done with it.</summary>
internal static class BalanceCommand
{
    public static Command Build()
    {
        var command = new Command("balance", "Show what the wallet has and what of it can be spent");
        command.SetAction(async (parsed, cancel) =>
        {
            using var session = WalletSession.Open(parsed);
            var balance = WalletBalance.Of(await session.CoinsAsync(cancel));
            var rows = new (string Name, Amount Value, string Meaning)[]
            {
                ("spendable", balance.Spendable, "can be spent now"),
                ("unconfirmed", balance.Unconfirmed, "waits for a block"),
                ("immature", balance.Immature, "mining rewards that mature soon"),
                ("collateral", balance.Collateral, "exactly a FluxNode's collateral; kept unless unlocked"),
                ("locked", balance.Locked, "locked by you"),
                ("reserved", balance.Reserved, "in payments that may still enter a block"),
                ("escrow", balance.Escrow, "left in payments of apps; comes back when they end"),
                ("watchOnly", balance.WatchOnly, "only watched"),
                ("total", balance.Total, ""),
            };
            if (WalletOptions.IsJson(parsed))
            {
                // Amounts as JSON numbers with eight decimals, as fluxd writes them.
                Terminal.Line($"{{{string.Join(',', rows.Select(row => $"\"{row.Name}\":{row.Value}"))}}}");
                return ExitCode.Ok;
            }
            foreach (var row in rows.Where(row => row.Value > Amount.Zero || row.Name is "spendable")) Terminal.Line($"{row.Value,22} FLUX  {(row.Name == "total" ? "in all" : row.Meaning)}");
            return ExitCode.Ok;
        });
        return command;
    }
}
