using System.Collections.Immutable;
using System.Text.Json;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Pricing;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Contracts.Rpc;
using Flux.Os.Following;
using Flux.Os.Storage;
using Flux.Primitives;
using Microsoft.Data.Sqlite;

namespace Flux.Os.Registry;

/// <summary>
/// The node's app registry: follows the best chain block by block, learns messages, keeps both on disk and tells of
/// changes. The rules are <see cref="AppRegistry"/>'s; this class only feeds it.
/// </summary>
public sealed partial class RegistryService
{
    private const int BlocksPerWrite = 500;
    private const string PaidBefore = "paid before";

    private readonly Lock _gate = new();
    private readonly AppRegistry _registry;
    private readonly RegistryStore _store;
    private readonly BlockScanner _scanner;
    private readonly FluxdClient _fluxd;
    private readonly TimeProvider _time;
    private readonly ILogger<RegistryService> _logger;
    // Height of the first block that is scanned.
    private readonly int _first;
    private readonly List<BlockHash> _scanned = [];
    private readonly HashSet<OutPoint> _coins = [];
    private readonly Dictionary<MessageHash, long> _received = [];
    private readonly UnpaidBook _unpaid = new();
    // Messages from disk, until the chain has been read and says which of them are unpaid.
    private readonly List<(MessageHash Hash, long Received, string Source, int Length)> _stored = [];
    private TableIndex _index = new(AppTable.Empty.Apps);
    private (AppMessage Message, AppPayment Payment)[]? _permanent;

    /// <summary>Folds what is on disk; the chain is compared at the first picture.</summary>
    public RegistryService(OsDatabase database, FluxdClient fluxd, RegistryRules rules, TimeProvider time, ILogger<RegistryService> logger)
    {
        (_fluxd, _time, _logger, Rules) = (fluxd, time, logger, rules);
        _registry = new AppRegistry(rules);
        _store = new RegistryStore(database);
        _scanner = new BlockScanner(fluxd, rules);
        _first = rules.MainWay is null ? 1 : (int)MainRegistry.FirstHeight;
        try
        {
            // Reading is most of a start's work, and every core can help.
            foreach (var (message, received, source, length) in _store.Messages().AsParallel().AsOrdered().Select(row => (ReadStored(row.Data), row.Received, row.Source, row.Data.Length)))
            {
                if (message is null) continue;
                _registry.Learn(message);
                _received[message.Hash] = received;
                _stored.Add((message.Hash, received, source, length));
            }
            foreach (var block in _store.Blocks()) ConnectOne(block);
        }
        catch (Exception e) when (e is SqliteException or JsonException or FormatException or ArgumentException or InvalidDataException)
        {
            throw new StorageException($"The stored registry is damaged: {e.Message} Move fluxos.db away and start again: the registry is rebuilt from the chain and from other nodes.", e);
        }
    }

    /// <summary>Rules and prices of the network.</summary>
    public RegistryRules Rules { get; }

    /// <summary>The apps in force at <see cref="AppTable.Height"/>.</summary>
    public AppTable Table
    {
        get
        {
            lock (_gate) return _registry.Table;
        }
    }

    /// <summary>The table's further indexes.</summary>
    public TableIndex Index
    {
        get
        {
            var apps = Table.Apps;
            var index = Volatile.Read(ref _index);
            if (ReferenceEquals(index.Apps, apps)) return index;
            Volatile.Write(ref _index, index = new TableIndex(apps));
            return index;
        }
    }

    /// <summary>
    /// Called after every change of the table; also with an empty list when only the height moved. A message that is learned may tell at
    /// the same time as a block: whoever needs the present table reads <see cref="Table"/>.
    /// </summary>
    public event Func<AppTable, ImmutableArray<AppChange>, CancellationToken, Task>? Changed;

    /// <summary>Hashes paid for whose message nobody has shown yet.</summary>
    public IReadOnlyList<MessageHash> Missing
    {
        get
        {
            lock (_gate) return [.. _registry.Missing];
        }
    }

