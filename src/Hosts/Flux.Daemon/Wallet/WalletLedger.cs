using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Chain;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.Primitives.Wire;

namespace Flux.Daemon.Wallet;

/// <summary>
/// The wallet's transactions, found by reading blocks as the chain grows. The file beside the wallet is a convenience: what is missing from
/// it is read from the blocks again.
/// </summary>
internal sealed class WalletLedger(string path)
{
    private readonly Dictionary<TxId, WalletEntry> _entries = [];
    private readonly HashSet<OutPoint> _spent = [];
    private BlockHash _scanned;
    private int _height = -1;
    private bool _changed;

    public IReadOnlyCollection<WalletEntry> Entries => _entries.Values;

    public WalletEntry? Find(TxId id) => _entries.GetValueOrDefault(id);

    /// <summary>Reads the file; without one the ledger begins at <paramref name="start"/>, since a new wallet has no past.</summary>
    public void Load(int startHeight, BlockHash start)
    {
        (_height, _scanned) = (startHeight, start);
        if (!File.Exists(path)) return;
        try
        {
            var file = JsonNode.Parse(File.ReadAllBytes(path))!;
            foreach (var item in file["transactions"]!.AsArray())
            {
                if (!TransactionCodec.TryParse(Convert.FromHexString(item!["hex"]!.GetValue<string>()), out var transaction, out _)) continue;
                Put(new WalletEntry(transaction, item["height"]!.GetValue<int>(), new BlockHash(Hash256.Parse(item["block"]!.GetValue<string>())), item["place"]!.GetValue<int>(), item["time"]!.GetValue<long>(), item["received"]!.GetValue<long>()));
            }
            (_height, _scanned) = (file["height"]!.GetValue<int>(), new BlockHash(Hash256.Parse(file["scanned"]!.GetValue<string>())));
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or NullReferenceException)
        {
            // A damaged convenience: everything is found again from the first block on.
            Reset(-1);
        }
    }

    /// <summary>Everything from a height on is read again.</summary>
    public void Reset(int height)
    {
        foreach (var entry in _entries.Values.Where(entry => entry.Height > height).ToList()) Remove(entry);
        (_height, _scanned, _changed) = (height, default, true);
    }

    /// <summary>Follows the best chain to its tip; true when something changed.</summary>
    public bool CatchUp(ChainNode chain, Func<Script, bool> isOwn, Action<Script> used, long now)
    {
        var tip = chain.Snapshot.Tip;
        if (_height == tip.Height && _scanned == tip.Hash) return false;
        while (_height >= 0 && (_height > tip.Height || (_scanned != default && chain.Ancestor(tip, _height)?.Hash != _scanned)))
        {
            foreach (var entry in _entries.Values.Where(entry => entry.Height == _height).ToList()) Put(entry with { Height = 0, Block = default, Place = 0, BlockTime = 0 });
            _height--;
            _scanned = _height >= 0 && chain.FindHeader(_scanned) is { } header ? header.Previous : default;
        }
        while (_height < tip.Height)
        {
            if (chain.Ancestor(tip, _height + 1) is not { } next || chain.ReadBlock(next.Hash) is not { } block) break;
            for (var i = 0; i < block.Transactions.Length; i++)
            {
                var transaction = block.Transactions[i];
                if (Concerns(transaction, isOwn, used)) Put(new WalletEntry(transaction, next.Height, next.Hash, i, next.Time, Find(transaction.Id)?.Received ?? now));
            }
            (_height, _scanned) = (next.Height, next.Hash);
        }
        _changed = true;
        return true;
    }

    /// <summary>Remembers a transaction that waits.</summary>
    public void AddWaiting(Transaction transaction, long now)
    {
        if (_entries.ContainsKey(transaction.Id)) return;
        Put(new WalletEntry(transaction, 0, default, 0, 0, now));
    }

    /// <summary>Forgets waiting transactions that can count no more.</summary>
    public void DropExpired(int tip, Func<TxId, bool> isInPool)
    {
        foreach (var entry in _entries.Values.Where(entry => entry.Height == 0 && !isInPool(entry.Id) && (entry.Transaction.IsCoinbase || (entry.Transaction.ExpiryHeight != 0 && entry.Transaction.ExpiryHeight <= tip))).ToList()) Remove(entry);
    }

    public bool IsSpent(OutPoint coin) => _spent.Contains(coin);

    public bool Concerns(Transaction transaction, Func<Script, bool> isOwn, Action<Script>? used = null)
    {
        var found = transaction.Inputs.Any(input => OutputOf(input.PreviousOutput) is { } coin && isOwn(coin.ScriptPubKey));
        foreach (var output in transaction.Outputs)
        {
            if (!isOwn(output.ScriptPubKey)) continue;
            found = true;
            used?.Invoke(output.ScriptPubKey);
        }
        return found;
    }

    /// <summary>The output of a known transaction.</summary>
    public TxOutput? OutputOf(OutPoint place) =>
        _entries.TryGetValue(place.Transaction, out var entry) && place.Index < entry.Transaction.Outputs.Length ? entry.Transaction.Outputs[(int)place.Index] : null;

    public void Save()
    {
        if (!_changed) return;
        var file = new JsonObject
        {
            ["height"] = _height,
            ["scanned"] = _scanned.ToString(),
            ["transactions"] = new JsonArray([.. _entries.Values.Select(entry => (JsonNode)new JsonObject
            {
                ["hex"] = Convert.ToHexStringLower(entry.Transaction.Bytes.Span),
                ["height"] = entry.Height,
                ["block"] = entry.Block.ToString(),
                ["place"] = entry.Place,
                ["time"] = entry.BlockTime,
                ["received"] = entry.Received,
            })]),
        };
        var next = path + ".new";
        File.WriteAllText(next, file.ToJsonString());
        File.Move(next, path, overwrite: true);
        _changed = false;
    }

    private void Put(WalletEntry entry)
    {
        _entries[entry.Id] = entry;
        foreach (var input in entry.Transaction.Inputs) _spent.Add(input.PreviousOutput);
        _changed = true;
    }

    private void Remove(WalletEntry entry)
    {
        _entries.Remove(entry.Id);
        foreach (var input in entry.Transaction.Inputs) _spent.Remove(input.PreviousOutput);
        _changed = true;
    }
}
