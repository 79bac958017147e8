using Flux.Apps.Messages;
using Flux.Apps.Pricing;
using Flux.Apps.Specs;
using Flux.Primitives;

namespace Flux.Apps.Registry;

/// <summary>
/// The history of one name: its payments in chain order, folded into the app in force. A name's fold depends on nothing but its own
/// payments, messages and spends, so a late message or a reorganisation changes only the names it touches, and a rebuild gives the same.
/// </summary>
/// <remarks>
/// The rules, in the order in which a payment meets them:
/// <list type="number">
/// <item>a message that was in force and is over never returns: a stranger must not revive what its owner ended;</item>
/// <item>the specification must obey the rules at the payment's height;</item>
/// <item>the payment must last as long as the rules allow a lifetime to be; the specification's own <c>expire</c> is only a wish;</item>
/// <item>the payment must cover the price for its own number of blocks at that height;</item>
/// <item>a payment for the message in force supports it beside the earlier ones;</item>
/// <item>a registration needs a name that is free, also when this very transaction frees it;</item>
/// <item>an update needs the app in force just before this transaction, its owner's signature and a later timestamp; from then on only
/// the coins paid for the update keep the app alive.</item>
/// </list>
/// An app is in force while any of its coins is unspent and not run out.
/// </remarks>
internal sealed class NameFold(RegistryRules rules, Func<MessageHash, AppMessage> messageOf, Func<AppPayment, ChainPosition?> spendOf)
{
    private readonly HashSet<MessageHash> over = [];
    private readonly Dictionary<OutPoint, PaymentOutcome> outcomes = [];
    private RegisteredApp? current;

    /// <summary>Folds payments that are sorted by chain position, and gives the app in force at the end of the block at that height.</summary>
    public (RegisteredApp? Current, IReadOnlyDictionary<OutPoint, PaymentOutcome> Outcomes) Run(IEnumerable<AppPayment> payments, long height)
    {
        foreach (var payment in payments)
        {
            var position = new ChainPosition(payment.Height, payment.Index);
            DropCoins(coin => coin.EndHeight <= payment.Height || IsSpentBefore(coin, position));
            outcomes[payment.Coin] = Judge(payment, position);
        }
        DropCoins(coin => coin.EndHeight <= height || spendOf(coin) is not null);
        return (current, outcomes);
    }

    private PaymentOutcome Judge(AppPayment payment, ChainPosition position)
    {
        var message = messageOf(payment.Hash);
        if (over.Contains(payment.Hash)) return new(PaymentState.MessageOver, "this message was in force before; sign a new one");
        var reading = AppSpec.TryParse(message.Received, rules.Apps, payment.Height);
        if (!reading.IsValid) return new(PaymentState.InvalidSpecification, reading.ToString());
        var lifetimes = rules.Apps.Expire.At(payment.Height);
        if (!lifetimes.Contains(payment.Blocks)) return new(PaymentState.Refused, $"it lasts {payment.Blocks} blocks; {lifetimes} are allowed");
        var price = AppPrice.QuoteAt(message.Spec, rules.Prices, rules.Apps, payment.Height, payment.Blocks);
        if (payment.Value < price) return new(PaymentState.Underpaid, $"{price} FLUX are needed, {payment.Value} were paid");
        if (message.Kind == AppMessageKind.Register && current is { } held && held.Hash != payment.Hash)
            DropCoins(coin => spendOf(coin) is { } spent && spent.CompareTo(position) <= 0);
        return Enter(payment, message);
    }

    private PaymentOutcome Enter(AppPayment payment, AppMessage message)
    {
        var verdict = AppMessageCheck.CheckAgainst(message, current);
        if (!verdict.IsAccepted) return new(PaymentState.Refused, verdict.Detail);
        if (current is { } held && held.Hash == message.Hash) current = held with { Coins = held.Coins.Add(payment) };
        else
        {
            if (current is { } replaced) over.Add(replaced.Hash);
            current = new(message, current?.FirstHeight ?? payment.Height, payment.Height, [payment]);
        }
        return PaymentOutcome.Accepted;
    }

    private void DropCoins(Func<AppPayment, bool> isGone)
    {
        if (current is not { } app) return;
        var left = app.Coins.RemoveAll(coin => isGone(coin));
        current = left.IsEmpty ? null : app with { Coins = left };
        if (left.IsEmpty) over.Add(app.Hash);
    }

    private bool IsSpentBefore(AppPayment coin, ChainPosition position) => spendOf(coin) is { } spent && spent.CompareTo(position) < 0;
}
