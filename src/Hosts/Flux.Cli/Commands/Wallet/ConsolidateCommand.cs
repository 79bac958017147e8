using System.CommandLine;
using Flux.Cli.Wallets;
using Flux.Wallets.Containers;
using Flux.Wallets.Spending;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet consolidate</c>: one coin out of many small ones.</summary>
internal static class ConsolidateCommand
{
    public static Command Build()
    {
        var count = new Option<int>("--count") { Description = $"How many coins, 2 to {Consolidation.MostInputs}", HelpName = "N", DefaultValueFactory = _ => 100 };
        var fees = new FeeOptions();
        var signing = new SigningOptions();
        var command = new Command("consolidate", "Make one coin out of many small ones of one address") { count };
        fees.AddTo(command);
        signing.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var session = WalletSession.Open(parsed);
            var coins = await session.CoinsAsync(cancel, signing.IsForSigner(parsed));
            var height = await session.Chain.HeightAsync(cancel);
            var plan = Consolidation.Plan(coins, parsed.GetValue(count), fees.RateOf(parsed, session), fees.ExpiryOf(parsed, session, height));
            var container = ContainerBuilder.Of(plan.Draft, plan.Coins, session.Keys, session.Network.Name, session.Network.BranchIdAt(height + 1));
            return await new SigningRun(session, parsed, signing).RunAsync(container, "consolidation", cancel);
        });
        return command;
    }
}
