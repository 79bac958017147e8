using System.Collections.Immutable;
using Flux.Apps.Messages;
using Flux.Apps.Pricing;
using Flux.Apps.Specs;
using Flux.Primitives;

namespace Flux.Apps.Registry;

/// <summary>
/// The registry: a fold over the best chain's payments and the messages they pay for. Blocks are connected and disconnected in order;
/// messages may become known at any time, before or after their payment. The same blocks and messages give the same table, whatever the
/// order in which they came. One owner; readers take <see cref="Table"/>.
/// </summary>
public sealed class AppRegistry(RegistryRules rules)
{
    private readonly Dictionary<MessageHash, AppMessage> messages = [];
    private readonly Dictionary<OutPoint, AppPayment> payments = [];
    private readonly Dictionary<MessageHash, List<AppPayment>> paymentsByHash = [];
    private readonly Dictionary<string, List<AppPayment>> paymentsByName = new(StringComparer.Ordinal);
    private readonly Dictionary<OutPoint, ChainPosition> spends = [];
    private readonly Dictionary<long, List<AppPayment>> runOuts = [];
    private readonly Dictionary<long, RegistryBlock> eventful = [];
    private readonly Dictionary<OutPoint, PaymentOutcome> outcomes = [];
    private readonly List<MainPriceTable> prices = [.. rules.MainWay?.BuiltInPrices ?? []];

    /// <summary>The apps in force.</summary>
    public AppTable Table { get; private set; } = AppTable.Empty;

    /// <summary>Hashes that were paid for and whose message nobody has shown yet.</summary>
    public IEnumerable<MessageHash> Missing => paymentsByHash.Keys.Where(hash => !messages.ContainsKey(hash));

    /// <summary>Hashes for which a payment is in the best chain.</summary>
    public IEnumerable<MessageHash> Paid => paymentsByHash.Keys;

    /// <summary>The message of that hash, paid or not, or null.</summary>
    public AppMessage? MessageOf(MessageHash hash) => messages.GetValueOrDefault(hash);

    /// <summary>True when a payment for the hash is in the best chain.</summary>
    public bool IsPaid(MessageHash hash) => paymentsByHash.ContainsKey(hash);

    /// <summary>Payments of the best chain for a hash, in chain order.</summary>
    public IReadOnlyList<AppPayment> PaymentsFor(MessageHash hash) => paymentsByHash.GetValueOrDefault(hash) ?? [];

    /// <summary>What became of the payment with that coin.</summary>
    public PaymentOutcome OutcomeOf(OutPoint coin)
    {
        if (!payments.TryGetValue(coin, out var payment)) return new(PaymentState.Unknown, "");
        return outcomes.TryGetValue(coin, out var outcome) ? outcome : new(PaymentState.MessageMissing, $"nobody has shown the message {payment.Hash}");
    }

    /// <summary>The existing network's price rows at the end of the best chain: those of its code and of price messages. Empty on own networks.</summary>
    public IReadOnlyList<MainPriceTable> Prices => prices;

    /// <summary>All rules for a message that nobody has paid for, as they would be in the next block.</summary>
    public AppMessageVerdict CheckUnpaid(AppMessage message)
    {
        var (height, current) = (Math.Max(0, Table.Height + 1), Table.Find(message.Spec.Name));
        if (rules.MainWay is not { } main || message.Kind == AppMessageKind.Register) return AppMessageCheck.CheckUnpaid(message, rules.Apps, height, current);
        var content = AppMessageCheck.CheckContent(message, rules.Apps, height);
        if (!content.IsAccepted) return content;
        var fold = new MainNameFold(rules, prices, hash => messages[hash]);
        fold.Run(paymentsByName.GetValueOrDefault(message.Spec.Key) ?? [], Table.Height);
        var predecessors = new MainPredecessors(main, fold.Permanent, current);
        return predecessors.CheckUnpaid(message, predecessors.Of(message, height), height);
    }

    /// <summary>Enters the block after <see cref="AppTable.Height"/>. The first one may have any height.</summary>
    /// <exception cref="ArgumentException">The block does not follow.</exception>
    public ImmutableArray<AppChange> Connect(RegistryBlock block)
    {
        if (Table.Height >= 0 && block.Height != Table.Height + 1)
            throw new ArgumentException($"Block {block.Height} does not follow {Table.Height}.", nameof(block));
        var touched = new SortedSet<string>(StringComparer.Ordinal);
        if (!block.IsEmpty) eventful[block.Height] = block;
        foreach (var payment in block.Payments) Add(payment, touched);
        foreach (var spend in block.Spends)
            if (payments.TryGetValue(spend.Coin, out var payment) && spends.TryAdd(spend.Coin, new(block.Height, spend.Index))) Touch(payment, touched);
        // The code of the network has rows for heights that the chain has not reached yet; they stay behind an earlier message.
        foreach (var row in block.Prices) prices.Insert(MainPriceTable.PlaceOf(row, prices), row);
        Touch(runOuts.GetValueOrDefault(block.Height), touched);
        return Refold(touched, block.Height);
    }

    /// <summary>Payments of the last block: what <see cref="Disconnect"/> would take back.</summary>
    public ImmutableArray<AppPayment> LastPayments => eventful.TryGetValue(Table.Height, out var block) ? block.Payments : [];