    /// <summary>The existing network's price rows, ascending; none on own networks.</summary>
    public IReadOnlyList<MainPriceTable> MainPriceRows
    {
        get
        {
            lock (_gate) return [.. _registry.Prices];
        }
    }

    /// <summary>The least that a registration must pay on the chain at the tip, for a lifetime in blocks.</summary>
    public Amount Quote(AppSpec spec, long height, long blocks)
    {
        if (Rules.MainWay is null) return AppPrice.QuoteAt(spec, Rules.Prices, Rules.Apps, height, blocks);
        lock (_gate) return MainPrice.Quote(spec, _registry.Prices, Rules.Apps, height, blocks);
    }

    /// <summary>A message, paid or not, or null.</summary>
    public AppMessage? MessageOf(MessageHash hash)
    {
        lock (_gate) return _registry.MessageOf(hash);
    }

    /// <summary>Payments of the best chain for a hash.</summary>
    public IReadOnlyList<(AppPayment Payment, PaymentOutcome Outcome)> PaymentsFor(MessageHash hash)
    {
        lock (_gate) return [.. _registry.PaymentsFor(hash).Select(p => (p, _registry.OutcomeOf(p.Coin)))];
    }

    /// <summary>Messages that nobody has paid for yet, with when they came (Unix milliseconds).</summary>
    public IReadOnlyList<(AppMessage Message, long Received)> Temporary
    {
        get
        {
            lock (_gate) return [.. _received.Where(r => !_registry.IsPaid(r.Key)).Select(r => (_registry.MessageOf(r.Key)!, r.Value))];
        }
    }

    /// <summary>Messages that were paid for, with their first payments, in chain order.</summary>
    public IReadOnlyList<(AppMessage Message, AppPayment Payment)> Permanent
    {
        get
        {
            lock (_gate)
            {
                return _permanent ??= [.. _registry.Paid.Select(hash => (Message: _registry.MessageOf(hash), Payment: _registry.PaymentsFor(hash)[0]))
                    .Where(row => row.Message is not null).Select(row => (row.Message!, row.Payment)).OrderBy(row => row.Payment.Height).ThenBy(row => row.Payment.Index)];
            }
        }
    }

    /// <summary>
    /// Takes a message from the API, gossip or another node. An unpaid one is checked against the present table and counts against the
    /// share of its source; a paid one needs only its hash and signature, because the registry judges it at its own height.
    /// </summary>
    /// <param name="source">Who told it: the key of the node that announced it, or another name that no stranger chooses.</param>
    public async Task<(AppMessageVerdict Verdict, bool IsNew)> LearnAsync(AppMessage message, string source, CancellationToken cancellation)
    {
        // Outside the lock, which every reader needs: this is most of the work. And before anything is compared with what is known:
        // a copy that claims a known hash and is not that message must not pass for it.
        var verdict = AppMessageCheck.CheckHashAndSignature(message);
        if (!verdict.IsAccepted) return (verdict, false);
        ImmutableArray<AppChange> changes;
        AppTable table;
        lock (_gate)
        {
            if (_registry.MessageOf(message.Hash) is not null) return (AppMessageVerdict.Accepted, false);
            if (!_registry.IsPaid(message.Hash))
            {
                verdict = CheckUnpaid(message, source, out var length);
                if (!verdict.IsAccepted) return (verdict, false);
                foreach (var gone in _unpaid.Add(message.Hash, message.Spec.Owner, source, length, NowMs)) Forget(gone);
            }
            _store.Add(message, NowMs, source);
            _received[message.Hash] = NowMs;
            (changes, table) = (_registry.Learn(message), _registry.Table);
            _permanent = null;
        }
        await TellAsync(table, changes, cancellation).ConfigureAwait(false);
        return (AppMessageVerdict.Accepted, true);
    }

    /// <summary>Takes a message from this node itself.</summary>
    public Task<(AppMessageVerdict Verdict, bool IsNew)> LearnAsync(AppMessage message, CancellationToken cancellation) => LearnAsync(message, "", cancellation);

