using System.CommandLine;
using Flux.Cli.Wallets;
using Flux.Wallets.CoinSelection;
using Flux.Wallets.Containers;
using Flux.Wallets.Spending;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet refund</c>: whoever paid for an app, of theirs or of somebody else's, gets back what is left.</summary>
internal static class RefundCommand
{
    public static Command Build()
    {
        var payment = new Argument<string>("payment") { Description = "Transaction that paid for the app" };
        var signing = new SigningOptions();
        var command = new Command("refund", "End a payment for an app and get back what is left of it") { payment };
        signing.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var session = WalletSession.Open(parsed);
            var id = parsed.GetValue(payment)!;
            var coins = (await session.CoinsAsync(cancel, signing.IsForSigner(parsed))).Where(coin => coin is { State: CoinState.Escrow, Coin.Height: > 0 } && coin.Coin.OutPoint.Transaction.ToString() == id).ToList();
            if (coins.Count == 0) throw new CommandException(ExitCode.NotFound, $"Wallet {session.Name} has no payment for an app in transaction {id}: it is not its own, waits for its block, or is used up.", "See: flux wallet coins");
            var height = await session.Chain.HeightAsync(cancel);
            var plan = Refund.Plan(coins, new FeeRate(session.Settings.FeeRate), height);
            var container = ContainerBuilder.Of(plan.Draft, plan.Coins, session.Keys, session.Network.Name, session.Network.BranchIdAt(height + 1));
            return await new SigningRun(session, parsed, signing).RunAsync(container, "refund", cancel);
        });
        return command;
    }
}
