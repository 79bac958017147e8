using System.Globalization;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Pricing;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Devnet.Funding;
using Flux.Primitives;
using Flux.Wallets.ClearSigning;
using Flux.Wallets.Signing;

namespace Flux.Cli.Commands.App;

/// <summary>
/// One run of <c>flux app update</c> or <c>renew</c>: one transaction spends the app's escrow coins and pays for the new message. What the old
/// coins are worth at the transaction's expiry height counts to the satoshi; what is over comes back as change.
/// </summary>
internal sealed class Renewal(AppSession session, AppRenewalOptions options)
{
    private readonly DeploySteps _steps = new(options.Json);
    private readonly RegistryRules _rules = RegistryRules.Own;
    private readonly Payment _payment = new(session.Fluxd, session.Wallet, session.Rules);
    private AppMessage _message = null!;
    private string _signed = $"this wallet signs as {session.Owner}";
    private List<EscrowCoin> _coins = [];
    private Amount _price, _credit, _fee;
    private long _blocks;
    private int _expiry;

    /// <summary>A changed specification for an app that runs.</summary>
    public async Task UpdateAsync(string path, string? secrets, CancellationToken cancel)
    {
        var height = await session.Fluxd.BlockCountAsync(cancel);
        if (OwnerFile.Open(session, path, secrets, AppMessageKind.Update) is { } signed)
        {
            await HandInAsync(path, signed, height, cancel);
            return;
        }
        var next = SpecFile.Read(path, session.Owner, _rules.Apps, height);
        var present = await AppInForce.FindAsync(session, (await session.NodesAsync(cancel))[0], next.Name, cancel);
        // A specification that names no owner leaves the app with the one it has.
        next = await SpecFile.ReadAsync(session, path, secrets, present.Spec.Owner, _rules.Apps, height, cancel);
        AppInForce.RequireChange(present.Spec, next);
        if (WroteUnsigned(present, next, height)) return;
        if (!options.DryRun && ImageBuild.ScriptOf(path) is { } script) await _steps.RunAsync("Image", _ => ImageBuild.RunAsync(script, cancel));
        _blocks = next.Expire ?? _rules.Apps.MonthBlocks.At(height);
        _message = Announcement.Sign(session, AppMessageKind.Update, next, after: present.Timestamp);
        await PayAndWaitAsync(present, height, cancel);
    }

    /// <summary>The specification in force for another time; null = as long as it asked for.</summary>
    public async Task RenewAsync(string name, long? blocks, CancellationToken cancel)
    {
        var height = await session.Fluxd.BlockCountAsync(cancel);
        var present = await AppInForce.FindAsync(session, (await session.NodesAsync(cancel))[0], name, cancel);
        _blocks = blocks ?? present.Spec.Expire ?? _rules.Apps.MonthBlocks.At(height);
        var next = AppInForce.WithLifetime(present.Spec, _blocks, _rules.Apps, height);
        if (options.Unsigned is not null && next.Expire is null && blocks is not null)
            throw new CommandException(ExitCode.Usage, $"The specification of {name} names no lifetime, so its payment says how long it lasts: --blocks can't be signed for.", "Leave --blocks away, or give it an expire with: flux app update");
        if (WroteUnsigned(present, next, height)) return;
        _message = Announcement.Sign(session, AppMessageKind.Update, next, after: present.Timestamp);
        if (await PayAsync(present, height, $"Renew {next.Name}", cancel) is { } arrival) Tell(arrival);
    }

    /// <summary>A message that its owner has signed elsewhere.</summary>
    private async Task HandInAsync(string path, AppMessage signed, long height, CancellationToken cancel)
    {
        var present = await AppInForce.FindAsync(session, (await session.NodesAsync(cancel))[0], signed.Spec.Name, cancel);
        (_message, _signed) = (signed, $"{path} is not signed by it");
        _blocks = signed.Spec.Expire ?? _rules.Apps.MonthBlocks.At(height);
        await PayAndWaitAsync(present, height, cancel);
    }

    private bool WroteUnsigned(AppMessage present, AppSpec next, long height)
    {
        if (options.Unsigned is null) return false;
        OwnerFile.Write(session, OwnerFile.Draft(session, AppMessageKind.Update, next, present.Spec.Owner, after: present.Timestamp), options.Unsigned, height, options.Json);
        return true;
    }

    private async Task PayAndWaitAsync(AppMessage present, long height, CancellationToken cancel)
    {
        if (await PayAsync(present, height, $"Update {_message.Spec.Name}", cancel) is not { } arrival) return;
        await _steps.RunAsync("Taken over", report => arrival.AwaitPlacesAsync("healthy", report, cancel));
        await _steps.RunAsync("Answers", report => arrival.AwaitAnswerAsync(report, cancel));
        Tell(arrival);
    }

