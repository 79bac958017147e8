using System.CommandLine;
using Flux.Cli.Commands.Chain;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Consensus.Networks;
using Flux.Devnet;
using Flux.Devnet.Funding;
using Flux.Devnet.State;
using Flux.Primitives;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet</c>: the developer wallet of the local network.</summary>
internal static class WalletCommand
{
    public static Command Build() => new("wallet", "The developer wallet of the local network")
    {
        BuildAddress(),
        BuildBalance(),
        BuildSend(),
    };

    private static Command BuildAddress()
    {
        var command = new Command("address", "Show the address where money arrives");
        command.SetAction(_ =>
        {
            Terminal.Line(Open().Wallet.Address);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command BuildBalance()
    {
        var output = OutputOption.Build();
        var command = new Command("balance", "Show what the wallet can spend") { output };
        command.SetAction(async (parsed, cancel) =>
        {
            var (wallet, network) = Open();
            using var fluxd = NodeOptions.Connect("gateway");
            var (coins, immature) = await new AddressCoins(fluxd, [wallet.Address, wallet.ChangeAddress], network.Coinbase.Maturity).ReadAsync(cancel);
            var spendable = coins.Aggregate(Amount.Zero, (sum, coin) => sum + coin.Worth);
            if (OutputOption.IsJson(parsed.GetValue(output))) Terminal.Line($$"""{"spendable":{{spendable}},"immature":{{immature}}}""");
            else Terminal.Line($"{spendable} FLUX to spend, {immature} FLUX of mining rewards mature soon");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command BuildSend()
    {
        var to = new Argument<string>("address") { Description = "Who gets it" };
        var amount = new Argument<string>("amount") { Description = "How much, in FLUX, e.g. 12.5" };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask" };
        var command = new Command("send", "Send money") { to, amount, yes };
        command.SetAction((parsed, cancel) => SendAsync(parsed.GetValue(to)!, parsed.GetValue(amount)!, parsed.GetValue(yes), cancel));
        return command;
    }

    private static async Task<int> SendAsync(string to, string amountText, bool yes, CancellationToken cancel)
    {
        var address = Addresses.Parse(to);
        if (!Amount.TryParse(amountText, out var amount) || amount <= Amount.Zero || !amount.IsInRange)
            throw new CommandException(ExitCode.Usage, $"'{amountText}' is not an amount of FLUX above zero with at most eight decimals.");
        var (wallet, network) = Open();
        using var fluxd = NodeOptions.Connect("gateway");
        var payment = new Payment(fluxd, wallet, network);
        var (transaction, fee) = await payment.BuildAsync([new TxOutput(amount, address.ToScript())], cancel);
        Confirmation.Require($"Send {amount} FLUX to {to} (fee {fee} FLUX)?", yes);
        Terminal.Line(await payment.SendAsync(transaction, cancel));
        return ExitCode.Ok;
    }

    private static (DeveloperWallet Wallet, Network Network) Open()
    {
        var home = new HomeFolder(new DevnetOptions().Home);
        if (!File.Exists(home.WalletFile)) throw new CommandException(ExitCode.NotFound, $"There is no wallet in {home.Path}.", "Start a network with: flux up");
        return (DeveloperWallet.OpenOrCreate(home), DevnetOptions.Kept(home.Path).Rules());
    }
}
