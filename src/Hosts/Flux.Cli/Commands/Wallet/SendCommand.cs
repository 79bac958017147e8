using System.CommandLine;
using Flux.Cli.Wallets;
using Flux.Primitives;
using Flux.Wallets.Accounts;
using Flux.Wallets.CoinSelection;
using Flux.Wallets.Containers;
using Flux.Wallets.Spending;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet send</c>: pay one or many.</summary>
internal static class SendCommand
{
    private const string Everything = "all";

    public static Command Build()
    {
        var to = new Argument<string>("address") { Description = "Who gets it: an address or a contact" };
        var amount = new Argument<string>("amount") { Description = "How much, in FLUX, e.g. 12.5; or all" };
        var more = new Option<string[]>("--and") { Description = "Pay others in the same transaction, too", HelpName = "ADDRESS=AMOUNT", AllowMultipleArgumentsPerToken = true };
        var memo = new Option<string?>("--memo") { Description = "Publish a text with the payment, at most 80 ASCII characters", HelpName = "TEXT" };
        var account = new Option<string?>("--account") { Description = "Spend only this account's coins", HelpName = "NAME" };
        var coins = new Option<string[]>("--coin") { Description = "Spend exactly these coins", HelpName = "TXID:N", AllowMultipleArgumentsPerToken = true };
        var subtract = new Option<bool>("--subtract-fee") { Description = "Recipients bear the fee" };
        var unconfirmed = new Option<bool>("--unconfirmed") { Description = "Also spend coins that wait for a block" };
        var fees = new FeeOptions();
        var note = new Option<string?>("--note") { Description = "Your own note; stays in the wallet", HelpName = "TEXT" };
        var signing = new SigningOptions();
        var command = new Command("send", "Pay one or many") { to, amount, more, memo, account, coins, subtract, unconfirmed, note };
        fees.AddTo(command);
        signing.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var session = WalletSession.Open(parsed);
            var from = parsed.GetValue(account) is { } name ? session.AccountOf(name) : null;
            var all = parsed.GetValue(amount) == Everything;
            var recipients = new List<(Flux.Primitives.Addresses.Address, Amount)> { (Recipients.Find(session, parsed.GetValue(to)!), all ? Amount.Zero : Recipients.AmountOf(parsed.GetValue(amount)!)) };
            foreach (var pair in parsed.GetValue(more) ?? []) recipients.Add(ReadPair(session, pair));
            var available = (await session.CoinsAsync(cancel, signing.IsForSigner(parsed))).Where(coin => from is null || coin.Owner.Account == from.Record.Name).ToList();
            var change = session.ChangeAddress(from, signing.IsForSigner(parsed));
            var height = await session.Chain.HeightAsync(cancel);
            var plan = new PaymentBuilder(session.Network, available).Build(new PaymentOrder
            {
                Recipients = [.. recipients],
                Memo = parsed.GetValue(memo),
                Change = change.Address,
                Rate = fees.RateOf(parsed, session),
                MostFee = fees.MostOf(parsed, session),
                ExpiryHeight = fees.ExpiryOf(parsed, session, height),
                SubtractFee = parsed.GetValue(subtract),
                SendAll = all,
                OnlyCoins = [.. (parsed.GetValue(coins) ?? []).Select(OutPoints.Parse)],
                TakeUnconfirmed = parsed.GetValue(unconfirmed),
            });
            var container = ContainerBuilder.Of(plan.Draft, plan.Coins, session.Keys, session.Network.Name, session.Network.BranchIdAt(height + 1));
            var done = await new SigningRun(session, parsed, signing).RunAsync(container, parsed.GetValue(note) ?? "", cancel);
            if (done == ExitCode.Ok && !parsed.GetValue(signing.DryRun)) UseUp(session, change, plan.Change);
            return done;
        });
        return command;
    }

    private static (Flux.Primitives.Addresses.Address To, Amount Amount) ReadPair(WalletSession session, string pair)
    {
        var fields = pair.Split('=', 2);
        return fields.Length == 2 ? (Recipients.Find(session, fields[0]), Recipients.AmountOf(fields[1])) : throw new CommandException(ExitCode.Usage, $"'{pair}' is not ADDRESS=AMOUNT.");
    }

    /// <summary>A change address is used once; the developer wallet keeps its one.</summary>
    private static void UseUp(WalletSession session, OwnAddress change, Amount value)
    {
        if (value == Amount.Zero || change.Index < 0 || session.Name == WalletFolder.Developer) return;
        var record = session.AccountOf(change.Account).Record;
        if (record.NextChange == change.Index) session.Replace(record with { NextChange = change.Index + 1 });
    }
}
