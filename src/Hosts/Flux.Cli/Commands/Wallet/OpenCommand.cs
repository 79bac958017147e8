using System.CommandLine;
using System.Net.Http;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Primitives;
using Flux.Primitives.Memos;
using Flux.Wallets.Accounts;
using Flux.Wallets.CoinSelection;
using Flux.Wallets.Containers;
using Flux.Wallets.Messages;
using Flux.Wallets.Spending;
using Flux.Wallets.Uris;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet open</c>: follow a zel: or flux: link, after showing what it asks for.</summary>
internal static class OpenCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Command Build()
    {
        var link = new Argument<string>("link") { Description = "zel:?action=… or flux:address?amount=…" };
        var amount = new Option<string?>("--amount") { Description = "How much, when the link does not say", HelpName = "FLUX" };
        var address = new Option<string?>("--address") { Description = "Answer as this address of the wallet", HelpName = "ADDRESS" };
        var fees = new FeeOptions();
        var signing = new SigningOptions();
        var command = new Command("open", "Follow a zel: or flux: link, after showing what it asks for") { link, amount, address };
        fees.AddTo(command);
        signing.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var session = WalletSession.Open(parsed);
            if (!WalletUriReader.TryParse(parsed.GetValue(link), session.Network.Addresses, out var uri, out var problem)) throw new CommandException(ExitCode.Usage, $"The link can't be followed: {problem}.");
            return uri switch
            {
                WalletUri.Pay pay => await PayAsync(parsed, session, pay, parsed.GetValue(amount), fees, signing, cancel),
                WalletUri.Sign sign => await SignAsync(parsed, session, sign, parsed.GetValue(address), cancel),
                WalletUri.TellAddress tell => await TellAsync(parsed, session, tell, cancel),
                _ => ExitCode.Usage,
            };
        });
        return command;
    }

    private static async Task<int> PayAsync(ParseResult parsed, WalletSession session, WalletUri.Pay pay, string? amountText, FeeOptions fees, SigningOptions signing, CancellationToken cancel)
    {
        var amount = amountText is not null ? Recipients.AmountOf(amountText) : pay.Amount ?? throw new CommandException(ExitCode.Usage, "The link does not say how much.", "Say it with --amount FLUX.");
        if (pay.Label.Length > 0) Terminal.Hint($"The link calls it \"{pay.Label}\".");
        var coins = await session.CoinsAsync(cancel, signing.IsForSigner(parsed));
        var height = await session.Chain.HeightAsync(cancel);
        var memo = await MemoOfAsync(session, pay, cancel);
        var plan = new PaymentBuilder(session.Network, coins).Build(new PaymentOrder
        {
            Recipients = [(Recipients.Find(session, pay.Address), amount)],
            Memo = memo.Length > 0 ? memo : null,
            Change = session.ChangeAddress(null, signing.IsForSigner(parsed)).Address,
            Rate = fees.RateOf(parsed, session),
            MostFee = fees.MostOf(parsed, session),
            ExpiryHeight = fees.ExpiryOf(parsed, session, height),
        });
        var container = ContainerBuilder.Of(plan.Draft, plan.Coins, session.Keys, session.Network.Name, session.Network.BranchIdAt(height + 1));
        if (pay.Callback is { } page) Terminal.Say($"{page.Host} is told of the payment ({page})");
        var run = new SigningRun(session, parsed, signing) { WhenSent = pay.Callback is null ? null : (id, stop) => ReportAsync(pay, amount, id, stop) };
        return await run.RunAsync(container, pay.Label, cancel);
    }

    /// <summary>A page names an app's message alone; for how long it pays on a network with escrow stands in the message.</summary>
    private static async Task<string> MemoOfAsync(WalletSession session, WalletUri.Pay pay, CancellationToken cancel)
    {
        if (session.Network.Escrow is not { } escrow || !EscrowMemo.TryParse(pay.Memo, out var memo) || memo.Blocks is not null) return pay.Memo;
        if (!session.Facts.IsAppAddress(Recipients.Find(session, pay.Address)) || await session.FindAppMessageAsync(memo.MessageHash, cancel) is not { Spec.Expire: { } blocks and <= int.MaxValue }) return pay.Memo;
        return blocks == escrow.MonthBlocks ? pay.Memo : (memo with { Blocks = (int)blocks }).ToString();
    }

    /// <summary>Tells the page, under the names of the existing wallet. The payment is made: a page that does not hear of it is no failure.</summary>
    private static async Task ReportAsync(WalletUri.Pay pay, Amount amount, TxId id, CancellationToken cancel)
    {
        try
        {
            await PostAsync(pay.Callback!, new() { ["transaction_id"] = id.ToString(), ["txid"] = id.ToString(), ["coin"] = "zelcash", ["amount"] = amount.ToString(), ["to_address"] = pay.Address }, cancel);
        }
        catch (Exception e) when (e is HttpRequestException or CommandException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            Terminal.Hint($"The payment was sent, but {pay.Callback!.Host} could not be told: {e.Message}");
        }
    }

    /// <summary>Signs as ZelID, which is what every page that makes such links expects.</summary>
    private static async Task<int> SignAsync(ParseResult parsed, WalletSession session, WalletUri.Sign sign, string? address, CancellationToken cancel)
    {
        var own = address is null ? session.Keys.AddressAt(session.AccountOf(null), 0, 0) : session.Keys.Find(Recipients.Find(session, address)) ?? throw new CommandException(ExitCode.NotFound, $"{address} is not an address of wallet {session.Name}.");
        if (session.Keys.KeysOf(own) is not [var key, ..]) throw new CommandException(ExitCode.Rejected, "The wallet has no key for it.");
        var name = WalletMessage.AddressOf(MessageKind.Bitcoin, key.PublicKey, session.Network.Addresses);
        Terminal.Say($"A page asks to sign, as {name}, the text:");
        Terminal.Say(sign.Message);
        Terminal.Say(sign.Callback is { } to ? $"The signature goes to {to.Host} ({to})" : "The signature is shown here.");
        if (LoginPhrase.LooksLikeOne(sign.Message)) Terminal.Say($"WARNING: this is a login phrase: {sign.Callback?.Host ?? "whoever gets it"} could act as you on every FluxOS node for hours.");
        Confirmation.Require("Sign it?", parsed.GetValue(WalletOptions.Yes));
        var signature = WalletMessage.Sign(MessageKind.Bitcoin, sign.Message, key);
        if (sign.Callback is { } callback) await PostAsync(callback, new() { ["address"] = name, ["message"] = sign.Message, ["signature"] = signature }, cancel);
        return Result.Line(parsed, signature, new JsonObject { ["address"] = name, ["signature"] = signature });
    }

    private static async Task<int> TellAsync(ParseResult parsed, WalletSession session, WalletUri.TellAddress tell, CancellationToken cancel)
    {
        var text = session.Keys.AddressAt(session.AccountOf(null), 0, session.AccountOf(null).Record.NextReceive).Address.ToText(session.Network.Addresses);
        Confirmation.Require(tell.Callback is { } to ? $"Tell {to.Host} the address {text}?" : $"Show the address {text}?", parsed.GetValue(WalletOptions.Yes));
        if (tell.Callback is { } callback) await PostAsync(callback, new() { ["address"] = text }, cancel);
        return Result.Line(parsed, text, new JsonObject { ["address"] = text });
    }

    private static async Task PostAsync(Uri callback, Dictionary<string, string> fields, CancellationToken cancel)
    {
        // No redirects: the place that was shown is the place that gets it.
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { Timeout = Patience };
        using var body = new FormUrlEncodedContent(fields);
        using var answer = await http.PostAsync(callback, body, cancel);
        if (!answer.IsSuccessStatusCode) throw new CommandException(ExitCode.Rejected, $"{callback.Host} answered {(int)answer.StatusCode}.");
    }
}