    /// <summary>Takes back the last block, exactly.</summary>
    public ImmutableArray<AppChange> Disconnect()
    {
        var height = Table.Height;
        if (height < 0) throw new InvalidOperationException("There is no block to take back.");
        var touched = new SortedSet<string>(StringComparer.Ordinal);
        Touch(runOuts.GetValueOrDefault(height), touched);
        if (eventful.Remove(height, out var block))
        {
            foreach (var spend in block.Spends)
                if (payments.TryGetValue(spend.Coin, out var payment) && spends.Remove(spend.Coin)) Touch(payment, touched);
            foreach (var payment in block.Payments) Remove(payment, touched);
            foreach (var row in block.Prices.Reverse()) prices.RemoveAt(MainPriceTable.PlaceOf(row, prices) - 1);
        }
        return Refold(touched, height - 1);
    }

    /// <summary>
    /// Makes a message known. Its hash must have been checked (<see cref="AppMessageCheck.CheckHashAndSignature"/>); everything that depends on
    /// height is judged here. A message for an earlier payment changes the table at once.
    /// </summary>
    public ImmutableArray<AppChange> Learn(AppMessage message)
    {
        if (!messages.TryAdd(message.Hash, message)) return [];
        foreach (var payment in PaymentsFor(message.Hash)) Insert(payment, message);
        return IsPaid(message.Hash) ? Refold([message.Spec.Key], Table.Height) : [];
    }

    /// <summary>Drops a message that was never paid (its temporary life is over). Paid ones stay.</summary>
    public void Forget(MessageHash hash)
    {
        if (!IsPaid(hash)) messages.Remove(hash);
    }

    private void Add(AppPayment payment, SortedSet<string> touched)
    {
        if (!payments.TryAdd(payment.Coin, payment)) throw new ArgumentException($"Coin {payment.Coin} is already known.", nameof(payment));
        Listed(paymentsByHash, payment.Hash).Add(payment);
        if (rules.MainWay is null) Listed(runOuts, payment.EndHeight).Add(payment);
        if (!messages.TryGetValue(payment.Hash, out var message)) return;
        Insert(payment, message);
        touched.Add(message.Spec.Key);
    }

    private void Remove(AppPayment payment, SortedSet<string> touched)
    {
        Touch(payment, touched);
        payments.Remove(payment.Coin);
        outcomes.Remove(payment.Coin);
        Unlist(paymentsByHash, payment.Hash, payment);
        var known = messages.GetValueOrDefault(payment.Hash);
        if (rules.MainWay is null) Unlist(runOuts, payment.EndHeight, payment);
        else if (known is not null) Unlist(runOuts, MainRegistry.EndHeight(known.Spec, rules.Apps, payment.Height), payment);
        if (known is not null) Unlist(paymentsByName, known.Spec.Key, payment);
    }

    private ImmutableArray<AppChange> Refold(SortedSet<string> keys, long height)
    {
        var apps = Table.Apps;
        var changes = ImmutableArray.CreateBuilder<AppChange>();
        foreach (var key in keys)
        {
            var before = apps.GetValueOrDefault(key);
            var after = Fold(key, height);
            if (IsSame(before, after)) continue;
            apps = after is null ? apps.Remove(key) : apps.SetItem(key, after);
            changes.Add(new(key, before, after));
        }
        Table = ReferenceEquals(apps, Table.Apps) ? Table with { Height = height } : new(height, apps);
        return changes.ToImmutable();
    }

    private RegisteredApp? Fold(string key, long height)
    {
        if (!paymentsByName.TryGetValue(key, out var history)) return null;
        var (current, judged) = rules.MainWay is null
            ? new NameFold(rules, hash => messages[hash], coin => spends.TryGetValue(coin.Coin, out var spent) ? spent : null).Run(history, height)
            : new MainNameFold(rules, prices, hash => messages[hash]).Run(history, height);
        foreach (var (coin, outcome) in judged) outcomes[coin] = outcome;
        return current;
    }

    private void Insert(AppPayment payment, AppMessage message)
    {
        // Only there the lifetime is the message's.
        if (rules.MainWay is not null) Listed(runOuts, MainRegistry.EndHeight(message.Spec, rules.Apps, payment.Height)).Add(payment);
        var history = Listed(paymentsByName, message.Spec.Key);
        var place = history.FindIndex(known => Compare(payment, known) < 0);
        history.Insert(place < 0 ? history.Count : place, payment);
    }

    private void Touch(AppPayment payment, SortedSet<string> touched)
    {
        if (messages.TryGetValue(payment.Hash, out var message)) touched.Add(message.Spec.Key);
    }

    private void Touch(List<AppPayment>? some, SortedSet<string> touched)
    {
        foreach (var payment in some ?? []) Touch(payment, touched);
    }

    private static int Compare(AppPayment a, AppPayment b)
    {
        var byPosition = new ChainPosition(a.Height, a.Index).CompareTo(new(b.Height, b.Index));
        return byPosition != 0 ? byPosition : a.Coin.CompareTo(b.Coin);
    }

    private static bool IsSame(RegisteredApp? a, RegisteredApp? b) => ReferenceEquals(a, b) || (a is not null && b is not null
        && a.Hash == b.Hash && a.FirstHeight == b.FirstHeight && a.Height == b.Height && a.Coins.SequenceEqual(b.Coins));

    private static List<AppPayment> Listed<TKey>(Dictionary<TKey, List<AppPayment>> lists, TKey key) where TKey : notnull =>
        lists.TryGetValue(key, out var list) ? list : lists[key] = [];

    private static void Unlist<TKey>(Dictionary<TKey, List<AppPayment>> lists, TKey key, AppPayment payment) where TKey : notnull
    {
        if (lists.TryGetValue(key, out var list) && list.Remove(payment) && list.Count == 0) lists.Remove(key);
    }
}