    /// <summary>From the checks to the payment's block; null after a dry run.</summary>
    private async Task<Arrival?> PayAsync(AppMessage present, long height, string what, CancellationToken cancel)
    {
        var next = _message.Spec;
        AppInForce.RequireAllowed(_message, present, _signed, _rules.Apps, height);
        _price = AppPrice.QuoteAt(next, _rules.Prices, _rules.Apps, height, _blocks);
        using var signing = new AppSigning(session);
        _coins = signing.Own(await new AppCoins(session).OfMessageAsync(next.Name, present.Hash.ToString(), cancel), $"Others pay for {next.Name}, so there is nothing of this wallet's to count");
        SigningSummary agreed = null!;
        await _steps.RunAsync("Checked", async _ =>
        {
            agreed = (await DraftAsync(signing, cancel)).Summary;
            return $"{next.Name} · {Bill}";
        });
        await NodeRoom.RequireAsync(session.Fluxd, next, _rules.Apps, cancel);
        Terminal.Say(agreed.ToString());
        if (options.DryRun)
        {
            if (options.Json) Terminal.Line(BillJson());
            return null;
        }
        Confirmation.Require($"{what}: {Bill}?", options.Yes);

        var nodes = await session.NodesAsync(cancel);
        var announcement = new Announcement(session, _message, nodes);
        await _steps.RunAsync("Registered", report => announcement.PublishAsync(report, cancel));
        Transaction payment = null!;
        await _steps.RunAsync("Paid", async _ =>
        {
            await announcement.RequireHeldAsync(cancel);
            // Made anew: the old coins have lost worth since, and what they count depends on the height.
            var (container, summary) = await DraftAsync(signing, cancel);
            if (summary.Statements[0] != agreed.Statements[0]) throw new CommandException(ExitCode.Rejected, $"The payment is no longer what was agreed to; it was not signed:\n{summary}");
            payment = signing.Sign(container);
            await CollateralFunding.SendAsync(session.Fluxd, payment, cancel);
            return $"{Bill} · {payment.Id}";
        });
        var arrival = new Arrival(session, _message, nodes[0]) { PaymentId = payment.Id, IsUpdate = true };
        await _steps.RunAsync("In block", _ => arrival.AwaitBlockAsync(payment, cancel));
        return arrival;
    }

    /// <summary>The one transaction, unsigned.</summary>
    private async Task<(Flux.Wallets.Containers.SigningContainer Container, SigningSummary Summary)> DraftAsync(AppSigning signing, CancellationToken cancel)
    {
        var (draft, fee, height) = await _payment.BuildAsync(
            Deployment.Outputs(_message.Hash, _price, _blocks), expiry => [.. _coins.Select(coin => coin.At(expiry))], AppCoins.ExpiresAfterBlocks, cancel);
        (_fee, _expiry) = (fee, (int)draft.ExpiryHeight);
        _credit = _coins.Aggregate(Amount.Zero, (sum, coin) => sum + coin.At(_expiry).Worth);
        return signing.Payment(draft, height, [.. _coins.Select(coin => coin.OutPoint)], _message, StatementKind.AppRenewal);
    }

    private string Bill
    {
        get
        {
            var (due, more) = (_price + _fee - _credit, _price + _fee >= _credit);
            var rest = more ? $"{due} are paid" : $"{_credit - _price - _fee} come back";
            return string.Create(CultureInfo.InvariantCulture, $"{_price} FLUX for {_blocks:N0} blocks, {_credit} of the payment so far count, {rest} (fee {_fee})");
        }
    }

    private void Tell(Arrival arrival)
    {
        if (options.Json) Terminal.Line(BillJson(new("txid", JsValue.Of(arrival.PaymentId.ToString())), new("endHeight", JsValue.Of(arrival.EndHeight)), new("url", JsValue.Of(arrival.Url))));
        else Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{_message.Spec.Name} runs until height {arrival.EndHeight}: {arrival.Url}"));
    }

    private string BillJson(params JsMember[] more) => JsValue.Object(
    [
        new("name", JsValue.Of(_message.Spec.Name)), new("hash", JsValue.Of(_message.Hash.ToString())), new("price", JsValue.Of(_price.ToString())), new("credit", JsValue.Of(_credit.ToString())),
        new("fee", JsValue.Of(_fee.ToString())), new("judgedAtHeight", JsValue.Of(_expiry)), new("blocks", JsValue.Of(_blocks)), .. more,
    ]).ToString();
}
