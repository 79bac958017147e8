using System.Globalization;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Pricing;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Consensus.Escrow;
using Flux.Devnet.Funding;
using Flux.Primitives;
using Flux.Primitives.Memos;
using Flux.Wallets.ClearSigning;

namespace Flux.Cli.Commands.App;

/// <summary>One run of <c>flux app deploy</c>: image → check and price → register → pay → block → placed → healthy → URL.</summary>
internal sealed class Deployment(AppSession session, string path, string? secrets, bool json)
{
    private readonly DeploySteps _steps = new(json);
    private readonly RegistryRules _rules = RegistryRules.Own;
    private AppSpec _spec = null!;
    private AppMessage _message = null!;
    private Amount _price;
    private long _blocks;
    private Transaction _payment = null!;

    /// <summary>Everything; a dry run ends with the price.</summary>
    public async Task RunAsync(bool dryRun, CancellationToken cancel)
    {
        var signed = OwnerFile.Open(session, path, secrets, AppMessageKind.Register);
        if (signed is null && !dryRun && ImageBuild.ScriptOf(path) is { } script) await _steps.RunAsync("Image", _ => ImageBuild.RunAsync(script, cancel));
        var height = await session.Fluxd.BlockCountAsync(cancel);
        _spec = signed is null ? await ReadAsync(height, cancel) : Checked(signed, height);
        if (signed is null && !OwnerSignature.IsSame(session.Owner, _spec.Owner))
            throw new CommandException(ExitCode.Rejected, $"owner: is {_spec.Owner}, and this wallet signs as {session.Owner}; nothing was sent.", "Let its owner sign: flux app deploy PATH --unsigned FILE");
        _blocks = _spec.Expire ?? _rules.Apps.MonthBlocks.At(height);
        _price = AppPrice.QuoteAt(_spec, _rules.Prices, _rules.Apps, height, _blocks);
        var payment = new Payment(session.Fluxd, session.Wallet, session.Rules);
        // Before anything is registered: a name is not announced that nobody can pay for.
        await _steps.RunAsync("Checked", _ => PriceAsync(payment, cancel));
        if (dryRun) return;
        var nodes = await session.NodesAsync(cancel);
        await NodeRoom.RequireAsync(session.Fluxd, _spec, _rules.Apps, cancel);
        _message = signed ?? Announcement.Sign(session, AppMessageKind.Register, _spec);
        var announcement = new Announcement(session, _message, nodes);
        var arrival = new Arrival(session, _message, nodes[0]);
        await _steps.RunAsync("Registered", report => announcement.PublishAsync(report, cancel));
        await _steps.RunAsync("Paid", _ => PayAsync(payment, announcement, cancel));
        await _steps.RunAsync("In block", _ => arrival.AwaitBlockAsync(_payment, cancel));
        await _steps.RunAsync("Placed", report => arrival.AwaitPlacesAsync("", report, cancel));
        await _steps.RunAsync("Healthy", report => arrival.AwaitPlacesAsync("healthy", report, cancel));
        await _steps.RunAsync("Answers", report => arrival.AwaitAnswerAsync(report, cancel));
        if (json) Terminal.Line(ResultJson(arrival));
        else Terminal.Line($"\n  {arrival.Url}\n");
    }

    /// <summary>Only the message, in a file for its owner to sign.</summary>
    public async Task WriteUnsignedAsync(string file, CancellationToken cancel)
    {
        if (AppMessages.IsOne(path)) throw new CommandException(ExitCode.Usage, $"{path} is a message already.", $"Its signers: flux wallet sign {path}");
        var height = await session.Fluxd.BlockCountAsync(cancel);
        var spec = await ReadAsync(height, cancel);
        OwnerFile.Write(session, OwnerFile.Draft(session, AppMessageKind.Register, spec, spec.Owner), file, height, json);
    }

    /// <summary>What pays for a message into a new escrow coin.</summary>
    public static List<TxOutput> Outputs(MessageHash hash, Amount price, long blocks) =>
    [
        new TxOutput(price, EscrowAddress.Script),
        new TxOutput(Amount.Zero, Memo.ToScript(new EscrowMemo(hash.ToString(), (int)blocks).ToString())),
    ];

    private Task<AppSpec> ReadAsync(long height, CancellationToken cancel) => SpecFile.ReadAsync(session, path, secrets, session.Owner, _rules.Apps, height, cancel);

    private AppSpec Checked(AppMessage message, long height)
    {
        var verdict = AppMessageCheck.CheckUnpaid(message, _rules.Apps, height, current: null);
        return verdict.IsAccepted ? message.Spec : throw new CommandException(ExitCode.Rejected, verdict.Detail, $"The message {path} was not sent.");
    }

    private async Task<string> PriceAsync(Payment payment, CancellationToken cancel)
    {
        var (_, fee, _) = await payment.BuildAsync(Outputs(default, _price, _blocks), cancel);
        return string.Create(CultureInfo.InvariantCulture, $"{_spec.Name} · {_spec.Instances} instances for {_blocks:N0} blocks cost {_price} FLUX (fee {fee}), refundable while unused");
    }

    private string ResultJson(Arrival arrival) => JsValue.Object(
    [
        new("name", JsValue.Of(_spec.Name)), new("hash", JsValue.Of(_message.Hash.ToString())), new("txid", JsValue.Of(_payment.Id.ToString())), new("price", JsValue.Of(_price.ToString())),
        new("blocks", JsValue.Of(_blocks)), new("nodes", JsValue.Array(arrival.Places.Select(JsValue.Of))), new("url", JsValue.Of(arrival.Url)),
    ]).ToString();

    private async Task<string> PayAsync(Payment payment, Announcement announcement, CancellationToken cancel)
    {
        await announcement.RequireHeldAsync(cancel);
        var (draft, _, height) = await payment.BuildAsync(Outputs(_message.Hash, _price, _blocks), cancel);
        using var signing = new AppSigning(session);
        _payment = signing.Sign(signing.Payment(draft, height, [], _message, StatementKind.AppPayment).Container);
        await CollateralFunding.SendAsync(session.Fluxd, _payment, cancel);
        return $"{_price} FLUX · {_payment.Id}";
    }
}
