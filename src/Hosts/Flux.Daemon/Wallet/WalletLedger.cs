using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Chain;
using Flux.Chain.Selection;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.Primitives.Wire;

namespace Flux.Daemon.Wallet;

/// <summary>
/// The wallet's transactions, found by reading blocks as the chain grows. The file beside the wallet is a convenience: what is missing from
/// it is read from the blocks again.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="escrow">Script of app payments, which belong to their payer; null where the network has none.</param>
internal sealed class WalletLedger(string path, Script? escrow = null)
{
    private readonly Dictionary<TxId, WalletEntry> _entries = [];

    /// <summary>By how many known transactions a coin is spent: two may wait that exclude each other.</summary>
    private readonly Dictionary<OutPoint, int> _spent = [];
    private BlockHash _scanned;
    private int _height = -1;
    private bool _changed;

    public IReadOnlyCollection<WalletEntry> Entries => _entries.Values;

    /// <summary>The last block that was read.</summary>
    public int Height => _height;

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

    /// <summary>Follows the best chain to its tip. Answers the heights of blocks that it had to leave out because they are not stored here.</summary>
    public (int From, int To)? CatchUp(ChainNode chain, Func<Script, bool> isOwn, Action<Script> used, long now, Action<int> report, CancellationToken cancellation)
    {
        var tip = chain.Snapshot.Tip;
        if (_height == tip.Height && _scanned == tip.Hash) return null;
        while (_height >= 0 && (_height > tip.Height || (_scanned != default && chain.Ancestor(tip, _height)?.Hash != _scanned)))
        {
            foreach (var entry in _entries.Values.Where(entry => entry.Height == _height).ToList()) Put(entry with { Height = 0, Block = default, Place = 0, BlockTime = 0 });
            _height--;
            _scanned = _height >= 0 && chain.FindHeader(_scanned) is { } header ? header.Previous : default;
        }
        (int, int)? missing = null;
        _changed = true;
        while (_height < tip.Height)
        {
            cancellation.ThrowIfCancellationRequested();
            if (chain.Ancestor(tip, _height + 1) is not { } next) break;
            if (chain.ReadBlock(next.Hash) is { } block) Read(block, next, isOwn, used, now);
            // The genesis block and what was deleted of old blocks; a gap at the tip is one that is being replaced just now.
            else if (next.Height < chain.LowestBlock) missing = (missing?.Item1 ?? next.Height, next.Height);
            else if (next.Height > 0) break;
            (_height, _scanned) = (next.Height, next.Hash);
            report(_height);
        }
        return missing;
    }

    /// <summary>Takes some transactions of a block, whatever was read so far.</summary>
    public void Add(Block block, HeaderEntry header, IEnumerable<int> places, long now)
    {
        foreach (var place in places.Where(place => place < block.Transactions.Length)) Put(block.Transactions[place], header, place, now);
    }

    /// <summary>Remembers a transaction that waits.</summary>
    public void AddWaiting(Transaction transaction, long now)
    {
        if (_entries.ContainsKey(transaction.Id)) return;
        Put(new WalletEntry(transaction, 0, default, 0, 0, now));
    }

    /// <summary>Forgets waiting transactions that can count no more: expired ones, and those whose coins a block has given to another.</summary>
    public void DropDead(int tip, Func<TxId, bool> isInPool)
    {
        var waiting = _entries.Values.Where(entry => entry.Height == 0 && !isInPool(entry.Id)).ToList();
        if (waiting.Count == 0) return;
        var settled = _entries.Values.Where(entry => entry.Height > 0).SelectMany(entry => entry.Transaction.Inputs).Select(input => input.PreviousOutput).ToHashSet();
        foreach (var entry in waiting.Where(entry => entry.Transaction.IsCoinbase || IsExpired(entry.Transaction, tip) || entry.Transaction.Inputs.Any(input => settled.Contains(input.PreviousOutput)))) Remove(entry);
    }

    public bool IsSpent(OutPoint coin) => _spent.ContainsKey(coin);

    public bool Concerns(Transaction transaction, Func<Script, bool> isOwn, Action<Script>? used = null)
    {
        // An escrow output of a known transaction was paid by this wallet, or beside a payment to it.
        var found = transaction.Inputs.Any(input => OutputOf(input.PreviousOutput) is { } coin && (isOwn(coin.ScriptPubKey) || coin.ScriptPubKey == escrow));
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

    private static bool IsExpired(Transaction transaction, int tip) => transaction.ExpiryHeight != 0 && transaction.ExpiryHeight <= tip;

    private void Read(Block block, HeaderEntry header, Func<Script, bool> isOwn, Action<Script> used, long now)
    {
        for (var i = 0; i < block.Transactions.Length; i++)
        {
            if (Concerns(block.Transactions[i], isOwn, used)) Put(block.Transactions[i], header, i, now);
        }
    }

    private void Put(Transaction transaction, HeaderEntry header, int place, long now) =>
        Put(new WalletEntry(transaction, header.Height, header.Hash, place, header.Time, Find(transaction.Id)?.Received ?? now));

    private void Put(WalletEntry entry)
    {
        if (!_entries.ContainsKey(entry.Id))
        {
            foreach (var input in entry.Transaction.Inputs) _spent[input.PreviousOutput] = _spent.GetValueOrDefault(input.PreviousOutput) + 1;
        }
        _entries[entry.Id] = entry;
        _changed = true;
    }

    private void Remove(WalletEntry entry)
    {
        _entries.Remove(entry.Id);
        foreach (var input in entry.Transaction.Inputs)
        {
            if (_spent[input.PreviousOutput] == 1) _spent.Remove(input.PreviousOutput);
            else _spent[input.PreviousOutput]--;
        }
        _changed = true;
    }
}
