using Flux.Apps.Messages;
using Flux.Apps.Pricing;
using Flux.Apps.Specs;
using Flux.Primitives;

namespace Flux.Apps.Registry;

/// <summary>
/// The history of one name on the existing network, as <see cref="NameFold"/> is for own ones (fluxos-protocol §4.8, §5).
/// </summary>
/// <remarks>
/// The rules, in the order in which a payment meets them:
/// <list type="number">
/// <item>a payment below the least price of its height is no payment at all;</item>
/// <item>of several payments for one message the first counts, whatever became of it;</item>
/// <item>the specification must obey the rules at the payment's height;</item>
/// <item>a registration needs a name that is free: above the end height of who bore it last;</item>
/// <item>an update needs a predecessor (<see cref="MainPredecessors"/>), a signature that is allowed for it and a change that is allowed;</item>
/// <item>the payment must cover the price; an app that is underpaid is not in force, but its message is permanent;</item>
/// <item>of several payments for one name in one block the first puts its message in force, the others are permanent only;</item>
/// <item>the lifetime is the specification's, from the height of its payment.</item>
/// </list>
/// </remarks>
internal sealed class MainNameFold(RegistryRules rules, IReadOnlyList<MainPriceTable> prices, Func<MessageHash, AppMessage> messageOf)
{
    private readonly MainRegistry main = rules.MainWay!;
    private readonly Dictionary<OutPoint, PaymentOutcome> outcomes = [];
    private readonly HashSet<MessageHash> seen = [];
    private readonly List<PaidMessage> permanent = [];
    private RegisteredApp? current;
    private RegisteredApp? last;

    /// <summary>Every message of the name that was paid for, in chain order, whether it is in force or not.</summary>
    public IReadOnlyList<PaidMessage> Permanent => permanent;

    /// <summary>Folds payments that are sorted by chain position, and gives the app in force at the end of the block at that height.</summary>
    public (RegisteredApp? Current, IReadOnlyDictionary<OutPoint, PaymentOutcome> Outcomes) Run(IEnumerable<AppPayment> payments, long height)
    {
        foreach (var payment in payments)
        {
            DropIfOver(payment.Height);
            outcomes[payment.Coin] = Judge(payment);
        }
        DropIfOver(height);
        return (current, outcomes);
    }

    private PaymentOutcome Judge(AppPayment payment)
    {
        var row = MainPriceTable.At(prices, payment.Height);
        if (payment.Value < row.Least) return new(PaymentState.Underpaid, $"{row.Least} FLUX are the least, {payment.Value} were paid");
        if (!seen.Add(payment.Hash)) return new(PaymentState.Refused, "the message was paid for before; the first payment counts");
        var message = messageOf(payment.Hash);
        var reading = AppSpec.TryParse(message.Received, rules.Apps, payment.Height);
        if (!reading.IsValid) return new(PaymentState.InvalidSpecification, reading.ToString());
        var before = new MainPredecessors(main, permanent, current).Of(message, payment.Height);
        if (CheckAgainst(message, before, payment.Height) is { IsAccepted: false } verdict) return new(PaymentState.Refused, verdict.Detail);
        permanent.Add(new(message, payment.Height));
        var price = PriceOf(message, before, payment.Height);
        return payment.Value < price ? new(PaymentState.Underpaid, $"{price} FLUX are needed, {payment.Value} were paid") : Enter(payment, message);
    }

    private AppMessageVerdict CheckAgainst(AppMessage message, PaidMessage? before, long height)
    {
        if (message.Kind != AppMessageKind.Register) return new MainPredecessors(main, permanent, current).Check(message, before, height);
        if (!main.IsRegisteredByOwner(message)) return new(AppMessageReject.WrongSignature, $"not signed by {message.Spec.Owner}");
        return AppMessageCheck.CheckAgainst(message, last is { } held && held.EndHeight >= height ? held : null);
    }

    private Amount PriceOf(AppMessage message, PaidMessage? before, long height)
    {
        var blocks = message.Spec.Expire ?? rules.Apps.MonthBlocks.At(height);
        if (message.Kind == AppMessageKind.Register || before is null) return MainPrice.Quote(message.Spec, prices, rules.Apps, height, blocks);
        if (main.Quirks.UpdatesPayTheLeastOnly) return MainPriceTable.At(prices, height).Least;
        return MainPrice.QuoteUpdate(message.Spec, before.Message.Spec, prices, rules.Apps, height, before.Height);
    }

    private PaymentOutcome Enter(AppPayment payment, AppMessage message)
    {
        if (current?.Height == payment.Height) return new(PaymentState.Refused, $"{current.Hash} was paid before it in the same block");
        var lasting = payment with { Blocks = MainRegistry.EndHeight(message.Spec, rules.Apps, payment.Height) - payment.Height };
        last = current = new(message, current?.FirstHeight ?? payment.Height, payment.Height, [lasting]);
        return PaymentOutcome.Accepted;
    }

    private void DropIfOver(long height)
    {
        if (current is { } app && app.EndHeight <= height) current = null;
    }
}
