using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Contracts.Rpc;
using Flux.Devnet.Funding;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.Wallets.ClearSigning;
using Flux.Wallets.CoinSelection;
using Flux.Wallets.Signing;

namespace Flux.Cli.Commands.App;

/// <summary><c>flux app remove</c>: spends the app's escrow coins back to the payer; the app ends with that block.</summary>
internal static class RemoveCommand
{
    // The coin's worth is fixed at this height; a spend that expires sooner is not relayed (chain reference §6.9).
    private const int ExpiresAfterBlocks = 5;

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
        var coins = payment is not null ? await CoinsOfPaymentAsync(session.Fluxd, payment, cancel) : await CoinsOfAppAsync(session, Named(name), cancel);
        var height = await session.Fluxd.BlockCountAsync(cancel);
        var expiry = height + ExpiresAfterBlocks;
        var (draft, refund, fee) = BuildRefund(session, coins, expiry);
        using var signing = new AppSigning(session);
        var container = signing.Of(draft, expiry, isEscrow: true);
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

    private static async Task<List<JsonElement>> CoinsOfAppAsync(AppSession session, string name, CancellationToken cancel)
    {
        var node = (await session.NodesAsync(cancel))[0];
        var app = await node.GetAsync($"apps/appspecifications/{Uri.EscapeDataString(name)}", cancel);
        var payments = await node.GetAsync($"apps/payments/{app.GetProperty("hash").GetString()}", cancel);
        var coins = new List<JsonElement>();
        foreach (var payment in payments.EnumerateArray())
        {
            if (await CoinAsync(session.Fluxd, payment.GetProperty("txid").GetString()!, payment.GetProperty("outidx").GetUInt32(), cancel) is { } coin) coins.Add(coin);
        }
        return coins.Count > 0 ? coins : throw new CommandException(ExitCode.NotFound, $"{name} has no payment that could be refunded.");
    }

    private static async Task<List<JsonElement>> CoinsOfPaymentAsync(FluxdClient fluxd, string txid, CancellationToken cancel)
    {
        for (uint index = 0; index < 3; index++)
        {
            if (await CoinAsync(fluxd, txid, index, cancel) is { } coin) return [coin];
        }
        throw new CommandException(ExitCode.NotFound, $"Transaction {txid} has no unspent escrow coin.");
    }

    /// <summary>What fluxd knows of an unspent escrow coin, with its outpoint; null when it is none (any more).</summary>
    private static async Task<JsonElement?> CoinAsync(FluxdClient fluxd, string txid, uint index, CancellationToken cancel)
    {
        var coin = await fluxd.CallAsync("gettxout", cancel, txid, index);
        if (coin.ValueKind != JsonValueKind.Object || !coin.TryGetProperty("escrowblocks", out _)) return null;
        var members = coin.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
        members["txid"] = JsonSerializer.SerializeToElement(txid);
        members["index"] = JsonSerializer.SerializeToElement(index);
        return JsonSerializer.SerializeToElement(members);
    }

    private static (TransactionDraft Draft, Amount Refund, Amount Fee) BuildRefund(AppSession session, List<JsonElement> coins, int expiry)
    {
        var inputs = coins.Select(coin => ToCoin(coin, expiry)).ToList();
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

    private static SpendableCoin ToCoin(JsonElement coin, int height)
    {
        if (!Amount.TryParse(coin.GetProperty("value").GetRawText(), out var value)
            || !Script.TryParseHex(coin.GetProperty("scriptPubKey").GetProperty("hex").GetString(), out var script))
            throw new CommandException(ExitCode.Unreachable, "fluxd described a coin in a way this program does not understand.");
        var stored = new Coin(new TxOutput(value, script), coin.GetProperty("escrowstart").GetInt32(), IsCoinbase: false, coin.GetProperty("escrowblocks").GetInt32());
        var outPoint = new OutPoint(TxId.Parse(coin.GetProperty("txid").GetString()!), coin.GetProperty("index").GetUInt32());
        return new SpendableCoin(outPoint, stored.Output, Consensus.Escrow.EscrowRules.Worth(stored, height));
    }
}
