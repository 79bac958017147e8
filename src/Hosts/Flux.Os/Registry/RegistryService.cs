using System.Collections.Immutable;
using System.Text.Json;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Registry;
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

    private readonly Lock _gate = new();
    private readonly AppRegistry _registry;
    private readonly RegistryStore _store;
    private readonly BlockScanner _scanner;
    private readonly FluxdClient _fluxd;
    private readonly TimeProvider _time;
    private readonly ILogger<RegistryService> _logger;
    private readonly List<BlockHash> _scanned = [];
    private readonly HashSet<OutPoint> _coins = [];
    private readonly Dictionary<MessageHash, long> _received = [];

    /// <summary>Folds what is on disk; the chain is compared at the first picture.</summary>
    public RegistryService(OsDatabase database, FluxdClient fluxd, RegistryRules rules, TimeProvider time, ILogger<RegistryService> logger)
    {
        (_fluxd, _time, _logger, Rules) = (fluxd, time, logger, rules);
        _registry = new AppRegistry(rules);
        _store = new RegistryStore(database);
        _scanner = new BlockScanner(fluxd, rules.Apps.MonthBlocks.At(0));
        try
        {
            foreach (var (data, received) in _store.Messages()) LearnStored(data, received);
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

    /// <summary>Messages that were paid for, with their payments.</summary>
    public IReadOnlyList<(AppMessage Message, AppPayment Payment)> Permanent
    {
        get
        {
            lock (_gate) return [.. _received.Keys.Where(_registry.IsPaid).SelectMany(h => _registry.PaymentsFor(h).Take(1).Select(p => (_registry.MessageOf(h)!, p)))];
        }
    }

    /// <summary>
    /// Takes a message from the API, gossip or another node. An unpaid one is checked against the present table; a paid one needs
    /// only its hash and signature, because the registry judges it at its own height.
    /// </summary>
    public async Task<(AppMessageVerdict Verdict, bool IsNew)> LearnAsync(AppMessage message, CancellationToken cancellation)
    {
        ImmutableArray<AppChange> changes;
        AppTable table;
        lock (_gate)
        {
            if (_registry.MessageOf(message.Hash) is not null) return (AppMessageVerdict.Accepted, false);
            var paid = _registry.IsPaid(message.Hash);
            var verdict = paid
                ? AppMessageCheck.CheckHashAndSignature(message)
                : AppMessageCheck.CheckUnpaid(message, Rules.Apps, Math.Max(0, _registry.Table.Height + 1), _registry.Table.Find(message.Spec.Name));
            if (!verdict.IsAccepted) return (verdict, false);
            var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
            _store.Add(message, now);
            _received[message.Hash] = now;
            (changes, table) = (_registry.Learn(message), _registry.Table);
        }
        await TellAsync(table, changes, cancellation).ConfigureAwait(false);
        return (AppMessageVerdict.Accepted, true);
    }

    /// <summary>Brings the registry to the chain's tip: blocks that left the best chain go back first.</summary>
    public async Task FollowAsync(ChainPicture picture, CancellationToken cancellation)
    {
        try
        {
            await RewindAsync(picture.Height, cancellation).ConfigureAwait(false);
            while (_scanned.Count < picture.Height) await ScanAsync(picture.Height, cancellation).ConfigureAwait(false);
            ForgetExpired();
        }
        catch (Exception e) when (e is RpcException or RpcUnreachableException)
        {
            LogScanFailed(_scanned.Count + 1, e.Message);
            throw;
        }
        catch (SqliteException e)
        {
            LogScanFailed(_scanned.Count + 1, e.Message);
            throw new InvalidOperationException($"the registry cannot be written: {e.Message}", e);
        }
    }

    private async Task RewindAsync(int height, CancellationToken cancellation)
    {
        while (_scanned.Count > 0)
        {
            if (_scanned.Count <= height)
            {
                var present = await _fluxd.BlockHashAsync(_scanned.Count, cancellation).ConfigureAwait(false);
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
        while (_scanned.Count + batch.Count < target && batch.Count < BlocksPerWrite)
        {
            var (block, parent) = await _scanner.ReadAsync(_scanned.Count + batch.Count + 1, c => _coins.Contains(c) || coins.Contains(c), cancellation).ConfigureAwait(false);
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
            _store.RemoveFrom(_scanned.Count);
            _scanned.RemoveAt(_scanned.Count - 1);
            (changes, table) = (_registry.Disconnect(), _registry.Table);
        }
        await TellAsync(table, changes, cancellation).ConfigureAwait(false);
    }

    private ImmutableArray<AppChange> ConnectOne(RegistryBlock block)
    {
        var changes = _registry.Connect(block);
        _scanned.Add(block.Hash);
        foreach (var payment in block.Payments) _coins.Add(payment.Coin);
        return changes;
    }

    private void LearnStored(string data, long received)
    {
        if (!JsReader.TryRead(data, out var value, out _) || !AppMessage.TryRead(value, out var message, out _)) return;
        _registry.Learn(message);
        _received[message.Hash] = received;
    }

    private void ForgetExpired()
    {
        var oldest = _time.GetUtcNow().ToUnixTimeMilliseconds() - AppMessageCheck.TemporaryLifeMs;
        lock (_gate)
        {
            foreach (var hash in _received.Where(r => r.Value < oldest && !_registry.IsPaid(r.Key)).Select(r => r.Key).ToList())
            {
                _registry.Forget(hash);
                _store.Remove(hash);
                _received.Remove(hash);
            }
        }
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