    /// <summary>Takes those of many messages that the chain has payments for and whose hash and signature are right; gives how many were new.</summary>
    public async Task<int> LearnPaidAsync(IEnumerable<AppMessage> messages, CancellationToken cancellation)
    {
        var valid = messages.DistinctBy(message => message.Hash).Where(IsLacking).Where(message => AppMessageCheck.CheckHashAndSignature(message).IsAccepted).ToList();
        var changes = ImmutableArray.CreateBuilder<AppChange>();
        AppTable table;
        lock (_gate)
        {
            valid.RemoveAll(message => !_registry.IsPaid(message.Hash) || _registry.MessageOf(message.Hash) is not null);
            _store.Add(valid, NowMs);
            foreach (var message in valid)
            {
                _received[message.Hash] = NowMs;
                changes.AddRange(_registry.Learn(message));
            }
            table = _registry.Table;
            _permanent = null;
        }
        if (valid.Count > 0) await TellAsync(table, changes.ToImmutable(), cancellation).ConfigureAwait(false);
        return valid.Count;
    }

    /// <summary>Brings the registry to the chain's tip: blocks that left the best chain go back first.</summary>
    public async Task FollowAsync(ChainPicture picture, CancellationToken cancellation)
    {
        try
        {
            await RewindAsync(picture.Height, cancellation).ConfigureAwait(false);
            while (Scanned < picture.Height) await ScanAsync(picture.Height, cancellation).ConfigureAwait(false);
            EnterStored();
            ForgetExpired();
        }
        catch (Exception e) when (e is RpcException or RpcUnreachableException)
        {
            LogScanFailed(Scanned + 1, e.Message);
            throw;
        }
        catch (SqliteException e)
        {
            LogScanFailed(Scanned + 1, e.Message);
            throw new InvalidOperationException($"the registry cannot be written: {e.Message}", e);
        }
    }

    // Height of the last block that is scanned.
    private int Scanned => _first - 1 + _scanned.Count;

    private long NowMs => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private AppMessageVerdict CheckUnpaid(AppMessage message, string source, out int length)
    {
        length = message.ToGossip().ToString().Length;
        if (_unpaid.WhyNot(message.Spec.Owner, source, length) is { } full) return new(AppMessageReject.TooMany, full);
        return _registry.CheckUnpaid(message);
    }

    private bool IsLacking(AppMessage message)
    {
        lock (_gate) return _registry.IsPaid(message.Hash) && _registry.MessageOf(message.Hash) is null;
    }

