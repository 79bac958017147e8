using System.CommandLine;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet lock</c> and <c>unlock</c>: keep coins from being spent, or free them, collateral included.</summary>
internal static class LockCommand
{
    public static Command BuildLock()
    {
        var coins = Coins();
        var command = new Command("lock", "Keep coins from being spent") { coins };
        command.SetAction(parsed => Change(parsed, coins, (session, names) => session.Save(content => content with { LockedCoins = content.LockedCoins.Union(names), FreedCoins = content.FreedCoins.Except(names) }), "locked"));
        return command;
    }

    public static Command BuildUnlock()
    {
        var coins = Coins();
        var command = new Command("unlock", "Let coins be spent again, also those of exactly a FluxNode's collateral") { coins };
        command.SetAction(parsed =>
        {
            Confirmation.Require("A FluxNode whose collateral is spent ends. Free these coins?", parsed.GetValue(WalletOptions.Yes));
            return Change(parsed, coins, (session, names) => session.Save(content => content with { LockedCoins = content.LockedCoins.Except(names), FreedCoins = content.FreedCoins.Union(names) }), "free");
        });
        return command;
    }

    private static Argument<string[]> Coins() => new("coin") { Description = "txid:index, see: flux wallet coins", Arity = ArgumentArity.OneOrMore };

    private static int Change(ParseResult parsed, Argument<string[]> coins, Action<WalletSession, IReadOnlyList<string>> change, string state)
    {
        var names = parsed.GetValue(coins)!.Select(text => OutPoints.Parse(text).ToString()).ToList();
        using var session = WalletSession.Open(parsed);
        change(session, names);
        return Result.Line(parsed, $"{string.Join(", ", names)}: {state}", new JsonObject { ["coins"] = new JsonArray([.. names.Select(name => (JsonNode)JsonValue.Create(name))]), ["state"] = state });
    }
}
