using System.CommandLine;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Devnet.Funding;
using Flux.Primitives;
using Flux.Wallets.ClearSigning;
using Flux.Wallets.CoinSelection;
using Flux.Wallets.Signing;

namespace Flux.Cli.Commands.App;

/// <summary><c>flux app remove</c>: spends the app's escrow coins back to the payer; the app ends with that block.</summary>
internal static class RemoveCommand
{
    public static Command Build()
    {
        var name = new Argument<string?>("name") { Description = "App", Arity = ArgumentArity.ZeroOrOne };
        var payment = new Option<string?>("--payment") { Description = "Refund one payment by its transaction id, also of an app that never started", HelpName = "TXID" };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask" };
        var output = OutputOption.Build();
        var command = new Command("remove", "End an app and get the unused part of its payment back") { name, payment, yes, output };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(name), parsed.GetValue(payment), parsed.GetValue(yes), OutputOption.IsJson(parsed.GetValue(output)), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string? name, string? payment, bool yes, bool json, CancellationToken cancel)
    {
        using var session = AppSession.Open();
        var found = new AppCoins(session);
        var coins = payment is not null ? [await found.OfPaymentAsync(payment, cancel)] : await found.OfAppAsync(Named(name), cancel);
        using var signing = new AppSigning(session);
        coins = signing.Own(coins, name is null ? $"Payment {payment} is not this wallet's" : $"Others pay for {name}");
        var height = await session.Fluxd.BlockCountAsync(cancel);
        var expiry = height + AppCoins.ExpiresAfterBlocks;
        var (draft, refund, fee) = BuildRefund(session, coins, expiry);
        var container = signing.Of(draft, expiry, [.. coins.Select(coin => coin.OutPoint)]);
        var names = new AppNames([.. session.Machines.Where(machine => !machine.IsGateway).Select(machine => machine.Api)]);
        await names.LearnAsync(container, new SigningFacts { Network = session.Rules, IsOwn = _ => false }, new FluxdSource(session.Fluxd, session.Rules.Addresses, session.Rules.Coinbase.Maturity), cancel);
        Terminal.Say(signing.Explain(container, names.Messages.Values, names.Payments.Values).ToString());
        Confirmation.Require($"End {name ?? "the payment"} and get {refund} FLUX back?", yes);
        var id = await CollateralFunding.SendAsync(session.Fluxd, signing.Sign(container), cancel);
        Terminal.Line(json
            ? new JsonObject { ["txid"] = id, ["refund"] = refund.ToString(), ["fee"] = fee.ToString(), ["judgedAtHeight"] = expiry }.ToJsonString()
            : $"{refund} FLUX come back with {id} (fee {fee}); the app ends with the block that holds it");
        return ExitCode.Ok;
    }

    private static string Named(string? name) => name ?? throw new CommandException(ExitCode.Usage, "Which app? Give its name, or --payment TXID.", "See: flux app list");

    private static (TransactionDraft Draft, Amount Refund, Amount Fee) BuildRefund(AppSession session, List<EscrowCoin> coins, int expiry)
    {
        var inputs = coins.Select(coin => coin.At(expiry)).ToList();
        var worth = inputs.Aggregate(Amount.Zero, (sum, coin) => sum + coin.Worth);
        var fee = FeeOf(inputs.Count);
        var refund = worth - fee;
        if (refund < CoinSelector.DustLimit) throw new CommandException(ExitCode.Rejected, $"Only {worth} FLUX are left, less than the fee of {fee} FLUX.");
        var draft = new TransactionDraft
        {
            Inputs = [.. inputs],
            Outputs = [new TxOutput(refund, Addresses.Parse(session.Wallet.ChangeAddress).ToScript())],
            ExpiryHeight = (uint)expiry,
        };
        return (draft, refund, fee);
    }

    private static Amount FeeOf(int inputs) => FeeRate.Default.FeeFor(40 + CoinSelector.OutputBytes + (inputs * CoinSelector.InputBytes));
}