    private async Task RewindAsync(int height, CancellationToken cancellation)
    {
        while (_scanned.Count > 0)
        {
            if (Scanned <= height)
            {
                var present = await _fluxd.BlockHashAsync(Scanned, cancellation).ConfigureAwait(false);
                if (present == _scanned[^1].ToString()) return;
            }
            await DisconnectLastAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async Task ScanAsync(int target, CancellationToken cancellation)
    {
        var batch = await ReadBatchAsync(target, cancellation).ConfigureAwait(false);
        // The branch changed under us.
        if (batch.Count == 0) await DisconnectLastAsync(cancellation).ConfigureAwait(false);
        else await ConnectAsync(batch, cancellation).ConfigureAwait(false);
    }

    /// <summary>The next blocks that follow what is scanned; none when the best chain left our branch. Nothing is changed yet.</summary>
    private async Task<List<RegistryBlock>> ReadBatchAsync(int target, CancellationToken cancellation)
    {
        var batch = new List<RegistryBlock>();
        var coins = new HashSet<OutPoint>();
        while (Scanned + batch.Count < target && batch.Count < BlocksPerWrite)
        {
            var (block, parent) = await _scanner.ReadAsync(Scanned + batch.Count + 1, c => _coins.Contains(c) || coins.Contains(c), cancellation).ConfigureAwait(false);
            if (LastOf(batch) is { } last && parent != last) break;
            coins.UnionWith(block.Payments.Select(p => p.Coin));
            batch.Add(block);
        }
        return batch;
    }

    private BlockHash? LastOf(List<RegistryBlock> batch) => batch.Count > 0 ? batch[^1].Hash : _scanned.Count > 0 ? _scanned[^1] : null;

    // On disk first: what is in memory and not on disk would leave a gap there that no restart survives.
    private async Task ConnectAsync(List<RegistryBlock> batch, CancellationToken cancellation)
    {
        var changes = ImmutableArray.CreateBuilder<AppChange>();
        AppTable table;
        lock (_gate)
        {
            _store.Append(batch);
            foreach (var block in batch) changes.AddRange(ConnectOne(block));
            table = _registry.Table;
        }
        await TellAsync(table, changes.ToImmutable(), cancellation).ConfigureAwait(false);
    }

    private async Task DisconnectLastAsync(CancellationToken cancellation)
    {
        ImmutableArray<AppChange> changes;
        AppTable table;
        lock (_gate)
        {
            _store.RemoveFrom(Scanned);
            _scanned.RemoveAt(_scanned.Count - 1);
            var paid = _registry.LastPayments;
            (changes, table) = (_registry.Disconnect(), _registry.Table);
            GiveAnotherHour(paid);
            _permanent = null;
        }
        await TellAsync(table, changes, cancellation).ConfigureAwait(false);
    }

    // The payment will be in the other branch's next blocks; by then every node could have forgotten the message.
    private void GiveAnotherHour(ImmutableArray<AppPayment> paid)
    {
        foreach (var hash in paid.Select(payment => payment.Hash).Distinct())
        {
            if (_registry.IsPaid(hash) || _registry.MessageOf(hash) is not { } message) continue;
            _received[hash] = NowMs;
            _store.SetReceived(hash, NowMs);
            foreach (var gone in _unpaid.Add(hash, message.Spec.Owner, PaidBefore, message.ToGossip().ToString().Length, NowMs)) Forget(gone);
        }
    }

    private ImmutableArray<AppChange> ConnectOne(RegistryBlock block)
    {
        var changes = _registry.Connect(block);
        _scanned.Add(block.Hash);
        if (!block.IsEmpty) _permanent = null;
        foreach (var payment in block.Payments)
        {
            _coins.Add(payment.Coin);
            _unpaid.Remove(payment.Hash);
        }
        return changes;
    }

    private static AppMessage? ReadStored(string data) =>
        JsReader.TryRead(data, out var value, out _) && AppMessage.TryRead(value, out var message, out _) ? message : null;

    private void EnterStored()
    {
        if (_stored.Count == 0) return;
        lock (_gate)
        {
            foreach (var (hash, received, source, length) in _stored)
            {
                if (_registry.IsPaid(hash) || _registry.MessageOf(hash) is not { } message) continue;
                foreach (var gone in _unpaid.Add(hash, message.Spec.Owner, source, length, received)) Forget(gone);
            }
            _stored.Clear();
            _stored.TrimExcess();
        }
    }

    private void ForgetExpired()
    {
        var oldest = NowMs - AppMessageCheck.TemporaryLifeMs;
        lock (_gate)
        {
            foreach (var hash in _unpaid.OlderThan(oldest)) Forget(hash);
        }
    }

    private void Forget(MessageHash hash)
    {
        _unpaid.Remove(hash);
        _registry.Forget(hash);
        _store.Remove(hash);
        _received.Remove(hash);
    }

    private async Task TellAsync(AppTable table, ImmutableArray<AppChange> changes, CancellationToken cancellation)
    {
        foreach (var change in changes) LogChange(change.Key, change.After is null ? "over" : change.Before is null ? "registered" : "updated", table.Height);
        if (Changed is not { } changed) return;
        foreach (var handler in changed.GetInvocationList().Cast<Func<AppTable, ImmutableArray<AppChange>, CancellationToken, Task>>()) await handler(table, changes, cancellation).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Block {Height} could not be scanned: {Reason}")]
    private partial void LogScanFailed(int height, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "App {App} is {What} at height {Height}")]
    private partial void LogChange(string app, string what, long height);
}
